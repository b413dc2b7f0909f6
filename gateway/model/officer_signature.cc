#include "gateway/model/officer_signature.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/canonical.h"
#include "gateway/model/vocabulary.h"

namespace tasuki {
namespace {

constexpr absl::string_view kPolicyDomain{"tasuki/policy-change/v1\0", 24};
constexpr absl::string_view kDirectoryDomain{"tasuki/directory-change/v1\0",
                                             27};
constexpr absl::string_view kSignatureDomain{"tasuki/officer-signature/v1\0",
                                             28};

std::string BigEndian(uint64_t number, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    text.push_back(static_cast<char>(number >> shift));
  }
  return text;
}

// Where one value ends and the next begins is part of what is hashed.
void Append(std::string& to, absl::string_view value) {
  absl::StrAppend(&to, BigEndian(value.size(), 4), value);
}

}  // namespace

std::string DigestOf(const PolicyChangeParts& parts) {
  std::string input(kPolicyDomain);
  absl::StrAppend(&input,
                  BigEndian(static_cast<uint64_t>(parts.base_version), 8));
  for (const std::string* part : std::array{
           &parts.base_hash, &parts.candidate_hash, &parts.guarantees_hash,
           &parts.cases_hash, &parts.difference_hash, &parts.engine,
           &parts.inventory_hash}) {
    Append(input, *part);
  }
  return crypto::Sha256(input);
}

std::string DigestOf(const v1::DirectoryEntries& before,
                     const v1::DirectoryEntries& after) {
  std::string input(kDirectoryDomain);
  Append(input, Canonical(before));
  Append(input, Canonical(after));
  return crypto::Sha256(input);
}

std::string SignedBytes(v1::ChangeStep step, absl::string_view digest) {
  std::string bytes(kSignatureDomain);
  Append(bytes, ShortName(step));
  Append(bytes, digest);
  return bytes;
}

}  // namespace tasuki
