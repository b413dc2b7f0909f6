#ifndef GATEWAY_CRYPTO_JOSE_KEY_H_
#define GATEWAY_CRYPTO_JOSE_KEY_H_

#include "absl/strings/string_view.h"
#include "gateway/crypto/openssl_handle.h"

// JOSE keys in OpenSSL; only for the sources of this folder.
namespace tasuki::crypto {

inline constexpr absl::string_view kEs256 = "ES256";
inline constexpr absl::string_view kEdDsa = "EdDSA";

struct JosePublicKey {
  absl::string_view algorithm;  // empty if there is no key
  PKey key;
};

// Reads a P-256 key (RFC 5480: named curve, uncompressed point) or an Ed25519
// key (RFC 8410) from PEM; nothing for anything else.
JosePublicKey ReadJosePublicKey(absl::string_view pem);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_JOSE_KEY_H_
