#include "gateway/server/quota.h"

#include <algorithm>

#include "absl/status/status.h"

namespace tasuki::server {
namespace {

// More bodies than any directory has: time to forget those that are idle.
constexpr size_t kManyBodies = 4096;
constexpr size_t kBytesOfTurn = size_t{16} << 10;

}  // namespace

int Quota::TurnsOf(size_t bytes) {
  return 1 + static_cast<int>(bytes / kBytesOfTurn);
}

absl::StatusOr<Quota::Turn> Quota::Take(const std::string& body, absl::Time now,
                                        int turns) {
  const absl::Duration step = absl::Seconds(1) / limits_.per_second;
  absl::MutexLock lock(&mutex_);
  if (uses_.size() >= kManyBodies) ForgetIdle(now);
  Use& use = uses_[body];
  if (use.open >= limits_.in_flight) {
    return absl::ResourceExhaustedError("too many calls at once");
  }
  // What was not used adds up to a burst, and no further.
  absl::Time due = std::max(use.due, now - limits_.burst * step);
  // No call is put further off than the turns of the largest: the clock was set
  // back.
  const absl::Duration largest = step * TurnsOf(size_t{1} << 20);
  if (due > now + limits_.longest_wait + largest) due = now;
  const absl::Duration wait = std::max(due - now, absl::ZeroDuration());
  if (wait > limits_.longest_wait) {
    return absl::ResourceExhaustedError("too many calls a second");
  }
  use.due = due + turns * step;
  ++use.open;
  ++open_;
  return Turn{Place(this, body), wait};
}

int Quota::in_flight() {
  absl::MutexLock lock(&mutex_);
  return open_;
}

void Quota::GiveBack(const std::string& body) {
  absl::MutexLock lock(&mutex_);
  --uses_.at(body).open;
  --open_;
}

void Quota::ForgetIdle(absl::Time now) {
  absl::erase_if(uses_, [now](const auto& entry) {
    return entry.second.open == 0 && entry.second.due <= now;
  });
}

}  // namespace tasuki::server
