#ifndef TESTS_BENCH_PLACES_H_
#define TESTS_BENCH_PLACES_H_

#include <cstdint>

#include "absl/synchronization/mutex.h"

namespace tasuki {

// At most so many calls under way; the next one waits for a place.
class Places {
 public:
  explicit Places(int64_t most) : most_(most) {}
  void Take() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Places::HasRoom));
    ++taken_;
  }
  void GiveBack() {
    absl::MutexLock lock(&mutex_);
    --taken_;
  }
  void AwaitNone() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Places::IsEmpty));
  }

 private:
  bool HasRoom() const { return taken_ < most_; }
  bool IsEmpty() const { return taken_ == 0; }
  absl::Mutex mutex_;
  const int64_t most_;
  int64_t taken_ = 0;
};

}  // namespace tasuki

#endif  // TESTS_BENCH_PLACES_H_
