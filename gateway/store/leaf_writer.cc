#include "gateway/store/leaf_writer.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_join.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/sealing.h"
#include "gateway/exchange/scopes.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::store {
namespace {

using audit::Group;
using audit::SealedGroup;
using crypto::WrapKey;

constexpr absl::string_view kReadChain =
    "SELECT sequence, leaf_hash FROM subject_chain WHERE subject = ?";
constexpr absl::string_view kWriteChain =
    "INSERT INTO subject_chain VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
    "sequence = excluded.sequence, leaf_hash = excluded.leaf_hash";
constexpr absl::string_view kWriteOpening =
    "INSERT INTO log_opening(idx, digests, body1, body2, body3, body4, "
    "office_wrap1, office_wrap2, subject_key, subject_wrap3, subject_wrap4, "
    "party_key, party_wrap1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

// What group 3 says of the next leaf of `subject`.
absl::StatusOr<v1::SubjectGroup> NextInChain(Connection& connection,
                                             const KeyRing& keys,
                                             const std::string& subject) {
  v1::SubjectGroup group;
  if (subject.empty()) return group;
  ASSIGN_OR_RETURN(Statement select, connection.Prepare(kReadChain));
  ASSIGN_OR_RETURN(const bool found,
                   select.Bind(keys.blinding().Subject(subject)).Step());
  group.set_subject(subject);
  group.set_sequence(1 + (found ? select.Int(0) : 0));
  if (found) group.set_previous_leaf(select.Bytes(1));
  return group;
}

absl::Status WriteChain(Connection& connection, const KeyRing& keys,
                        const v1::SubjectGroup& group,
                        absl::string_view leaf_hash) {
  if (group.subject().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(Statement write, connection.Prepare(kWriteChain));
  return write
      .Bind(keys.blinding().Subject(group.subject()), group.sequence(),
            leaf_hash)
      .Run();
}

// Stores what opens the leaf, each secret under the keys of its readers.
absl::Status WriteOpening(Connection& connection, WritingKeys& keys,
                          uint64_t index, absl::string_view digests,
                          const PreparedLeaf& leaf,
                          const SealedGroup& subject_group) {
  const crypto::Secret& office = keys.ring().office().key;
  const SealedGroup& group1 = leaf.exchange_group;
  ASSIGN_OR_RETURN(const ScopeKey subject, keys.Of(leaf.subject_scope));
  ScopeKey party;
  if (!leaf.party.empty()) {
    ASSIGN_OR_RETURN(party, keys.Of(exchange::PartyScope(leaf.party)));
  }
  ASSIGN_OR_RETURN(Statement write, connection.Prepare(kWriteOpening));
  write.Bind(index, digests, group1.body, leaf.office_group.body,
             subject_group.body, leaf.vector_group.body,
             WrapKey(office, group1.secret),
             WrapKey(office, leaf.office_group.secret), subject.id,
             WrapKey(subject.key, subject_group.secret),
             WrapKey(subject.key, leaf.vector_group.secret));
  if (!leaf.party.empty()) {
    write.BindFrom(12, party.id, WrapKey(party.key, group1.secret));
  }
  return write.Run();
}

}  // namespace

PreparedLeaf::PreparedLeaf(const exchange::LeafDraft& draft)
    : subject(draft.subject),
      party(draft.party),
      subject_scope(draft.subject_scope),
      exchange_group(builder.Seal(Group::kExchange, draft.exchange_group)),
      office_group(builder.Seal(Group::kOffice, draft.office_group)),
      vector_group(builder.Seal(Group::kVector, draft.vector_group)) {}

absl::StatusOr<v1::Evidence> AppendLeaf(Connection& connection,
                                        WritingKeys& keys, Head& head,
                                        const PreparedLeaf& leaf) {
  const uint64_t index = head.log.size();
  ASSIGN_OR_RETURN(const v1::SubjectGroup chain,
                   NextInChain(connection, keys.ring(), leaf.subject));
  const SealedGroup subject_group =
      leaf.builder.Seal(Group::kSubject, Canonical(chain));
  const std::array<std::string, audit::kGroups> digests = {
      leaf.exchange_group.digest, leaf.office_group.digest,
      subject_group.digest, leaf.vector_group.digest};
  ASSIGN_OR_RETURN(std::string hash,
                   AppendLeafData(connection, head, audit::LeafData(digests)));
  RETURN_IF_ERROR(WriteOpening(connection, keys, index,
                               absl::StrJoin(digests, ""), leaf,
                               subject_group));
  RETURN_IF_ERROR(WriteChain(connection, keys.ring(), chain, hash));
  v1::Evidence evidence;
  evidence.set_leaf_hash(std::move(hash));
  evidence.set_opening_secret(std::string(leaf.exchange_group.secret.Reveal()));
  return evidence;
}

}  // namespace tasuki::store
