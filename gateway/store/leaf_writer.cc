#include "gateway/store/leaf_writer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/sealing.h"
#include "gateway/exchange/scopes.h"
#include "gateway/model/canonical.h"
#include "gateway/store/leaf_record.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::store {
namespace {

using audit::Group;

constexpr absl::string_view kReadChain =
    "SELECT sequence, leaf_hash FROM subject_chain WHERE subject = ?";
constexpr absl::string_view kWriteChain =
    "INSERT INTO subject_chain VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
    "sequence = excluded.sequence, leaf_hash = excluded.leaf_hash";

// A secret that is to be wrapped under a key, and where the result goes.
struct Wrap {
  const ScopeKey* key;
  const crypto::Secret* secret;
  std::string* result;
};

// Wraps what is under one key together.
void WrapAll(std::vector<Wrap> wraps) {
  std::stable_sort(
      wraps.begin(), wraps.end(),
      [](const Wrap& a, const Wrap& b) { return a.key->id < b.key->id; });
  for (size_t begin = 0, end = 0; begin < wraps.size(); begin = end) {
    const ScopeKey& key = *wraps[begin].key;
    std::vector<const crypto::Secret*> secrets;
    for (; end < wraps.size() && wraps[end].key->id == key.id; ++end) {
      secrets.push_back(wraps[end].secret);
    }
    std::vector<std::string> wrapped = crypto::WrapKeys(key.key, secrets);
    for (size_t i = begin; i < end; ++i) {
      *wraps[i].result = std::move(wrapped[i - begin]);
    }
  }
}

}  // namespace

PreparedLeaf::PreparedLeaf(const exchange::LeafDraft& draft,
                           const audit::LeafBuilder& builder)
    : subject(draft.subject),
      party(draft.party),
      subject_scope(draft.subject_scope),
      exchange_group(builder.Seal(Group::kExchange, draft.exchange_group)),
      office_group(builder.Seal(Group::kOffice, draft.office_group)),
      vector_group(builder.Seal(Group::kVector, draft.vector_group)),
      subject_secret(builder.SecretOf(Group::kSubject)) {}

absl::StatusOr<std::vector<v1::Evidence>> LeafWriter::Append(
    absl::Span<const PreparedLeaf> leaves) {
  // What can fail comes first.
  std::vector<Pending> resolved;
  for (const PreparedLeaf& leaf : leaves) {
    ASSIGN_OR_RETURN(Pending pending, Resolve(leaf));
    resolved.push_back(std::move(pending));
  }
  std::vector<v1::Evidence> evidence;
  for (Pending& pending : resolved) {
    evidence.push_back(Append(std::move(pending)));
  }
  return evidence;
}

absl::StatusOr<LeafWriter::Pending> LeafWriter::Resolve(
    const PreparedLeaf& leaf) {
  Pending pending{.leaf = &leaf, .subject_key = {}, .party_key = {}};
  // The keys as they are now: one that a later write of the batch destroys must
  // not open this leaf.
  ASSIGN_OR_RETURN(pending.subject_key, keys_.Of(leaf.subject_scope));
  if (!leaf.party.empty()) {
    ASSIGN_OR_RETURN(pending.party_key,
                     keys_.Of(exchange::PartyScope(leaf.party)));
  }
  RETURN_IF_ERROR(LoadChain(leaf.subject));
  return pending;
}

absl::Status LeafWriter::LoadChain(const std::string& subject) {
  if (subject.empty() || chains_.contains(subject)) return absl::OkStatus();
  ASSIGN_OR_RETURN(Statement select, connection_.Prepare(kReadChain));
  ASSIGN_OR_RETURN(
      const bool found,
      select.Bind(keys_.ring().blinding().Subject(subject)).Step());
  Chain chain;
  if (found) chain = {select.Int(0), select.Bytes(1)};
  chains_.emplace(subject, std::move(chain));
  return absl::OkStatus();
}

v1::Evidence LeafWriter::Append(Pending pending) {
  const PreparedLeaf& leaf = *pending.leaf;
  v1::SubjectGroup group;
  if (!leaf.subject.empty()) {
    pending.before = chains_[leaf.subject];
    group.set_subject(leaf.subject);
    group.set_sequence(pending.before.sequence + 1);
    group.set_previous_leaf(pending.before.leaf_hash);
  }
  pending.subject_group =
      audit::SealGroup(Group::kSubject, leaf.subject_secret, Canonical(group));
  pending.digests = {leaf.exchange_group.digest, leaf.office_group.digest,
                     pending.subject_group.digest, leaf.vector_group.digest};
  pending.nodes_before = block_.nodes.size();
  std::string hash =
      AppendLeaf(audit::LeafData(pending.digests), head_, block_);
  if (!leaf.subject.empty()) {
    chains_[leaf.subject] = {group.sequence(), hash};
  }
  pending_.push_back(std::move(pending));
  v1::Evidence evidence;
  evidence.set_leaf_hash(std::move(hash));
  evidence.set_opening_secret(std::string(leaf.exchange_group.secret.Reveal()));
  return evidence;
}

void LeafWriter::KeepOnly(size_t count) {
  while (pending_.size() > count) {
    Pending& last = pending_.back();
    if (!last.leaf->subject.empty()) {
      chains_[last.leaf->subject] = std::move(last.before);
    }
    block_.nodes.resize(last.nodes_before);
    --block_.count;
    pending_.pop_back();
  }
}

absl::Status LeafWriter::Store() {
  if (pending_.empty()) return absl::OkStatus();
  WrapSecrets();
  for (const Pending& pending : pending_) {
    const PreparedLeaf& leaf = *pending.leaf;
    AppendRecord(
        {.digests = absl::StrJoin(pending.digests, ""),
         .bodies = {leaf.exchange_group.body, leaf.office_group.body,
                    pending.subject_group.body, leaf.vector_group.body},
         .subject_key = pending.subject_key.id,
         .party_key = pending.party_key.id,
         .office_wrap1 = pending.wraps[0],
         .office_wrap2 = pending.wraps[1],
         .subject_wrap3 = pending.wraps[2],
         .subject_wrap4 = pending.wraps[3],
         .party_wrap1 = pending.wraps[4]},
        block_.records);
  }
  RETURN_IF_ERROR(WriteBlock(connection_, block_));
  return WriteChains();
}

void LeafWriter::WrapSecrets() {
  const ScopeKey& office = keys_.ring().office();
  std::vector<Wrap> wraps;
  for (Pending& pending : pending_) {
    const PreparedLeaf& leaf = *pending.leaf;
    auto& [office1, office2, subject3, subject4, party1] = pending.wraps;
    wraps.push_back({&office, &leaf.exchange_group.secret, &office1});
    wraps.push_back({&office, &leaf.office_group.secret, &office2});
    wraps.push_back({&pending.subject_key, &leaf.subject_secret, &subject3});
    wraps.push_back(
        {&pending.subject_key, &leaf.vector_group.secret, &subject4});
    if (pending.party_key.id == 0) continue;
    wraps.push_back({&pending.party_key, &leaf.exchange_group.secret, &party1});
  }
  WrapAll(std::move(wraps));
}

absl::Status LeafWriter::WriteChains() {
  for (const auto& [subject, chain] : chains_) {
    if (chain.sequence == 0) continue;  // nothing was appended after all
    ASSIGN_OR_RETURN(Statement write, connection_.Prepare(kWriteChain));
    RETURN_IF_ERROR(write
                        .Bind(keys_.ring().blinding().Subject(subject),
                              chain.sequence, chain.leaf_hash)
                        .Run());
  }
  return absl::OkStatus();
}

}  // namespace tasuki::store
