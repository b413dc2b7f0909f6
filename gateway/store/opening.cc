#include "gateway/store/opening.h"

#include <algorithm>
#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/sealing.h"
#include "gateway/store/hash_index.h"
#include "gateway/store/leaf_record.h"
#include "gateway/store/log_table.h"

namespace tasuki::store {
namespace {

using audit::DisclosedGroup;
using audit::Group;

// The group with its salt and value, by the key that wraps its secret.
absl::StatusOr<DisclosedGroup> OpenWith(const crypto::Secret& key, Group group,
                                        absl::string_view wrap,
                                        absl::string_view body,
                                        std::string digest) {
  ASSIGN_OR_RETURN(const crypto::Secret secret, crypto::UnwrapKey(key, wrap));
  ASSIGN_OR_RETURN(std::string value,
                   audit::OpenGroup(group, body, digest, secret));
  return DisclosedGroup{
      std::move(digest),
      std::string(secret.Reveal().substr(0, audit::kSaltSize)),
      std::move(value)};
}

absl::StatusOr<StoredLeaf> OpenRecord(Connection& connection,
                                      const KeyRing& keys, uint64_t index,
                                      std::string hash,
                                      const LeafRecord& record) {
  StoredLeaf leaf{index, std::move(hash), {}};
  ASSIGN_OR_RETURN(const auto digests, SplitDigests(record.digests));
  const auto open = [&](const crypto::Secret& key, Group group,
                        absl::string_view wrap) {
    const size_t at = static_cast<size_t>(group) - 1;
    return OpenWith(key, group, wrap, record.bodies[at], digests[at]);
  };
  auto& [exchange, office, subject, vector] = leaf.groups;
  const crypto::Secret& of_office = keys.office().key;
  ASSIGN_OR_RETURN(exchange,
                   open(of_office, Group::kExchange, record.office_wrap1));
  ASSIGN_OR_RETURN(office,
                   open(of_office, Group::kOffice, record.office_wrap2));
  const absl::StatusOr<crypto::Secret> key =
      keys.ById(connection, record.subject_key);
  if (absl::IsNotFound(key.status())) {
    subject.digest = digests[2];
    vector.digest = digests[3];
    return leaf;
  }
  RETURN_IF_ERROR(key.status());
  ASSIGN_OR_RETURN(subject, open(*key, Group::kSubject, record.subject_wrap3));
  ASSIGN_OR_RETURN(vector, open(*key, Group::kVector, record.subject_wrap4));
  return leaf;
}

// Adds the leaves of the block that are not padding, up to `limit` in all.
absl::Status OpenBlock(Connection& connection, const KeyRing& keys,
                       const LogBlock& block, uint64_t from, size_t limit,
                       std::vector<StoredLeaf>& leaves) {
  ASSIGN_OR_RETURN(const std::vector<LeafRecord> records,
                   ReadRecords(block.records));
  if (records.size() != block.count) {
    return absl::DataLossError("a block of the log has not its records");
  }
  for (uint64_t i = 0; i < block.count && leaves.size() < limit; ++i) {
    const uint64_t index = block.first + i;
    if (index < from || records[i].is_padding()) continue;
    ASSIGN_OR_RETURN(std::string hash, block.Node(0, index));
    ASSIGN_OR_RETURN(StoredLeaf leaf, OpenRecord(connection, keys, index,
                                                 std::move(hash), records[i]));
    leaves.push_back(std::move(leaf));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::array<std::string, audit::kGroups>> SplitDigests(
    absl::string_view digests) {
  std::array<std::string, audit::kGroups> parts;
  if (digests.size() != parts.size() * crypto::kSha256Size) {
    return absl::DataLossError("a leaf does not have four digests");
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    parts[i] = std::string(
        digests.substr(i * crypto::kSha256Size, crypto::kSha256Size));
  }
  return parts;
}

absl::StatusOr<StoredLeaf> ReadLeaf(Connection& connection, const KeyRing& keys,
                                    absl::string_view leaf_hash) {
  ASSIGN_OR_RETURN(const uint64_t index, FindLeaf(connection, leaf_hash));
  ASSIGN_OR_RETURN(std::vector<StoredLeaf> leaves,
                   ReadLeaves(connection, keys, index, 1));
  // Behind padding there may be another leaf, or none.
  if (leaves.empty() || leaves.front().index != index) {
    return absl::NotFoundError("no such leaf");
  }
  return std::move(leaves.front());
}

absl::StatusOr<std::vector<StoredLeaf>> ReadLeaves(Connection& connection,
                                                   const KeyRing& keys,
                                                   uint64_t from, int limit) {
  std::vector<StoredLeaf> leaves;
  const size_t most = static_cast<size_t>(std::max(limit, 0));
  if (most == 0) return leaves;
  RETURN_IF_ERROR(ReadBlocks(
      connection, from, /*with_records=*/true,
      [&](const LogBlock& block) -> absl::StatusOr<bool> {
        RETURN_IF_ERROR(OpenBlock(connection, keys, block, from, most, leaves));
        return leaves.size() < most;
      }));
  return leaves;
}

}  // namespace tasuki::store
