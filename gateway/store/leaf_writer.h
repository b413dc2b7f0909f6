#ifndef GATEWAY_STORE_LEAF_WRITER_H_
#define GATEWAY_STORE_LEAF_WRITER_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gateway/audit/leaf.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/log_table.h"
#include "gateway/store/sqlite.h"
#include "gateway/store/writing_keys.h"
#include "tasuki/v1/access.pb.h"

namespace tasuki::store {

// A leaf of which all is done that does not depend on its order: the work of
// the thread that decided, not of the committer.
struct PreparedLeaf {
  explicit PreparedLeaf(const exchange::LeafDraft& draft)
      : PreparedLeaf(draft, audit::LeafBuilder()) {}

  std::string subject, party, subject_scope;
  audit::SealedGroup exchange_group, office_group, vector_group;
  crypto::Secret subject_secret;  // seals group 3

 private:
  PreparedLeaf(const exchange::LeafDraft& draft,
               const audit::LeafBuilder& builder);
};

// The leaves of one commit, in order. They are taken one by one and stored
// together: one row, and of each key all wraps in one go. For the committer's
// thread, inside one transaction; nothing is owned.
class LeafWriter {
 public:
  LeafWriter(Connection& connection, WritingKeys& keys, Head& head)
      : connection_(connection),
        keys_(keys),
        head_(head),
        block_(BlockAt(head)) {}

  // Appends the leaves of one decision, all or none: takes each subject's next
  // number and seals group 3. The evidence opens group 1. The leaves stay where
  // they are until Store.
  absl::StatusOr<std::vector<v1::Evidence>> Append(
      absl::Span<const PreparedLeaf> leaves);
  // Takes back all but the first `count` leaves; the head is the caller's to
  // restore.
  void KeepOnly(size_t count);
  size_t count() const { return pending_.size(); }
  // Stores what was appended.
  absl::Status Store();

 private:
  // Where the chain of a subject's leaves ends.
  struct Chain {
    int64_t sequence = 0;
    std::string leaf_hash;
  };
  struct Pending {
    const PreparedLeaf* leaf;
    ScopeKey subject_key, party_key;
    Chain before = {};  // of the leaf's subject
    audit::SealedGroup subject_group = {};
    std::array<std::string, audit::kGroups> digests = {};
    size_t nodes_before = 0;  // bytes
    // Of groups 1 and 2 for the office, 3 and 4 for the subject, 1 for the
    // party.
    std::array<std::string, 5> wraps = {};
  };

  absl::Status LoadChain(const std::string& subject);
  absl::StatusOr<Pending> Resolve(const PreparedLeaf& leaf);
  v1::Evidence Append(Pending pending);
  void WrapSecrets();
  absl::Status WriteChains();

  Connection& connection_;
  WritingKeys& keys_;
  Head& head_;
  LogBlock block_;
  std::vector<Pending> pending_;
  absl::flat_hash_map<std::string, Chain> chains_;  // of subjects
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_LEAF_WRITER_H_
