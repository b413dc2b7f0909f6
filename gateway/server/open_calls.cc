#include "gateway/server/open_calls.h"

#include "gateway/base/check.h"

namespace tasuki::server {

absl::StatusOr<OpenCalls::Place> OpenCalls::Take(const std::string& peer) {
  absl::MutexLock lock(&mutex_);
  int& open = open_[peer];
  if (open >= limit_) {
    return absl::ResourceExhaustedError(
        "too many calls in progress with this certificate");
  }
  ++open;
  return Place(this, peer);
}

void OpenCalls::GiveBack(const std::string& peer) {
  absl::MutexLock lock(&mutex_);
  const auto open = open_.find(peer);
  CHECK(open != open_.end() && open->second > 0);
  if (--open->second == 0) open_.erase(open);
}

}  // namespace tasuki::server
