// Conferences: series, meetings and items of others.

#include "adapters/client/method.h"
#include "tests/scenario/hidden_pairs.h"

namespace tasuki::scenario {
namespace {

// Found, but not in the state for it.
constexpr auto kNotNow = absl::StatusCode::kFailedPrecondition;

Pair Attendance(const std::string& meeting) {
  return PairOf<v1::ConfirmAttendanceRequest>(
      "the meeting", meeting, "mh", [](auto& request, const auto& name) {
        request.set_name(name);
        request.set_party("bodies/sample-city/units/maternal-health");
        request.set_person("p-phn-1");
      });
}

Pair Summary(const std::string& meeting) {
  return PairOf<v1::GetSharedSummaryRequest>(
      "the meeting", meeting, "mh", [](auto& request, const auto& name) {
        request.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
        request.set_name(name);
      });
}

// What is done in a meeting, in an order in which it can be done.
std::vector<Pair> InTheRoom(const std::string& meeting) {
  return {Named<v1::JoinMeetingRequest>("the meeting", meeting, "mh"),
          Attendance(meeting), Summary(meeting),
          Named<v1::LeaveMeetingRequest>("the meeting", meeting, "mh")};
}

Pair ReleaseTo(const std::string& series, const std::string& section,
               const std::string& rightful) {
  return PairOf<v1::ReleaseItemRequest>("the section", section, rightful,
                                        [&](auto& request, const auto& name) {
                                          request.set_series(series);
                                          request.set_section(name);
                                        });
}

// A section that can be released, to a series of which the caller is no member.
Pair ReleaseOf(const World& of, const OwnThings& own) {
  v1::ReleaseItemRequest control;
  control.set_series(of.series);
  control.set_section(of.pregnancy);
  return ControlledBy(
      PairOf<v1::ReleaseItemRequest>("the series", of.series, "mh",
                                     [&](auto& request, const auto& name) {
                                       request.set_series(name);
                                       request.set_section(own.section);
                                     }),
      control);
}

// A member of the series is told no more of what others hold.
std::vector<Pair> ByMembers(const World& of) {
  std::vector<Pair> pairs = {
      Named<v1::WithdrawItemRequest>("an item of another party", of.item, "mh"),
      ReleaseTo(of.series, of.draft, "npo"),
  };
  pairs.back().found = kNotNow;  // a draft
  for (Pair& pair : pairs) pair.asker = "fs";
  // Whether the directory has a person is told to no organiser.
  Pair person = PairOf<v1::ConfirmAttendanceRequest>(
      "a person of another party", "p-nursery-1", "p-xxxxxxx-1", "mh",
      [&](auto& request, const auto& id) {
        request.set_name(of.open_meeting);
        request.set_party("bodies/sos-npo");
        request.set_person(id);
      });
  person.asker = "mh";
  person.answered = kNotNow;
  v1::ConfirmAttendanceRequest control;
  control.set_name(of.open_meeting);
  control.set_party("bodies/sos-npo");
  control.set_person("p-npo-1");
  pairs.insert(pairs.begin(), ControlledBy(person, control));
  return pairs;
}

}  // namespace

std::vector<Pair> ConferencePairs(const World& of, const OwnThings& own) {
  std::vector<Pair> pairs = {
      PairOf<v1::ScheduleMeetingRequest>("the series", of.series, "mh",
                                         [](auto& request, const auto& name) {
                                           request.set_series(name);
                                           request.set_day(TodayInJapan());
                                         }),
      ReleaseOf(of, own),
      // Its case is open to them as little as it is to any other outsider.
      ReleaseTo(of.series, of.visit, "mh"),
      ReleaseTo(of.joint_series, of.visit, "mh"),
      ReleaseTo(of.joint_series, of.pregnancy, "mh"),
      Named<v1::WithdrawItemRequest>("an item of another party", of.joint_item,
                                     "mh"),
  };
  const auto add = [&](std::vector<Pair> some) {
    pairs.insert(pairs.end(), some.begin(), some.end());
  };
  std::vector<Pair> planned = InTheRoom(of.planned_meeting);
  for (Pair& pair : planned) pair.found = kNotNow;
  add(planned);
  add(InTheRoom(of.open_meeting));
  add(ByMembers(of));
  add({Named<v1::CloseMeetingRequest>("the meeting", of.open_meeting, "mh"),
       Named<v1::OpenMeetingRequest>("the meeting", of.planned_meeting, "mh")});
  return pairs;
}

}  // namespace tasuki::scenario
