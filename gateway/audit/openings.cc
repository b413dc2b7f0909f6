#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/audit/leaf.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"

namespace tasuki::audit {
namespace {

constexpr absl::string_view kVersion("\x01", 1);
constexpr absl::string_view kHidden("\x00", 1);
constexpr absl::string_view kOpen("\x01", 1);

// Takes `size` bytes off the front of `bytes`.
absl::StatusOr<std::string> Take(size_t size, absl::string_view& bytes) {
  if (bytes.size() < size) {
    return absl::InvalidArgumentError("openings: too short");
  }
  std::string taken(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return taken;
}

std::string EncodeGroup(const DisclosedGroup& group) {
  if (group.salt.empty()) {
    CHECK(group.digest.size() == crypto::kSha256Size);
    return absl::StrCat(kHidden, group.digest);
  }
  CHECK(group.salt.size() == kSaltSize);
  CHECK(group.value.size() <= std::numeric_limits<uint32_t>::max());
  return absl::StrCat(kOpen, group.salt,
                      U32(static_cast<uint32_t>(group.value.size())),
                      group.value);
}

absl::StatusOr<DisclosedGroup> TakeGroup(absl::string_view& bytes) {
  ASSIGN_OR_RETURN(const std::string mode, Take(1, bytes));
  DisclosedGroup group;
  if (mode == kHidden) {
    ASSIGN_OR_RETURN(group.digest, Take(crypto::kSha256Size, bytes));
    return group;
  }
  if (mode != kOpen) {
    return absl::InvalidArgumentError("openings: neither hidden nor open");
  }
  ASSIGN_OR_RETURN(group.salt, Take(kSaltSize, bytes));
  ASSIGN_OR_RETURN(const std::string size, Take(4, bytes));
  ASSIGN_OR_RETURN(group.value, Take(ReadU32(size), bytes));
  return group;
}

}  // namespace

std::string EncodeOpenings(const std::array<DisclosedGroup, kGroups>& groups) {
  std::string extra(kVersion);
  for (const DisclosedGroup& group : groups) {
    absl::StrAppend(&extra, EncodeGroup(group));
  }
  return extra;
}

absl::StatusOr<std::array<DisclosedGroup, kGroups>> DecodeOpenings(
    absl::string_view extra) {
  ASSIGN_OR_RETURN(const std::string version, Take(1, extra));
  if (version != kVersion) {
    return absl::InvalidArgumentError("openings: unknown version");
  }
  std::array<DisclosedGroup, kGroups> groups;
  for (DisclosedGroup& group : groups) {
    ASSIGN_OR_RETURN(group, TakeGroup(extra));
  }
  if (!extra.empty()) {
    return absl::InvalidArgumentError("openings: bytes left over");
  }
  return groups;
}

std::string LeafDataOf(const std::array<DisclosedGroup, kGroups>& groups) {
  std::array<std::string, kGroups> digests;
  for (const Group group : kAllGroups) {
    const size_t i = static_cast<size_t>(group) - 1;
    digests[i] = groups[i].salt.empty()
                     ? groups[i].digest
                     : GroupDigest(group, groups[i].salt, groups[i].value);
  }
  return LeafData(digests);
}

}  // namespace tasuki::audit
