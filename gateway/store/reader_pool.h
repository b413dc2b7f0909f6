#ifndef GATEWAY_STORE_READER_POOL_H_
#define GATEWAY_STORE_READER_POOL_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// Read-only connections, at most kMost of them. Thread-safe; outlives what it
// lends.
class ReaderPool {
 public:
  static constexpr int kMost = 16;

  // A connection inside a read transaction that has begun: it sees one moment.
  class Lease {
   public:
    ~Lease();
    Connection& connection() const { return *connection_; }
    int64_t counter() const { return counter_; }  // of the head, at the moment

   private:
    friend class ReaderPool;
    Lease(ReaderPool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ReaderPool* pool_;
    std::unique_ptr<Connection> connection_;
    int64_t counter_ = 0;
  };

  explicit ReaderPool(std::string path) : path_(std::move(path)) {}

  // Waits up to five seconds for a free one. RESOURCE_EXHAUSTED: none came.
  absl::StatusOr<std::unique_ptr<Lease>> Take();

 private:
  bool CanTake() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !free_.empty() || open_ < kMost;
  }
  absl::StatusOr<std::unique_ptr<Connection>> TakeConnection();
  void GiveBack(std::unique_ptr<Connection> connection);

  const std::string path_;
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Connection>> free_ ABSL_GUARDED_BY(mutex_);
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_READER_POOL_H_
