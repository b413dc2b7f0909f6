#ifndef GATEWAY_CRYPTO_SEALING_H_
#define GATEWAY_CRYPTO_SEALING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gateway/crypto/secret.h"

namespace tasuki::crypto {

inline constexpr size_t kKeySize = 32;

// A new random AES-256 key.
Secret NewKey();

// AES-256-GCM (NIST SP 800-38D): nonce (12 random bytes) || ciphertext || tag.
// `aad` binds the bytes to their place and must be given again to Open.
std::string Seal(const Secret& key, absl::string_view aad,
                 absl::string_view plaintext);

// DATA_LOSS: not sealed with this key and `aad`, or changed since.
absl::StatusOr<std::string> Open(const Secret& key, absl::string_view aad,
                                 absl::string_view sealed);

// AES-256-GCM with an all-zero nonce, for a key that seals exactly one message
// ever (docs/formats/audit-leaf.md): ciphertext || tag.
std::string SealOnce(const Secret& single_use_key, absl::string_view plaintext);
absl::StatusOr<std::string> OpenOnce(const Secret& single_use_key,
                                     absl::string_view sealed);

// AES-256 key wrap (RFC 3394). `secret` is a multiple of 8 bytes, at least 16.
std::string WrapKey(const Secret& wrapping_key, const Secret& secret);
// The same for many secrets of one size, at a fraction of the cost for each.
std::vector<std::string> WrapKeys(const Secret& wrapping_key,
                                  absl::Span<const Secret* const> secrets);
// DATA_LOSS: not wrapped under this key.
absl::StatusOr<Secret> UnwrapKey(const Secret& wrapping_key,
                                 absl::string_view wrapped);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_SEALING_H_
