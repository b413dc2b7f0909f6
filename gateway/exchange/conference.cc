#include "gateway/exchange/conference.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/consent/calendar.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/random.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kAliasSize = 4;

// Crockford's base 32: nothing that is misheard for something else.
std::string RandomAlias() {
  constexpr char kLetters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string alias = "C-";
  for (const char byte : crypto::RandomBytes(kAliasSize)) {
    alias += kLetters[static_cast<unsigned char>(byte) % 32];
  }
  return alias;
}

// Corrected, retracted, bound elsewhere, confirmed anew or rewritten: then it
// is no longer what was released.
absl::StatusOr<bool> IsAsReleased(Reading& state, const v1::ItemRow& item,
                                  const v1::SectionRow& section) {
  if (section.state() != v1::SECTION_STATE_CONFIRMED ||
      section.holder() != item.released_by() || section.case_().empty() ||
      section.confirmed_at() > item.released_at()) {
    return false;
  }
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   EditionsOf(state, item.section()));
  return crypto::Sha256(editions.reduced) == item.edition_sha256();
}

MeetingAccess RefusedAccess(Answer refusal) {
  MeetingAccess access;
  access.refusal = std::move(refusal);
  return access;
}

}  // namespace

bool IsMember(const v1::SeriesRow& series, absl::string_view party) {
  return absl::c_linear_search(series.members(), party);
}

absl::StatusOr<FoundSeries> FindSeries(Context& context,
                                       const std::string& name,
                                       absl::string_view field) {
  FoundSeries found;
  ASSIGN_OR_RETURN(found.id, ParseResourceId("conferences", name, field));
  ASSIGN_OR_RETURN(std::optional<v1::SeriesRow> row,
                   context.state.Find<v1::SeriesRow>(Table::kSeries, found.id));
  if (!row.has_value()) {
    found.hidden_because = v1::REFUSAL_CODE_NO_SUCH_OBJECT;
  } else if (!IsMember(*row, context.party())) {
    found.hidden_because = v1::REFUSAL_CODE_NO_BASIS;
  } else {
    found.row = *std::move(row);
  }
  return found;
}

absl::StatusOr<MeetingAccess> AccessMeeting(Context& context,
                                            const std::string& name,
                                            v1::Action action) {
  MeetingAccess access;
  ASSIGN_OR_RETURN(access.id, ParseResourceId("meetings", name, "name"));
  ASSIGN_OR_RETURN(
      std::optional<v1::MeetingRow> row,
      context.state.Find<v1::MeetingRow>(Table::kMeeting, access.id));
  if (!row.has_value()) {
    return RefusedAccess(NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT));
  }
  access.row = *std::move(row);
  ASSIGN_OR_RETURN(access.series, context.state.Get<v1::SeriesRow>(
                                      Table::kSeries, access.row.series()));
  if (!IsMember(access.series, context.party())) {
    return RefusedAccess(NotFound(v1::REFUSAL_CODE_NO_BASIS));
  }
  const bool organises = access.series.organiser() == context.party();
  if (action == v1::ACTION_RUN_MEETING && !organises) {
    return RefusedAccess(Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                                 "only the organiser runs its meetings"));
  }
  if (!context.May(action)) {
    return RefusedAccess(Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                                 "the role does not do this in a meeting"));
  }
  return access;
}

absl::StatusOr<MeetingAccess> AccessOpenMeeting(Context& context,
                                                const std::string& name,
                                                v1::Action action) {
  ASSIGN_OR_RETURN(MeetingAccess access, AccessMeeting(context, name, action));
  if (access.refusal.has_value()) return access;
  ASSIGN_OR_RETURN(const bool open, IsOpen(context.state, access.row));
  if (open) return access;
  return RefusedAccess(
      FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS, "the meeting is not open"));
}

absl::StatusOr<bool> IsOpen(Reading& state, const v1::MeetingRow& meeting) {
  if (meeting.state() != v1::MEETING_STATE_OPEN) return false;
  ASSIGN_OR_RETURN(const absl::CivilDay day, consent::ParseDay(meeting.day()));
  return state.Before(consent::StartOfDay(day + 1));
}

absl::StatusOr<std::vector<StandingItem>> StandingItems(
    Reading& state, const std::string& series) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(Index::kItemsOfSeries, series));
  std::vector<StandingItem> items;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(v1::ItemRow row,
                     state.Get<v1::ItemRow>(Table::kItem, entry.id));
    if (row.withdrawn_at() != 0) continue;
    ASSIGN_OR_RETURN(
        std::optional<v1::SectionRow> section,
        state.Find<v1::SectionRow>(Table::kSection, row.section()));
    if (!section.has_value()) continue;
    ASSIGN_OR_RETURN(const bool stands, IsAsReleased(state, row, *section));
    if (!stands) continue;
    items.push_back({entry.id, std::move(row), *std::move(section)});
  }
  return items;
}

void DrawAlias(v1::MeetingRow& meeting, const std::string& a_case) {
  if (!AliasOf(meeting, a_case).empty()) return;
  std::string alias;
  const auto taken = [&](const v1::DayAlias& other) {
    return other.alias() == alias;
  };
  do {
    alias = RandomAlias();
  } while (absl::c_any_of(meeting.aliases(), taken));
  v1::DayAlias& drawn = *meeting.add_aliases();
  drawn.set_case_(a_case);
  drawn.set_alias(alias);
}

std::string AliasOf(const v1::MeetingRow& meeting, absl::string_view a_case) {
  for (const v1::DayAlias& alias : meeting.aliases()) {
    if (alias.case_() == a_case) return alias.alias();
  }
  return "";
}

}  // namespace tasuki::exchange
