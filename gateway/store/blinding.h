#ifndef GATEWAY_STORE_BLINDING_H_
#define GATEWAY_STORE_BLINDING_H_

#include <string>

#include "absl/strings/string_view.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/secret.h"
#include "gateway/exchange/ports.h"

namespace tasuki::store {

// What the database holds in place of a name: HMAC-SHA256 under a secret key,
// cut to 16 bytes. Without the key, nobody can tell a name from it, nor test a
// guess. Equal names give equal bytes only in one place. Immutable,
// thread-safe.
class Blinding {
 public:
  explicit Blinding(const crypto::Secret& key) : key_(key.Reveal()) {}

  std::string Row(const exchange::RowKey& key) const;
  std::string List(const exchange::IndexKey& key) const;
  std::string Entry(const exchange::IndexKey& key, absl::string_view id) const;
  std::string Scope(absl::string_view scope) const;
  std::string Subject(absl::string_view subject) const;

 private:
  std::string Blind(absl::string_view place, absl::string_view name) const;

  crypto::HmacKey key_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_BLINDING_H_
