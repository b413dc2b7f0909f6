#ifndef TESTS_FAULT_JUMPING_CLOCK_H_
#define TESTS_FAULT_JUMPING_CLOCK_H_

#include "absl/time/time.h"

namespace tasuki::fault {

// A program that links jumping_clock.cc and exports its symbols has its own
// clock_gettime, before that of the C library: this puts what it says of the
// time of day forward, or back, by so much, and returns when absl::Now() has
// noticed, which looks every two seconds. What the kernel waits for knows
// nothing of it. One at a time.
void JumpClock(absl::Duration by);

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_JUMPING_CLOCK_H_
