#ifndef GATEWAY_STORE_WRITING_KEYS_H_
#define GATEWAY_STORE_WRITING_KEYS_H_

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// The keys that the committer seals with, unwrapped once while they are in use.
// For the committer's thread alone, inside its transactions; nothing is owned.
class WritingKeys {
 public:
  WritingKeys(Connection& connection, const KeyRing& keys)
      : connection_(connection), keys_(keys) {}

  const KeyRing& ring() const { return keys_; }

  // The key of a scope, made if there is none.
  absl::StatusOr<ScopeKey> Of(absl::string_view scope);
  // Destroys the key of a scope, as KeyRing::Destroy.
  absl::Status Destroy(absl::string_view scope);
  // After a rollback: a key that was made meanwhile is not there.
  void Forget() { known_.clear(); }

 private:
  static constexpr size_t kMost = 4096;

  Connection& connection_;
  const KeyRing& keys_;
  absl::flat_hash_map<std::string, ScopeKey> known_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_WRITING_KEYS_H_
