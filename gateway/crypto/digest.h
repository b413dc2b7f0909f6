#ifndef GATEWAY_CRYPTO_DIGEST_H_
#define GATEWAY_CRYPTO_DIGEST_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tasuki::crypto {

inline constexpr size_t kSha256Size = 32;

// SHA-256 (FIPS 180-4); 32 bytes.
std::string Sha256(absl::string_view data);

// HMAC-SHA256 (RFC 2104); 32 bytes.
std::string HmacSha256(absl::string_view key, absl::string_view data);

// HKDF-SHA256 without salt (RFC 5869), `size` bytes, at most 255 * 32.
std::string HkdfSha256(absl::string_view key, absl::string_view info,
                       size_t size);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_DIGEST_H_
