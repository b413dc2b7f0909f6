#ifndef GATEWAY_CRYPTO_JOSE_H_
#define GATEWAY_CRYPTO_JOSE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::crypto {

// Base64url without padding (RFC 7515 section 2).
std::string EncodeBase64Url(absl::string_view bytes);

// INVALID_ARGUMENT: not the one encoding that EncodeBase64Url gives: padding,
// white space, the other alphabet and set unused bits are all refused.
absl::StatusOr<std::string> DecodeBase64Url(absl::string_view text);

// Verifies a JOSE signature (RFC 7518 ES256: r || s, 64 bytes; RFC 8037
// EdDSA: Ed25519, 64 bytes) over `message` by a SubjectPublicKeyInfo in PEM.
// False for every failure, also when `algorithm` does not fit the key.
bool VerifyJoseSignature(absl::string_view algorithm,
                         absl::string_view public_key_pem,
                         absl::string_view message,
                         absl::string_view signature);

// The algorithm that JOSE gives the key, "ES256" or "EdDSA".
// INVALID_ARGUMENT: not a P-256 or Ed25519 private key in PEM.
absl::StatusOr<std::string> JoseAlgorithm(absl::string_view private_key_pem);

// Signs as above, with the algorithm of the key.
// INVALID_ARGUMENT: not a P-256 or Ed25519 private key in PEM.
struct JoseSignature {
  std::string algorithm;
  std::string signature;
};
absl::StatusOr<JoseSignature> SignJose(absl::string_view private_key_pem,
                                       absl::string_view message);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_JOSE_H_
