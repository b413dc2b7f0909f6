#include "gateway/store/clock_watch.h"

namespace tasuki::store {

absl::string_view ClockWatch::Look(absl::Time machine, absl::Time log,
                                   absl::Duration passed) {
  const bool went_ahead =
      machine - last_ > (is_first_ ? kLongestStop : passed + kMost);
  const bool was_behind = is_behind_;
  last_ = machine;
  is_first_ = false;
  is_behind_ = log - machine > kMost;
  if (is_behind_ && !was_behind) {
    return "the machine's clock is behind the log's time: nothing ends until "
           "it has caught up; set it right";
  }
  if (went_ahead) {
    return "the machine's clock is far ahead of where it was: what has ended "
           "by it stays ended; see whether it is right";
  }
  return "";
}

}  // namespace tasuki::store
