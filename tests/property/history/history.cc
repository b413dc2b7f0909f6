#include "tests/property/history/history.h"

namespace tasuki::history {

void History::AwaitSize(size_t size) {
  const auto reached = [this, size] {
    mutex_.AssertReaderHeld();
    return closed_ || operations_.size() >= size;
  };
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&reached));
}

}  // namespace tasuki::history
