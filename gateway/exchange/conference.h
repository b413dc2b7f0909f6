#ifndef GATEWAY_EXCHANGE_CONFERENCE_H_
#define GATEWAY_EXCHANGE_CONFERENCE_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/context.h"
#include "tasuki/v1/state.pb.h"

// Series, meetings and items as found. To a party that is no member of the
// series, each of them is what does not exist.
namespace tasuki::exchange {

// A series that the caller's party may attend, or why it is hidden.
struct FoundSeries {
  std::string id;
  v1::SeriesRow row;
  std::optional<v1::RefusalCode> hidden_because;

  bool hidden() const { return hidden_because.has_value(); }
  Answer refusal() const { return NotFound(*hidden_because); }
};

bool IsMember(const v1::SeriesRow& series, absl::string_view party);

// INVALID_ARGUMENT: malformed name; `field` names the request field.
absl::StatusOr<FoundSeries> FindSeries(Context& context,
                                       const std::string& name,
                                       absl::string_view field);

// A meeting on which the caller may act, or the answer that says why not.
struct MeetingAccess {
  std::string id;
  v1::MeetingRow row;
  v1::SeriesRow series;
  std::optional<Answer> refusal;
};

// For RUN_MEETING the caller's party must organise the series.
// INVALID_ARGUMENT: malformed name.
absl::StatusOr<MeetingAccess> AccessMeeting(Context& context,
                                            const std::string& name,
                                            v1::Action action);
// As above; refused, too, unless the meeting is open now.
absl::StatusOr<MeetingAccess> AccessOpenMeeting(Context& context,
                                                const std::string& name,
                                                v1::Action action);

// Was it opened, not closed, and is its day not over? Limits the decision's
// validity to the end of the day.
absl::StatusOr<bool> IsOpen(Reading& state, const v1::MeetingRow& meeting);

// An item that stands: not withdrawn, and of a section that is still what its
// holder released.
struct StandingItem {
  std::string id;
  v1::ItemRow row;
  v1::SectionRow section;
};
absl::StatusOr<std::vector<StandingItem>> StandingItems(
    Reading& state, const std::string& series);

// Gives the case an alias of the day, unless it has one. Random: it tells
// neither the case nor what the case was called in another meeting.
void DrawAlias(v1::MeetingRow& meeting, const std::string& a_case);
// The alias of the day; empty if the case has none.
std::string AliasOf(const v1::MeetingRow& meeting, absl::string_view a_case);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONFERENCE_H_
