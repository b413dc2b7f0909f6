#ifndef GATEWAY_STORE_KEY_RING_H_
#define GATEWAY_STORE_KEY_RING_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/crypto/secret.h"
#include "gateway/store/blinding.h"
#include "gateway/store/master_key.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// A key and the id of its row.
struct ScopeKey {
  int64_t id = 0;
  crypto::Secret key;
};

// The keys of the scopes: random, each wrapped by the master key, in table
// `key`. Nothing is cached but the two keys that are never destroyed: a key
// that was destroyed opens nothing from the next read on. Immutable,
// thread-safe; the connection is the caller's.
class KeyRing {
 public:
  // Makes the blinding key, the store's own key and the office's.
  static absl::Status Make(Connection& connection, absl::string_view origin,
                           const MasterKey& master);
  // FAILED_PRECONDITION: `master` is not this database's.
  static absl::StatusOr<KeyRing> Open(Connection& connection, MasterKey master);

  const Blinding& blinding() const { return blinding_; }
  const ScopeKey& own() const { return own_; }        // scope ""
  const ScopeKey& office() const { return office_; }  // OfficeScope()

  // The key of a scope, made if there is none: inside a write transaction.
  absl::StatusOr<ScopeKey> ForWriting(Connection& connection,
                                      absl::string_view scope) const;
  // NOT_FOUND: destroyed. DATA_LOSS: not wrapped by the master key.
  absl::StatusOr<crypto::Secret> ById(Connection& connection, int64_t id) const;
  absl::StatusOr<crypto::Secret> Unwrap(absl::string_view wrapped) const;

  // Destroys the key of a scope and every row that it sealed.
  // INVALID_ARGUMENT: the scope is the store's own or the office's.
  absl::Status Destroy(Connection& connection, absl::string_view scope) const;

 private:
  KeyRing(MasterKey master, Blinding blinding)
      : master_(std::move(master)), blinding_(std::move(blinding)) {}
  absl::StatusOr<ScopeKey> Find(Connection& connection,
                                absl::string_view scope) const;
  absl::StatusOr<ScopeKey> Add(Connection& connection,
                               absl::string_view scope) const;

  MasterKey master_;
  Blinding blinding_;
  ScopeKey own_, office_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_KEY_RING_H_
