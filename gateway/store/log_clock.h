#ifndef GATEWAY_STORE_LOG_CLOCK_H_
#define GATEWAY_STORE_LOG_CLOCK_H_

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "absl/time/time.h"
#include "gateway/base/clock.h"

namespace tasuki::store {

// The log's time, in whole milliseconds: the machine's, except that it never
// goes back, nor behind the newest commit. Thread-safe. `clock` is not owned.
class LogClock {
 public:
  LogClock(const Clock* clock, int64_t newest_commit_ms)
      : clock_(clock), newest_ms_(newest_commit_ms) {}

  int64_t NewestMillis() const { return newest_ms_.load(); }
  absl::Time Machine() const { return clock_->Now(); }
  // How far the machine's clock is behind; 0 where it is not.
  absl::Duration Behind() const {
    const absl::Duration behind =
        absl::FromUnixMillis(newest_ms_.load()) - Machine();
    return std::max(behind, absl::ZeroDuration());
  }

  int64_t NowMillis() {
    const int64_t machine = absl::ToUnixMillis(clock_->Now());
    int64_t newest = newest_ms_.load();
    while (newest < machine &&
           !newest_ms_.compare_exchange_weak(newest, machine)) {
    }
    return std::max(newest, machine);
  }

 private:
  const Clock* clock_;
  std::atomic<int64_t> newest_ms_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_LOG_CLOCK_H_
