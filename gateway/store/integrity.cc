#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/leaf.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/note.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/files.h"
#include "gateway/store/log_table.h"
#include "gateway/store/master_key.h"
#include "gateway/store/opening.h"
#include "gateway/store/paths.h"
#include "gateway/store/schema.h"
#include "gateway/store/store.h"

// The offline check: believes nothing of the database that it can recompute.
namespace tasuki::store {
namespace {

class LogCheck {
 public:
  LogCheck(Connection& connection, IntegrityReport& report)
      : connection_(connection), report_(report) {}

  absl::Status Pages();
  // Rebuilds the tree from the leaves' data alone.
  absl::Status Leaves();
  absl::Status Checkpoints(const audit::NoteVerifier& verifier);
  absl::Status Anchor(const audit::NoteVerifier& verifier,
                      const std::string& path);
  absl::Status HeadRow();

 private:
  template <typename... Parts>
  void Find(const Parts&... parts) {
    report_.findings.push_back(absl::StrCat(parts...));
  }
  void CheckLeaf(uint64_t index, const Statement& row);
  absl::Status CheckNodes(absl::string_view hash);
  void CheckNote(absl::string_view what, absl::string_view note,
                 const audit::NoteVerifier& verifier);

  Connection& connection_;
  IntegrityReport& report_;
  audit::Frontier rebuilt_;
};

absl::Status LogCheck::Pages() {
  ASSIGN_OR_RETURN(Statement check,
                   connection_.Prepare("PRAGMA integrity_check"));
  while (true) {
    ASSIGN_OR_RETURN(const bool row, check.Step());
    if (!row) return absl::OkStatus();
    // SQLite's own text may hold bytes of a page: only that there is one.
    if (check.Bytes(0) != "ok") Find("sqlite: the file is damaged");
  }
}

absl::Status LogCheck::Leaves() {
  ASSIGN_OR_RETURN(Statement select,
                   connection_.Prepare(
                       "SELECT log_leaf.idx, hash, data, digests FROM log_leaf "
                       "LEFT JOIN log_opening USING (idx) "
                       "ORDER BY log_leaf.idx"));
  while (true) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return absl::OkStatus();
    const uint64_t index = report_.size++;
    if (static_cast<uint64_t>(select.Int(0)) != index) {
      Find("leaf ", index, ": missing");
      return absl::OkStatus();
    }
    CheckLeaf(index, select);
    RETURN_IF_ERROR(CheckNodes(audit::HashLeaf(select.Bytes(2))));
  }
}

void LogCheck::CheckLeaf(uint64_t index, const Statement& row) {
  const std::string data = row.Bytes(2);
  if (row.Bytes(1) != audit::HashLeaf(data)) {
    Find("leaf ", index, ": the hash is not that of its data");
  }
  if (row.IsNull(3)) return;  // padding
  ++report_.openings;
  const auto digests = SplitDigests(row.Bytes(3));
  if (!digests.ok()) {
    Find("leaf ", index, ": not four digests");
    return;
  }
  if (audit::LeafData(*digests) != data) {
    Find("leaf ", index, ": the data is not that of its digests");
  }
}

absl::Status LogCheck::CheckNodes(absl::string_view hash) {
  for (const audit::Frontier::Node& node : rebuilt_.Append(hash)) {
    const absl::StatusOr<std::string> stored =
        ReadNode(connection_, node.level, node.index);
    if (!stored.ok() && connection_.failed()) return stored.status();
    if (!stored.ok() || *stored != node.hash) {
      Find("node ", node.index, " of level ", node.level,
           ": not what the leaves give");
    }
  }
  return absl::OkStatus();
}

absl::Status LogCheck::HeadRow() {
  const absl::StatusOr<Head> head = ReadHead(connection_);
  if (!head.ok()) {
    Find("head: ", head.status().message());
  } else if (head->log.size() != rebuilt_.size() ||
             head->log.hashes() != rebuilt_.hashes()) {
    Find("head: not what the leaves give");
  }
  return absl::OkStatus();
}

void LogCheck::CheckNote(absl::string_view what, absl::string_view note,
                         const audit::NoteVerifier& verifier) {
  const absl::StatusOr<audit::Checkpoint> checkpoint =
      audit::OpenCheckpoint(note, verifier);
  if (!checkpoint.ok()) {
    Find(what, ": ", checkpoint.status().message());
    return;
  }
  // CheckNodes has compared every stored node with the leaves.
  const absl::StatusOr<std::string> root =
      audit::RootAt(checkpoint->size, NodesOf(connection_));
  if (!root.ok() || *root != checkpoint->root) {
    Find(what, ": its root is not that of the leaves");
  }
}

absl::Status LogCheck::Checkpoints(const audit::NoteVerifier& verifier) {
  ASSIGN_OR_RETURN(
      Statement select,
      connection_.Prepare("SELECT size, note FROM checkpoint ORDER BY size"));
  while (true) {
    ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return absl::OkStatus();
    ++report_.checkpoints;
    CheckNote(absl::StrCat("checkpoint ", select.Int(0)), select.Bytes(1),
              verifier);
  }
}

absl::Status LogCheck::Anchor(const audit::NoteVerifier& verifier,
                              const std::string& path) {
  const absl::StatusOr<std::string> note = ReadFile(path);
  if (absl::IsNotFound(note.status())) {
    Find("anchor: missing");
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(note.status());
  CheckNote("anchor", *note, verifier);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<IntegrityReport> Store::CheckLog(const StoreOptions& options) {
  const Paths paths(options);
  ASSIGN_OR_RETURN(const std::unique_ptr<FileLock> lock,
                   FileLock::Take(paths.lock));
  ASSIGN_OR_RETURN(const crypto::Ed25519Key key, ReadLogKey(paths.log_key));
  ASSIGN_OR_RETURN(const std::unique_ptr<Connection> connection,
                   OpenWriter(paths.database));
  RETURN_IF_ERROR(CheckVersion(*connection));
  const audit::NoteVerifier verifier =
      audit::NoteVerifier::Of(options.origin, key.public_key());
  IntegrityReport report;
  LogCheck check(*connection, report);
  RETURN_IF_ERROR(check.Pages());
  RETURN_IF_ERROR(check.Leaves());
  RETURN_IF_ERROR(check.HeadRow());
  RETURN_IF_ERROR(check.Checkpoints(verifier));
  RETURN_IF_ERROR(check.Anchor(verifier, paths.anchor));
  return report;
}

}  // namespace tasuki::store
