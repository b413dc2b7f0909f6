#include "gateway/exchange/window.h"

#include <algorithm>
#include <string>
#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/consent/calendar.h"
#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/periods.h"
#include "gateway/exchange/view.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/directory.pb.h"

namespace tasuki::exchange {
namespace {

constexpr int64_t kDay = 86'400;

// A period of days; one that cannot be read may have been any.
bool Meets(const Window& window, const v1::Period& period) {
  const auto from = consent::ParseDay(period.from());
  const auto last = consent::ParseDay(period.to());
  const int64_t begin =
      from.ok() ? absl::ToUnixSeconds(consent::StartOfDay(*from)) : 0;
  const int64_t end =
      last.ok() ? absl::ToUnixSeconds(consent::StartOfDay(*last + 1)) : 0;
  return window.Meets(begin, end);
}

void Widen(const Window& window,
           google::protobuf::RepeatedPtrField<v1::Period>& periods) {
  const bool any = std::any_of(
      periods.begin(), periods.end(),
      [&](const v1::Period& period) { return Meets(window, period); });
  periods.Clear();
  if (any) periods.Add();
}

void Widen(const Window& window, v1::PartyEntry& party) {
  party.set_disabled(false);
  Widen(window, *party.mutable_council_membership());
  Widen(window, *party.mutable_womens_council_membership());
}

void Widen(const Window& window, v1::PersonEntry& person) {
  person.set_disabled(false);
  auto& assignments = *person.mutable_assignments();
  assignments.erase(std::remove_if(assignments.begin(), assignments.end(),
                                   [&](const v1::Assignment& assignment) {
                                     return !Meets(window, assignment.period());
                                   }),
                    assignments.end());
  for (v1::Assignment& assignment : assignments) assignment.clear_period();
}

// The lead of today stays, whenever it began: a case has one at every moment.
void Widen(const Window& window, int64_t now, v1::CaseRow& a_case) {
  auto& team = *a_case.mutable_team();
  team.erase(std::remove_if(
                 team.begin(), team.end(),
                 [&](const v1::TeamEntry& entry) {
                   const bool leads =
                       entry.relation() == v1::RELATION_LEAD && entry.to() == 0;
                   return !leads && !window.Meets(entry.from(), entry.to());
                 }),
             team.end());
  for (v1::TeamEntry& entry : team) {
    entry.set_from(std::min(entry.from(), now));
    entry.set_to(0);
    entry.set_confirmed_at(now);
  }
  // Closed before the window it may still have been read in it.
  if (absl::ToUnixSeconds(EndOfAccess(
          absl::FromUnixSeconds(a_case.closed_at()))) > window.from) {
    a_case.set_closed_at(0);
  }
}

// What it states holds from the sending until it is returned, which may have
// been at any moment since, for as long as a statement holds.
void Widen(const Window& window, int64_t now, v1::MessageRow& message) {
  const int64_t sent = message.sent_at();
  if (!window.Meets(sent,
                    sent + absl::ToInt64Seconds(consent::kStatementHolds))) {
    message.set_state(v1::MESSAGE_STATE_RETURNED);
    return;
  }
  if (message.state() == v1::MESSAGE_STATE_RETURNED) {
    message.set_state(v1::MESSAGE_STATE_SENT);
  }
  message.set_sent_at(now);
}

bool WasWithdrawn(const Window& window, const v1::ConsentRow& consent) {
  return consent.withdrawn_at() != 0 && consent.withdrawn_at() <= window.from;
}

// Before the window began. What came under it goes on under the one that took
// its place, then as now.
bool WasReplaced(const Window& window, const v1::ConsentRow& consent) {
  return std::any_of(consent.changes().begin(), consent.changes().end(),
                     [&](const v1::ConsentChange& change) {
                       return !change.superseded_by().empty() &&
                              change.at() <= window.from;
                     });
}

// What was taken from it since the window began.
void GiveBack(const Window& window, int64_t now, v1::ConsentRow& consent) {
  v1::ConsentTerms& terms = *consent.mutable_terms();
  for (v1::ConsentChange& change : *consent.mutable_changes()) {
    if (change.at() <= window.from) continue;
    terms.mutable_purposes()->MergeFrom(change.purposes());
    if (change.valid_until() != 0) terms.set_valid_until(now + kDay);
    change.clear_recipients();
    change.clear_categories();
    change.clear_purposes();
  }
}

void Widen(const Window& window, int64_t now, v1::ConsentRow& consent) {
  if (WasWithdrawn(window, consent) || consent.granted_at() >= window.to) {
    consent.set_state(v1::CONSENT_STATE_WITHDRAWN);
    consent.set_withdrawn_at(consent.granted_at());
    return;
  }
  if (WasReplaced(window, consent)) {
    consent.set_state(v1::CONSENT_STATE_SUPERSEDED);
  } else {
    consent.set_state(v1::CONSENT_STATE_ACTIVE);
    // Nor was there a stricter rule by then.
    consent.clear_superseded_by();
  }
  consent.set_granted_at(std::min(consent.granted_at(), now));
  consent.set_withdrawn_at(0);
  GiveBack(window, now, consent);
  v1::ConsentTerms& terms = *consent.mutable_terms();
  // The event that ends it may have come within the window.
  terms.clear_ends_with();
  if (terms.valid_until() > window.from) {
    terms.set_valid_until(std::max(terms.valid_until(), now + kDay));
  }
}

void Widen(const Window& window, int64_t now, v1::OpeningRow& opening) {
  if (window.Meets(opening.opened_at(), opening.ends_at())) {
    opening.set_ends_at(std::max(opening.ends_at(), now + kDay));
  }
}

void Widen(const Window& window, v1::SectionRow& section) {
  if (!IsOver(section)) return;
  if (section.ended_at() != 0 && section.ended_at() <= window.from) return;
  section.set_state(v1::SECTION_STATE_CONFIRMED);
}

void LiftLimits(v1::SubjectRow& subject) {
  subject.set_sealed_birth(false);
  subject.set_sealed_at(0);
  subject.clear_address_protections();
  subject.set_child_15_withholds(false);
  subject.set_legal_hold(false);
  subject.set_sealed_origin(false);
  subject.set_adoption_final(false);
  subject.set_adoption_by_agency(false);
  subject.set_adoption_by_cgc(false);
  subject.set_birth_family(false);
}

void LiftLimits(v1::CaseRow& a_case) {
  a_case.clear_persons_in_conflict();
  a_case.clear_upgraded_at();
  // Taken back by now it may have been released before.
  if (a_case.has_health_release()) {
    a_case.mutable_health_release()->set_released_at(1);
  }
  // Opened again it is not registered any more; it may have been so before.
  if (!a_case.closed_and_reopened().empty()) a_case.set_registered(true);
  // A measure of the guidance centre that was taken back leaves no trace here.
  if (a_case.registered()) a_case.set_child_measure_prepared(true);
}

// The row's body after `widen`; as it was if it does not parse, for the reading
// to say so.
template <typename Message, typename WidenIt>
std::string Widened(const Row& row, const WidenIt& widen) {
  Message message;
  if (!message.ParseFromString(row.body)) return row.body;
  widen(message);
  return Canonical(message);
}

}  // namespace

std::string WindowedSnapshot::WidenedBody(const RowKey& key,
                                          const Row& row) const {
  switch (key.table) {
    case Table::kParty:
      return Widened<v1::PartyEntry>(
          row, [&](auto& party) { Widen(window_, party); });
    case Table::kPerson:
      return Widened<v1::PersonEntry>(
          row, [&](auto& person) { Widen(window_, person); });
    case Table::kCase:
      return Widened<v1::CaseRow>(row, [&](auto& a_case) {
        Widen(window_, now_, a_case);
        if (lift_limits_) LiftLimits(a_case);
      });
    case Table::kConsent:
      return Widened<v1::ConsentRow>(
          row, [&](auto& consent) { Widen(window_, now_, consent); });
    case Table::kMessage:
      return Widened<v1::MessageRow>(
          row, [&](auto& message) { Widen(window_, now_, message); });
    case Table::kOpening:
      return Widened<v1::OpeningRow>(
          row, [&](auto& opening) { Widen(window_, now_, opening); });
    case Table::kSection:
      return Widened<v1::SectionRow>(
          row, [&](auto& section) { Widen(window_, section); });
    case Table::kSubject:
      return Widened<v1::SubjectRow>(row, [&](auto& subject) {
        if (lift_limits_) LiftLimits(subject);
      });
    default:
      return row.body;
  }
}

absl::StatusOr<std::shared_ptr<const Row>> WindowedSnapshot::Read(
    const RowKey& key) const {
  ASSIGN_OR_RETURN(std::shared_ptr<const Row> row, base_.Read(key));
  if (row->version == 0) return row;
  return std::make_shared<const Row>(row->version, WidenedBody(key, *row));
}

}  // namespace tasuki::exchange
