#ifndef GATEWAY_SERVER_QUOTA_H_
#define GATEWAY_SERVER_QUOTA_H_

#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace tasuki::server {

// What one legal body may use of the gateway, however many certificates it has:
// so many calls at once, and so many a second. Its flood waits at its own door
// and not in the others' queue. Thread-safe.
class Quota {
 public:
  struct Limits {
    int in_flight = 256;
    // On average; `burst` calls may come together after a pause. A large call
    // takes as many turns as it has pieces of 16 KiB.
    int per_second = 200;
    int burst = 400;
    // A call that would have to wait longer is refused.
    absl::Duration longest_wait = absl::Seconds(2);
  };

  // One call's place among those of its body, given back at the end of its
  // life. The Quota outlives it.
  class Place {
   public:
    Place(Place&& other) noexcept
        : quota_(std::exchange(other.quota_, nullptr)),
          body_(std::move(other.body_)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (quota_ != nullptr) quota_->GiveBack(body_);
    }

   private:
    friend class Quota;
    Place(Quota* quota, std::string body)
        : quota_(quota), body_(std::move(body)) {}
    Quota* quota_;
    std::string body_;
  };

  struct Turn {
    Place place;
    absl::Duration wait;  // until the call is due; zero: at once
  };

  explicit Quota(const Limits& limits) : limits_(limits) {}

  // How many turns a call of this size takes.
  static int TurnsOf(size_t bytes);

  // RESOURCE_EXHAUSTED: all places are taken, or the turn is too far off.
  absl::StatusOr<Turn> Take(const std::string& body, absl::Time now,
                            int turns = 1) ABSL_LOCKS_EXCLUDED(mutex_);

  // Calls that have a place now.
  int in_flight() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Use {
    int open = 0;
    absl::Time due = absl::InfinitePast();  // of the next call, without burst
  };
  void GiveBack(const std::string& body) ABSL_LOCKS_EXCLUDED(mutex_);
  void ForgetIdle(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Limits limits_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Use> uses_ ABSL_GUARDED_BY(mutex_);
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_QUOTA_H_
