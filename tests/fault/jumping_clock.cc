#include "tests/fault/jumping_clock.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <thread>

#include "absl/time/clock.h"

namespace tasuki::fault {
namespace {

std::atomic<int64_t> offset_ns = 0;

}  // namespace

void JumpClock(absl::Duration by) { offset_ns += absl::ToInt64Nanoseconds(by); }

}  // namespace tasuki::fault

extern "C" int clock_gettime(clockid_t clock, struct timespec* now) noexcept {
  constexpr int64_t kSecond = 1'000'000'000;
  const auto result = static_cast<int>(syscall(SYS_clock_gettime, clock, now));
  if (result != 0 || clock != CLOCK_REALTIME) return result;
  const int64_t shown =
      now->tv_sec * kSecond + now->tv_nsec + tasuki::fault::offset_ns;
  now->tv_sec = shown / kSecond;
  now->tv_nsec = shown % kSecond;
  return 0;
}
