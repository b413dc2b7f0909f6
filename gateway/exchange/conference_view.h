#ifndef GATEWAY_EXCHANGE_CONFERENCE_VIEW_H_
#define GATEWAY_EXCHANGE_CONFERENCE_VIEW_H_

#include <string>
#include <vector>

#include "gateway/disclosure/editions.h"
#include "gateway/exchange/conference.h"
#include "gateway/exchange/conference_room.h"
#include "gateway/exchange/unit.h"

// What a room sees of an item: the meet of what everybody in it may see, in
// conference form (SR-17).
namespace tasuki::exchange {

// The event in the log of each person in the room, for each subject shown.
inline constexpr char kShownInConference[] = "SHOWN_IN_CONFERENCE";

// One item as this room sees it. `record` is empty if somebody may not see any
// of it; then the item is absent from every answer.
struct SharedView {
  std::string alias;
  v1::SectionRow section;
  std::string item;
  std::string record;
  // What was decided for each attendee, in the order of the room: one unit for
  // each role. Their levels are those of the screen.
  std::vector<std::vector<UnitOutcome>> units;
};
absl::StatusOr<SharedView> ViewInRoom(Context& context,
                                      const v1::MeetingRow& meeting,
                                      const std::vector<Attendee>& room,
                                      const StandingItem& item);

// The most that any conference could show the caller of the section: a consent
// that opens everything and names the series, the caller present, the item
// released.
absl::StatusOr<policy::Situation> AtTheMost(Context& context,
                                            const v1::SectionRow& section);

// The record in conference form, as far as these levels go. C03 is never in it:
// the alias of the day stands for what she is called elsewhere.
absl::StatusOr<std::string> ConferenceRecord(
    const disclosure::Editions& editions, const LevelSet& levels);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONFERENCE_VIEW_H_
