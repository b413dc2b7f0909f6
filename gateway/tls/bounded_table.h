#ifndef GATEWAY_TLS_BOUNDED_TABLE_H_
#define GATEWAY_TLS_BOUNDED_TABLE_H_

#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace tasuki::tls {

// Remembers values of pure functions by the digest of their input: at most
// 2 * `capacity` of them, those used last surely among them. Thread-safe.
template <typename Value>
class BoundedTable {
 public:
  explicit BoundedTable(size_t capacity) : capacity_(capacity) {}

  std::optional<Value> Find(absl::string_view digest) {
    absl::MutexLock lock(&mutex_);
    if (const auto found = young_.find(digest); found != young_.end()) {
      return found->second;
    }
    const auto found = old_.find(digest);
    if (found == old_.end()) return std::nullopt;
    Value value = found->second;
    Keep(std::string(digest), value);
    return value;
  }

  void Insert(std::string digest, Value value) {
    absl::MutexLock lock(&mutex_);
    Keep(std::move(digest), std::move(value));
  }

 private:
  // Two generations instead of a list of uses: constant work, and what is in
  // use moves over before the old generation goes.
  void Keep(std::string digest, Value value)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (young_.size() >= capacity_) {
      old_ = std::move(young_);
      young_.clear();
    }
    young_.insert_or_assign(std::move(digest), std::move(value));
  }

  const size_t capacity_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Value> young_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, Value> old_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tasuki::tls

#endif  // GATEWAY_TLS_BOUNDED_TABLE_H_
