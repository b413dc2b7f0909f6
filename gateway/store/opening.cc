#include "gateway/store/opening.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/sealing.h"

namespace tasuki::store {
namespace {

using audit::DisclosedGroup;
using audit::Group;

// Columns of the statements below.
enum Column {
  kIndex,
  kHash,
  kDigests,
  kBody1,
  kBody2,
  kBody3,
  kBody4,
  kOfficeWrap1,
  kOfficeWrap2,
  kSubjectKey,
  kSubjectWrap3,
  kSubjectWrap4,
};
#define TASUKI_OPENING_COLUMNS                                             \
  "SELECT log_leaf.idx, hash, digests, body1, body2, body3, body4, "       \
  "office_wrap1, office_wrap2, subject_key, subject_wrap3, subject_wrap4 " \
  "FROM log_leaf JOIN log_opening USING (idx) "
constexpr absl::string_view kByHash =
    TASUKI_OPENING_COLUMNS "WHERE log_leaf.hash = ?";
constexpr absl::string_view kFrom = TASUKI_OPENING_COLUMNS
    "WHERE log_opening.idx >= ? ORDER BY log_opening.idx LIMIT ?";
#undef TASUKI_OPENING_COLUMNS

// The group with its salt and value, by the key that wraps its secret.
absl::StatusOr<DisclosedGroup> OpenWith(const crypto::Secret& key, Group group,
                                        const Statement& row, int wrap,
                                        std::string digest) {
  const int body = kBody1 + static_cast<int>(group) - 1;
  ASSIGN_OR_RETURN(const crypto::Secret secret,
                   crypto::UnwrapKey(key, row.Bytes(wrap)));
  ASSIGN_OR_RETURN(std::string value,
                   audit::OpenGroup(group, row.Bytes(body), digest, secret));
  return DisclosedGroup{
      std::move(digest),
      std::string(secret.Reveal().substr(0, audit::kSaltSize)),
      std::move(value)};
}

absl::StatusOr<StoredLeaf> OpenRow(Connection& connection, const KeyRing& keys,
                                   const Statement& row) {
  StoredLeaf leaf{static_cast<uint64_t>(row.Int(kIndex)), row.Bytes(kHash), {}};
  ASSIGN_OR_RETURN(const auto digests, SplitDigests(row.Bytes(kDigests)));
  const auto digest = [&](Group group) {
    return digests[static_cast<size_t>(group) - 1];
  };
  auto& [exchange, office, subject, vector] = leaf.groups;
  ASSIGN_OR_RETURN(exchange, OpenWith(keys.office().key, Group::kExchange, row,
                                      kOfficeWrap1, digest(Group::kExchange)));
  ASSIGN_OR_RETURN(office, OpenWith(keys.office().key, Group::kOffice, row,
                                    kOfficeWrap2, digest(Group::kOffice)));
  const absl::StatusOr<crypto::Secret> key =
      keys.ById(connection, row.Int(kSubjectKey));
  if (absl::IsNotFound(key.status())) {
    subject.digest = digest(Group::kSubject);
    vector.digest = digest(Group::kVector);
    return leaf;
  }
  RETURN_IF_ERROR(key.status());
  ASSIGN_OR_RETURN(subject, OpenWith(*key, Group::kSubject, row, kSubjectWrap3,
                                     digest(Group::kSubject)));
  ASSIGN_OR_RETURN(vector, OpenWith(*key, Group::kVector, row, kSubjectWrap4,
                                    digest(Group::kVector)));
  return leaf;
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
  ASSIGN_OR_RETURN(Statement select, connection.Prepare(kByHash));
  ASSIGN_OR_RETURN(const bool found, select.Bind(leaf_hash).Step());
  if (!found) return absl::NotFoundError("no such leaf");
  return OpenRow(connection, keys, select);
}

absl::StatusOr<std::vector<StoredLeaf>> ReadLeaves(Connection& connection,
                                                   const KeyRing& keys,
                                                   uint64_t from, int limit) {
  std::vector<StoredLeaf> leaves;
  ASSIGN_OR_RETURN(Statement select, connection.Prepare(kFrom));
  select.Bind(from, limit < 0 ? 0 : limit);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, select.Step());
    if (!found) return leaves;
    ASSIGN_OR_RETURN(StoredLeaf leaf, OpenRow(connection, keys, select));
    leaves.push_back(std::move(leaf));
  }
}

}  // namespace tasuki::store
