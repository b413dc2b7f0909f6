#ifndef GATEWAY_SERVER_OPEN_CALLS_H_
#define GATEWAY_SERVER_OPEN_CALLS_H_

#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace tasuki::server {

// Counts the calls in progress per client certificate, so that one partner's
// flood waits at its own door and not in the others' queue. Thread-safe.
class OpenCalls {
 public:
  // One call's place among those of its certificate, given back at the end of
  // its life. The OpenCalls outlives it.
  class Place {
   public:
    Place(Place&& other) noexcept
        : calls_(std::exchange(other.calls_, nullptr)),
          peer_(std::move(other.peer_)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (calls_ != nullptr) calls_->GiveBack(peer_);
    }

   private:
    friend class OpenCalls;
    Place(OpenCalls* calls, std::string peer)
        : calls_(calls), peer_(std::move(peer)) {}
    OpenCalls* calls_;
    std::string peer_;
  };

  explicit OpenCalls(int limit) : limit_(limit) {}

  // `peer`: the certificate's SHA-256.
  // RESOURCE_EXHAUSTED: it has `limit` calls in progress.
  absl::StatusOr<Place> Take(const std::string& peer)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void GiveBack(const std::string& peer) ABSL_LOCKS_EXCLUDED(mutex_);

  const int limit_;
  absl::Mutex mutex_;
  // Only peers with a call in progress are in it.
  absl::flat_hash_map<std::string, int> open_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_OPEN_CALLS_H_
