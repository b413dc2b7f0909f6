#ifndef GATEWAY_EXCHANGE_CONFERENCE_ROOM_H_
#define GATEWAY_EXCHANGE_CONFERENCE_ROOM_H_

#include <string>
#include <vector>

#include "gateway/exchange/caller.h"
#include "gateway/exchange/reading.h"
#include "tasuki/v1/state.pb.h"

// Who is in the room: whoever joined or was named, and has not left.
namespace tasuki::exchange {

// Somebody in the room, as the directory has that person now.
struct Attendee {
  std::string party;
  std::string person;
  // One reader for each role in which the person attends. None if the person or
  // the party may not act any more: then nobody may be shown anything.
  std::vector<Reader> readers;
};
absl::StatusOr<std::vector<Attendee>> RoomOf(Reading& state,
                                             const v1::MeetingRow& meeting);

// The readers that a person is for a party today: in `role`, or, if that is
// unspecified, in every role held there. None if party or person is unknown,
// disabled or out of its period.
absl::StatusOr<std::vector<Reader>> ReadersOfPerson(Reading& state,
                                                    const std::string& party,
                                                    const std::string& person,
                                                    v1::Role role);

// The entry of a person who is in the room; null: not there.
v1::Attendance* FindPresent(v1::MeetingRow& meeting, absl::string_view person);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONFERENCE_ROOM_H_
