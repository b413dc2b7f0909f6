#include "gateway/exchange/desk.h"

#include <utility>

namespace tasuki::exchange {
namespace {

// Officers are few, and each waits for an answer.
constexpr size_t kMostWaiting = 16;

}  // namespace

Desk::Desk() : thread_([this] { Run(); }) {}

Desk::~Desk() {
  {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  thread_.join();
}

bool Desk::Take(std::function<void()> work) {
  absl::MutexLock lock(&mutex_);
  if (waiting_.size() >= kMostWaiting) return false;
  waiting_.push_back(std::move(work));
  return true;
}

void Desk::Run() {
  const auto something = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !waiting_.empty() || closing_;
  };
  while (true) {
    std::function<void()> work;
    {
      absl::MutexLock lock(&mutex_, absl::Condition(&something));
      if (waiting_.empty()) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work();
  }
}

}  // namespace tasuki::exchange
