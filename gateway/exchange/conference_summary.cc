#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/conference.h"
#include "gateway/exchange/conference_room.h"
#include "gateway/exchange/conference_view.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"

namespace tasuki::exchange {
namespace {

// In the room, confirmed, and acting as what the room knows the person to be.
bool MayReadHere(const Context& context, v1::MeetingRow& meeting) {
  const v1::Attendance* const entry =
      FindPresent(meeting, context.reader().person);
  return entry != nullptr && entry->confirmed() &&
         entry->party() == context.party() &&
         (entry->role() == v1::ROLE_UNSPECIFIED ||
          entry->role() == context.reader().role);
}

// What this room sees of the released items, in the order of the screen.
absl::StatusOr<std::vector<SharedView>> ViewScreen(
    Context& context, const v1::MeetingRow& meeting,
    const std::vector<Attendee>& room) {
  ASSIGN_OR_RETURN(const std::vector<StandingItem> items,
                   StandingItems(context.state, meeting.series()));
  std::vector<SharedView> screen;
  for (const StandingItem& item : items) {
    ASSIGN_OR_RETURN(SharedView view, ViewInRoom(context, meeting, room, item));
    // Without an alias there is nothing to call the case by.
    if (view.record.empty() || view.alias.empty()) continue;
    screen.push_back(std::move(view));
  }
  const auto place = [](const SharedView& view) {
    return std::make_tuple(view.alias, view.section.kind(),
                           view.section.holder(), view.item);
  };
  absl::c_sort(screen, [&](const SharedView& a, const SharedView& b) {
    return place(a) < place(b);
  });
  return screen;
}

std::string ScreenBytes(const std::vector<Attendee>& room,
                        const std::vector<SharedView>& screen) {
  std::set<std::string> parties;
  for (const Attendee& attendee : room) parties.insert(attendee.party);
  v1::GetSharedSummaryResponse response;
  for (const std::string& party : parties) response.add_parties(party);
  std::string bytes = Canonical(response);
  for (const SharedView& view : screen) {
    v1::SharedItem item;
    item.set_alias(view.alias);
    item.set_kind(view.section.kind());
    item.set_holder(view.section.holder());
    std::string one = Canonical(item);
    AppendField(v1::SharedItem::kRecordFieldNumber, view.record, &one);
    AppendField(v1::GetSharedSummaryResponse::kItemsFieldNumber, one, &bytes);
  }
  return bytes;
}

// What one attendee saw under each alias of each person who is on the screen.
// Not of each person: how many entries there are would tell which aliases are
// one woman's.
std::vector<SubjectOutcome> SeenBy(size_t attendee,
                                   const std::vector<SharedView>& screen) {
  std::map<std::pair<std::string, std::string>, SubjectOutcome> seen;
  for (const SharedView& view : screen) {
    const std::string& subject = view.section.subject();
    SubjectOutcome& outcome =
        seen.try_emplace({view.alias, subject}, Named(subject)).first->second;
    for (const UnitOutcome& unit : view.units[attendee]) {
      outcome.units.push_back(unit);
    }
  }
  std::vector<SubjectOutcome> outcomes;
  for (auto& [place, outcome] : seen) outcomes.push_back(std::move(outcome));
  return outcomes;
}

Event ShownTo(const Attendee& attendee, SubjectOutcome seen) {
  const bool one_role = attendee.readers.size() == 1;
  return {.subject = seen.subject,
          .operation = kShownInConference,
          .viewer = Viewer{.party = attendee.party,
                           .person = attendee.person,
                           .role = one_role ? attendee.readers.front().role
                                            : v1::ROLE_UNSPECIFIED,
                           .seen = std::move(seen)}};
}

// The caller's one proof: what was on the screen, and of whom nothing. Whose it
// was, and on which consent, is in the events.
SubjectOutcome Screened(const std::vector<SubjectOutcome>& seen) {
  SubjectOutcome screened;
  for (const SubjectOutcome& outcome : seen) {
    for (const UnitOutcome& unit : outcome.units) {
      UnitOutcome& shown = screened.units.emplace_back(unit);
      shown.situation = policy::Situation();
      shown.stated.clear();
      shown.section.clear();
      for (policy::CategoryReason& reason : shown.reasons) {
        reason.ground_source.clear();
      }
    }
  }
  return screened;
}

}  // namespace

absl::StatusOr<Answer> GetSharedSummary(
    Context& context, const v1::GetSharedSummaryRequest& request) {
  if (context.purpose != v1::PURPOSE_CONFERENCE) {
    return absl::InvalidArgumentError("access.purpose: CONFERENCE");
  }
  ASSIGN_OR_RETURN(
      MeetingAccess meeting,
      AccessOpenMeeting(context, request.name(), v1::ACTION_ATTEND_MEETING));
  if (meeting.refusal.has_value()) return *meeting.refusal;
  if (!MayReadHere(context, meeting.row)) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "the attendance is not confirmed");
  }
  ASSIGN_OR_RETURN(const std::vector<Attendee> room,
                   RoomOf(context.state, meeting.row));
  ASSIGN_OR_RETURN(const std::vector<SharedView> screen,
                   ViewScreen(context, meeting.row, room));
  Answer answer;
  answer.body = ScreenBytes(room, screen);
  for (size_t i = 0; i < room.size(); ++i) {
    std::vector<SubjectOutcome> seen = SeenBy(i, screen);
    if (room[i].person == context.reader().person) {
      answer.subjects = {Screened(seen)};
    }
    for (SubjectOutcome& outcome : seen) {
      answer.events.push_back(ShownTo(room[i], std::move(outcome)));
    }
  }
  return answer;
}

}  // namespace tasuki::exchange
