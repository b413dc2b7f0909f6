#include "gateway/exchange/consent_state.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/exchange/unit.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// In no name of a party.
constexpr char kThrough[] = "|";

constexpr int64_t kStillOpen = std::numeric_limits<int64_t>::max();

// A time for which a case was open, seconds since 1970 UTC, half open.
struct OpenTime {
  int64_t from = 0;
  int64_t to = kStillOpen;
};

void AddOpenTimes(const v1::CaseRow& row, std::vector<OpenTime>& times) {
  int64_t from = kStillOpen;
  for (const v1::TeamEntry& entry : row.team()) {
    from = std::min(from, entry.from());
  }
  const auto& turns = row.closed_and_reopened();
  for (int i = 0; i + 1 < turns.size(); i += 2) {
    times.push_back({from, turns[i]});
    from = turns[i + 1];
  }
  times.push_back({from, row.closed_at() == 0 ? kStillOpen : row.closed_at()});
}

absl::StatusOr<absl::Time> BirthOf(Reading& state, const std::string& subject) {
  ASSIGN_OR_RETURN(const v1::SubjectRow& row,
                   state.Get<v1::SubjectRow>(Table::kSubject, subject));
  if (row.child_born_at() != 0) {
    return absl::FromUnixSeconds(row.child_born_at());
  }
  // Recorded without its day: what ends with it has ended.
  return row.child_born() ? absl::InfinitePast() : absl::InfiniteFuture();
}

absl::StatusOr<absl::Time> LastCaseClosed(Reading& state,
                                          const std::string& subject,
                                          int64_t since) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   state.List(Index::kCasesOfSubject, subject));
  std::vector<OpenTime> times;
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     state.Get<v1::CaseRow>(Table::kCase, entry.id));
    AddOpenTimes(row, times);
  }
  int64_t first = kStillOpen;
  for (const OpenTime& closing : times) {
    const int64_t at = closing.to;
    if (at < since || at >= first) continue;
    const bool other_is_open = absl::c_any_of(times, [&](const OpenTime& time) {
      return time.from <= at && at < time.to;
    });
    if (!other_is_open) first = at;
  }
  return first == kStillOpen ? absl::InfiniteFuture()
                             : absl::FromUnixSeconds(first);
}

// Towards each party, or (empty) towards all, what a change took.
void AddTakenBack(const v1::ConsentChange& change,
                  consent::StoredConsent& consent) {
  CategorySet categories;
  for (const int category : change.categories()) {
    categories =
        categories | CategorySet::Of(static_cast<v1::Category>(category));
  }
  if (change.categories().empty()) categories = CategorySet::All();
  for (const std::string& recipient : change.recipients()) {
    consent.taken_back.push_back({recipient, categories});
  }
  if (change.recipients().empty()) {
    consent.taken_back.push_back({"", categories});
  }
}

}  // namespace

absl::StatusOr<absl::Time> EventOf(Reading& state, const v1::ConsentRow& row) {
  const v1::ConsentTerms& terms = row.terms();
  if (terms.ends_with() == v1::CONSENT_EVENT_UNSPECIFIED) {
    return absl::InfiniteFuture();
  }
  ASSIGN_OR_RETURN(
      const std::string subject,
      ParseResourceId("subjects", terms.subject(), "terms.subject"));
  switch (terms.ends_with()) {
    case v1::CONSENT_EVENT_BIRTH:
      return BirthOf(state, subject);
    case v1::CONSENT_EVENT_CASE_CLOSED:
      return LastCaseClosed(state, subject, row.granted_at());
    default:
      // An event of a later version of the vocabulary may have happened.
      return absl::InfinitePast();
  }
}

absl::StatusOr<absl::Time> EndOf(Reading& state, const v1::ConsentRow& row) {
  ASSIGN_OR_RETURN(const absl::Time event, EventOf(state, row));
  const absl::Time end =
      std::min(absl::FromUnixSeconds(row.terms().valid_until()),
               event + absl::Hours(24) * row.terms().days_after());
  state.Before(end);
  return end;
}

absl::StatusOr<v1::ConsentState> StateOf(Reading& state,
                                         const v1::ConsentRow& row) {
  if (!IsInForce(row.state())) return row.state();
  ASSIGN_OR_RETURN(const absl::Time end, EndOf(state, row));
  return state.now() < end ? row.state() : v1::CONSENT_STATE_EXPIRED;
}

bool IsInForce(v1::ConsentState state) {
  return state == v1::CONSENT_STATE_ACTIVE ||
         state == v1::CONSENT_STATE_NARROWED;
}

absl::StatusOr<consent::StoredConsent> StoredConsentOf(
    Reading& state, const std::string& id, const v1::ConsentRow& row) {
  ASSIGN_OR_RETURN(const absl::Time end, EndOf(state, row));
  consent::StoredConsent consent{
      .id = id,
      .terms = row.terms(),
      .shown = {},
      .state = row.state(),
      .confirmed_by = {row.recorded_by()},
      .granted_at = absl::FromUnixSeconds(row.granted_at()),
      .withdrawn_at = row.withdrawn_at() == 0
                          ? absl::InfiniteFuture()
                          : absl::FromUnixSeconds(row.withdrawn_at()),
      .ended_by_event = end};
  for (const v1::ConsentMask& mask : row.masks()) {
    if (IsThroughCentre(mask)) continue;
    consent.shown.push_back({mask.party(), FromWords(mask.levels())});
  }
  consent.confirmed_by.insert(consent.confirmed_by.end(),
                              row.acknowledged_by().begin(),
                              row.acknowledged_by().end());
  for (const v1::ConsentChange& change : row.changes()) {
    if (TakesPart(change)) AddTakenBack(change, consent);
  }
  return consent;
}

std::string MaskThrough(const std::string& unit, const std::string& recipient) {
  return absl::StrCat(unit, kThrough, recipient);
}

bool IsThroughCentre(const v1::ConsentMask& mask) {
  return absl::StrContains(mask.party(), kThrough);
}

bool TakesPart(const v1::ConsentChange& change) {
  return !change.recipients().empty() || !change.categories().empty();
}

}  // namespace tasuki::exchange
