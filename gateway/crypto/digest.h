#ifndef GATEWAY_CRYPTO_DIGEST_H_
#define GATEWAY_CRYPTO_DIGEST_H_

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace tasuki::crypto {

inline constexpr size_t kSha256Size = 32;

// SHA-256 (FIPS 180-4); 32 bytes.
std::string Sha256(absl::string_view data);
// The same of the parts, one after the other.
std::string Sha256Of(std::initializer_list<absl::string_view> parts);

// HMAC-SHA256 (RFC 2104); 32 bytes.
std::string HmacSha256(absl::string_view key, absl::string_view data);

// HKDF-SHA256 without salt (RFC 5869), `size` bytes, at most 255 * 32.
std::string HkdfSha256(absl::string_view key, absl::string_view info,
                       size_t size);

// HMAC-SHA256 under one key: what depends on the key alone is done once. Wiped
// when destroyed. Immutable, thread-safe.
class HmacKey {
 public:
  explicit HmacKey(absl::string_view key);
  HmacKey(const HmacKey&) = default;
  HmacKey& operator=(const HmacKey&) = default;
  ~HmacKey();

  // Of the parts, one after the other; 32 bytes.
  std::string Mac(std::initializer_list<absl::string_view> parts) const;

 private:
  using State = std::array<uint32_t, 8>;  // of SHA-256 after one block
  static State AfterPad(absl::string_view key, unsigned char pad);

  State inner_, outer_;
};

// HKDF-SHA256 without salt, of one key: as HmacKey.
class HkdfKey {
 public:
  explicit HkdfKey(absl::string_view key);
  // As HkdfSha256. `info` is the parts, one after the other.
  std::string Expand(std::initializer_list<absl::string_view> info,
                     size_t size) const;

 private:
  HmacKey pseudorandom_;
};

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_DIGEST_H_
