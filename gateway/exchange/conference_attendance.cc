#include <string>

#include "absl/algorithm/container.h"
#include "gateway/exchange/conference.h"
#include "gateway/exchange/conference_room.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// Of one party in one meeting, those who left included: nobody can fill up what
// is another's.
constexpr int kMaxEntriesOfParty = 100;
constexpr size_t kMaxPersonBytes = 64;

// One text for everything that the directory knows of persons, as for callers.
constexpr char kMayNotAttend[] = "the person may not attend for this party now";

Answer CannotEnter() {
  return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS, kMayNotAttend);
}

// A new entry of somebody who is in the room from now on; null if the party has
// as many as it may have.
v1::Attendance* Enter(v1::MeetingRow& meeting, const std::string& party,
                      const std::string& person) {
  const auto entries = absl::c_count_if(
      meeting.attendance(),
      [&](const v1::Attendance& other) { return other.party() == party; });
  if (entries >= kMaxEntriesOfParty) return nullptr;
  v1::Attendance& entry = *meeting.add_attendance();
  entry.set_party(party);
  entry.set_person(person);
  return &entry;
}

Answer Full() {
  return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                            "the party has as many entries as it may have");
}

absl::Status CheckNamed(const v1::ConfirmAttendanceRequest& request) {
  RETURN_IF_ERROR(PartyName::Parse(request.party(), "party").status());
  if (request.person().empty() || request.person().size() > kMaxPersonBytes) {
    return absl::InvalidArgumentError("person: 1 to 64 bytes");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> JoinMeeting(Context& context,
                                   const v1::JoinMeetingRequest& request) {
  ASSIGN_OR_RETURN(
      MeetingAccess meeting,
      AccessOpenMeeting(context, request.name(), v1::ACTION_ATTEND_MEETING));
  if (meeting.refusal.has_value()) return *meeting.refusal;
  const Reader& reader = context.reader();
  v1::Attendance* entry = FindPresent(meeting.row, reader.person);
  // Whom the organiser named becomes one who joined, in the role acted in.
  const bool named = entry != nullptr && entry->joined_at() == 0 &&
                     entry->party() == context.party();
  if (entry != nullptr && !named) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "the person is in the room already");
  }
  if (entry == nullptr) {
    entry = Enter(meeting.row, context.party(), reader.person);
  }
  if (entry == nullptr) return Full();
  entry->set_role(reader.role);
  entry->set_joined_at(context.state.now_seconds());
  context.Write(Table::kMeeting, meeting.id, meeting.row);
  return Answer();
}

absl::StatusOr<Answer> LeaveMeeting(Context& context,
                                    const v1::LeaveMeetingRequest& request) {
  ASSIGN_OR_RETURN(
      MeetingAccess meeting,
      AccessOpenMeeting(context, request.name(), v1::ACTION_ATTEND_MEETING));
  if (meeting.refusal.has_value()) return *meeting.refusal;
  v1::Attendance* const entry =
      FindPresent(meeting.row, context.reader().person);
  if (entry == nullptr || entry->party() != context.party()) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "the person is not in the room");
  }
  entry->set_left_at(context.state.now_seconds());
  context.Write(Table::kMeeting, meeting.id, meeting.row);
  return Answer();
}

absl::StatusOr<Answer> ConfirmAttendance(
    Context& context, const v1::ConfirmAttendanceRequest& request) {
  RETURN_IF_ERROR(CheckNamed(request));
  ASSIGN_OR_RETURN(
      MeetingAccess meeting,
      AccessOpenMeeting(context, request.name(), v1::ACTION_RUN_MEETING));
  if (meeting.refusal.has_value()) return *meeting.refusal;
  if (!IsMember(meeting.series, request.party())) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "the party is not a member of the series");
  }
  v1::Attendance* entry = FindPresent(meeting.row, request.person());
  ASSIGN_OR_RETURN(
      const std::vector<Reader> readers,
      ReadersOfPerson(context.state, request.party(), request.person(),
                      entry == nullptr ? v1::ROLE_UNSPECIFIED : entry->role()));
  const bool elsewhere = entry != nullptr && entry->party() != request.party();
  if (readers.empty() || elsewhere) return CannotEnter();
  if (entry == nullptr) {
    entry = Enter(meeting.row, request.party(), request.person());
  }
  if (entry == nullptr) return Full();
  entry->set_confirmed(true);
  context.Write(Table::kMeeting, meeting.id, meeting.row);
  return Answer();
}

}  // namespace tasuki::exchange
