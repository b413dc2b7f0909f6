#include "gateway/exchange/conference_room.h"

#include <optional>
#include <utility>

#include "gateway/exchange/periods.h"

namespace tasuki::exchange {
namespace {

bool IsPresent(const v1::Attendance& entry) { return entry.left_at() == 0; }

}  // namespace

absl::StatusOr<std::vector<Reader>> ReadersOfPerson(Reading& state,
                                                    const std::string& party,
                                                    const std::string& person,
                                                    v1::Role role) {
  std::vector<Reader> readers;
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> acting,
                   FindEnabledParty(state, party));
  ASSIGN_OR_RETURN(const Found<v1::PersonEntry> entry,
                   state.Find<v1::PersonEntry>(Table::kPerson, person));
  if (!acting.has_value() || !entry.has_value() || entry->disabled()) {
    return readers;
  }
  for (const v1::Assignment& assignment : entry->assignments()) {
    const bool attends =
        role == v1::ROLE_UNSPECIFIED || assignment.role() == role;
    if (assignment.party() != party || !attends ||
        !InPeriod(state, assignment.period())) {
      continue;
    }
    Reader reader{.party = *acting,
                  .role = assignment.role(),
                  .person = person,
                  .home_body = assignment.home_body(),
                  .contract = assignment.contract()};
    if (reader.home_body.empty()) reader.home_body = reader.body();
    readers.push_back(std::move(reader));
  }
  return readers;
}

absl::StatusOr<std::vector<Attendee>> RoomOf(Reading& state,
                                             const v1::MeetingRow& meeting) {
  std::vector<Attendee> room;
  for (const v1::Attendance& entry : meeting.attendance()) {
    if (!IsPresent(entry)) continue;
    Attendee attendee{
        .party = entry.party(), .person = entry.person(), .readers = {}};
    ASSIGN_OR_RETURN(
        attendee.readers,
        ReadersOfPerson(state, entry.party(), entry.person(), entry.role()));
    room.push_back(std::move(attendee));
  }
  return room;
}

v1::Attendance* FindPresent(v1::MeetingRow& meeting, absl::string_view person) {
  for (v1::Attendance& entry : *meeting.mutable_attendance()) {
    if (entry.person() == person && IsPresent(entry)) return &entry;
  }
  return nullptr;
}

}  // namespace tasuki::exchange
