#ifndef GATEWAY_BASE_CLOCK_H_
#define GATEWAY_BASE_CLOCK_H_

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace tasuki {

// Where the time comes from; tests set their own. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The time of the machine.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace tasuki

#endif  // GATEWAY_BASE_CLOCK_H_
