#ifndef GATEWAY_AUDIT_LEAF_H_
#define GATEWAY_AUDIT_LEAF_H_

#include <array>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/secret.h"

namespace tasuki::audit {

// Groups of a leaf, numbered as in docs/formats/audit-leaf.md.
enum class Group { kExchange = 1, kOffice = 2, kSubject = 3, kVector = 4 };
inline constexpr int kGroups = 4;
inline constexpr std::array<Group, kGroups> kAllGroups = {
    Group::kExchange, Group::kOffice, Group::kSubject, Group::kVector};

inline constexpr size_t kSaltSize = 32;

// One group, committed and sealed. `secret` (salt[32] || key[32]) opens this
// group and no other.
struct SealedGroup {
  std::string digest;     // d(g), 32 bytes
  std::string body;       // AES-256-GCM of the value
  crypto::Secret secret;  // salt[32] || key[32]
};

// A group committed to and sealed with its opening secret, which may seal no
// other value ever.
SealedGroup SealGroup(Group group, crypto::Secret secret,
                      absl::string_view value);

// Builds one leaf. The leaf's key K is not kept, but for what is derived of it.
// Thread-compatible. Source: docs/formats/audit-leaf.md.
class LeafBuilder {
 public:
  LeafBuilder();                             // fresh random K
  explicit LeafBuilder(crypto::Secret key);  // 32 bytes; for the worked example

  SealedGroup Seal(Group group, absl::string_view value) const {
    return SealGroup(group, SecretOf(group), value);
  }
  // salt[32] || key[32]
  crypto::Secret SecretOf(Group group) const;

 private:
  crypto::HmacKey salts_;
  crypto::HkdfKey keys_;
};

// 33 bytes: 0x01 || C over the four digests, ascending.
std::string LeafData(const std::array<std::string, kGroups>& digests);
// A leaf that stands for nothing, alike from outside: 0x01 || 32 random bytes.
std::string PaddingLeafData();

// The value of a sealed group. DATA_LOSS: `secret` does not open `body`, or the
// value does not have `digest`.
absl::StatusOr<std::string> OpenGroup(Group group, absl::string_view body,
                                      absl::string_view digest,
                                      const crypto::Secret& secret);

// d(g) of a value under a salt (32 bytes), for verifiers.
std::string GroupDigest(Group group, absl::string_view salt,
                        absl::string_view value);

// What a receipt says about one group: hidden (digest only) or open.
struct DisclosedGroup {
  std::string digest;       // mode 0
  std::string salt, value;  // mode 1; salt empty = hidden
};
// The `extra` bytes of a receipt (docs/formats/audit-leaf.md), and back.
std::string EncodeOpenings(const std::array<DisclosedGroup, kGroups>& groups);
// INVALID_ARGUMENT: not such bytes.
absl::StatusOr<std::array<DisclosedGroup, kGroups>> DecodeOpenings(
    absl::string_view extra);
// Leaf data recomputed from what a receipt says.
std::string LeafDataOf(const std::array<DisclosedGroup, kGroups>& groups);

}  // namespace tasuki::audit

#endif  // GATEWAY_AUDIT_LEAF_H_
