#ifndef GATEWAY_STORE_CLOCK_WATCH_H_
#define GATEWAY_STORE_CLOCK_WATCH_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace tasuki::store {

// Notices that the machine's clock is wrong. Whatever it says, the log's time
// goes forward only; but while it is behind, that time stands still and nothing
// ends, and where it went ahead, things have ended early. Thread-compatible.
class ClockWatch {
 public:
  // The machine's clock may be so far off: more is no correction but a mistake.
  static constexpr absl::Duration kMost = absl::Minutes(1);
  // Longer than this no gateway stands still between two of its runs.
  static constexpr absl::Duration kLongestStop = absl::Hours(24 * 7);

  // `log`: its time when the store was opened.
  explicit ClockWatch(absl::Time log) : last_(log) {}

  // What a human must be told; empty if there is nothing new. `passed`: since
  // the look before, by a clock that nobody sets.
  absl::string_view Look(absl::Time machine, absl::Time log,
                         absl::Duration passed);

 private:
  absl::Time last_;  // what the machine said at the look before
  bool is_first_ = true;
  bool is_behind_ = false;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_CLOCK_WATCH_H_
