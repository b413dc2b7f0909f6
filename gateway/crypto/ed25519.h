#ifndef GATEWAY_CRYPTO_ED25519_H_
#define GATEWAY_CRYPTO_ED25519_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/crypto/secret.h"

namespace tasuki::crypto {

// An Ed25519 private key (RFC 8032). Immutable, thread-safe.
class Ed25519Key {
 public:
  static Ed25519Key Generate();
  // `seed`: 32 bytes (RFC 8032 5.1.5). INVALID_ARGUMENT: another length.
  static absl::StatusOr<Ed25519Key> FromSeed(const Secret& seed);

  std::string Sign(absl::string_view message) const;             // 64 bytes
  const std::string& public_key() const { return public_key_; }  // 32 bytes
  const Secret& seed() const { return seed_; }

 private:
  Ed25519Key(Secret seed, std::string public_key);
  Secret seed_;
  std::string public_key_;
};

// False for a wrong signature and for a malformed key or signature alike.
bool VerifyEd25519(absl::string_view public_key, absl::string_view message,
                   absl::string_view signature);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_ED25519_H_
