#include "gateway/audit/leaf.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/random.h"
#include "gateway/crypto/sealing.h"

namespace tasuki::audit {
namespace {

// Each use of a hash or key has its own label, ended by a zero byte, so that
// no output of one use can stand for that of another.
constexpr char kSaltLabel[] = "tasuki/audit/v1/salt";
constexpr char kGroupLabel[] = "tasuki/audit/v1/group";
constexpr char kEntryLabel[] = "tasuki/audit/v1/entry";
constexpr char kBodyLabel[] = "tasuki/audit/v1/body";

constexpr absl::string_view kLeafVersion("\x01", 1);

// The label with its final zero byte.
template <size_t kSize>
absl::string_view Label(const char (&text)[kSize]) {
  return absl::string_view(text, kSize);
}

std::string Number(Group group) { return U16(static_cast<uint16_t>(group)); }

}  // namespace

LeafBuilder::LeafBuilder()
    : LeafBuilder(crypto::Secret(crypto::RandomBytes(crypto::kKeySize))) {}

LeafBuilder::LeafBuilder(crypto::Secret key)
    : salts_(key.Reveal()), keys_(key.Reveal()) {
  CHECK(key.Reveal().size() == crypto::kKeySize);
}

crypto::Secret LeafBuilder::SecretOf(Group group) const {
  const std::string number = Number(group);
  const crypto::Secret key(
      keys_.Expand({Label(kBodyLabel), number}, crypto::kKeySize));
  return crypto::Secret(
      absl::StrCat(salts_.Mac({Label(kSaltLabel), number}), key.Reveal()));
}

SealedGroup SealGroup(Group group, crypto::Secret secret,
                      absl::string_view value) {
  const absl::string_view opening = secret.Reveal();
  CHECK(opening.size() == kSaltSize + crypto::kKeySize);
  const crypto::Secret key{std::string(opening.substr(kSaltSize))};
  return {GroupDigest(group, opening.substr(0, kSaltSize), value),
          crypto::SealOnce(key, value), std::move(secret)};
}

std::string GroupDigest(Group group, absl::string_view salt,
                        absl::string_view value) {
  CHECK(salt.size() == kSaltSize);
  CHECK(value.size() <= std::numeric_limits<uint32_t>::max());
  return crypto::Sha256Of({Label(kGroupLabel), Number(group), salt,
                           U32(static_cast<uint32_t>(value.size())), value});
}

std::string LeafData(const std::array<std::string, kGroups>& digests) {
  std::string entry = absl::StrCat(Label(kEntryLabel), U16(kGroups));
  for (const Group group : kAllGroups) {
    const std::string& digest = digests[static_cast<size_t>(group) - 1];
    CHECK(digest.size() == crypto::kSha256Size);
    absl::StrAppend(&entry, Number(group), digest);
  }
  return absl::StrCat(kLeafVersion, crypto::Sha256(entry));
}

std::string PaddingLeafData() {
  return absl::StrCat(kLeafVersion, crypto::RandomBytes(crypto::kSha256Size));
}

absl::StatusOr<std::string> OpenGroup(Group group, absl::string_view body,
                                      absl::string_view digest,
                                      const crypto::Secret& secret) {
  const absl::string_view opening = secret.Reveal();
  if (opening.size() != kSaltSize + crypto::kKeySize) {
    return absl::DataLossError("an opening secret has 64 bytes");
  }
  const crypto::Secret key{std::string(opening.substr(kSaltSize))};
  ASSIGN_OR_RETURN(std::string value, crypto::OpenOnce(key, body));
  if (GroupDigest(group, opening.substr(0, kSaltSize), value) != digest) {
    return absl::DataLossError("the group is not what its leaf commits to");
  }
  return value;
}

}  // namespace tasuki::audit
