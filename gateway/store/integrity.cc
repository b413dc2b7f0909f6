#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/leaf.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/note.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/files.h"
#include "gateway/store/hash_index.h"
#include "gateway/store/leaf_record.h"
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
  // Rebuilds the tree from the leaves' records alone.
  absl::Status Leaves();
  absl::Status Hashes();
  absl::Status Checkpoints(const audit::NoteVerifier& verifier);
  absl::Status Anchor(const audit::NoteVerifier& verifier,
                      const std::string& path);
  absl::Status HeadRow();

 private:
  template <typename... Parts>
  void Find(const Parts&... parts) {
    report_.findings.push_back(absl::StrCat(parts...));
  }
  bool CheckBlock(const LogBlock& block);
  void CheckLeaf(const LogBlock& block, const LeafRecord& record);
  void CheckNote(absl::string_view what, absl::string_view note,
                 const audit::NoteVerifier& verifier);

  Connection& connection_;
  IntegrityReport& report_;
  audit::Frontier rebuilt_;
  std::vector<std::string> prefixes_;  // of the leaves' hashes
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
  return ReadBlocks(connection_, 0, /*with_records=*/true,
                    [&](const LogBlock& block) -> absl::StatusOr<bool> {
                      if (block.first != rebuilt_.size()) {
                        Find("leaf ", rebuilt_.size(), ": missing");
                        return false;
                      }
                      return CheckBlock(block);
                    });
}

// False: what follows cannot be checked.
bool LogCheck::CheckBlock(const LogBlock& block) {
  const auto records = ReadRecords(block.records);
  if (!records.ok() || records->size() != block.count) {
    Find("leaf ", block.first, ": its block has not one record for each leaf");
    return false;
  }
  for (const LeafRecord& record : *records) {
    if (!record.is_padding()) ++report_.openings;
    CheckLeaf(block, record);
  }
  report_.size = rebuilt_.size();
  return true;
}

void LogCheck::CheckLeaf(const LogBlock& block, const LeafRecord& record) {
  const std::string data = record.is_padding()
                               ? std::string(record.padding)
                               : audit::LeafData(*SplitDigests(record.digests));
  const std::string hash = audit::HashLeaf(data);
  prefixes_.push_back(hash.substr(0, kPrefixSize));
  const uint64_t leaf = rebuilt_.size();
  for (const audit::Frontier::Node& node : rebuilt_.Append(hash)) {
    const absl::StatusOr<std::string> stored = block.Node(node.level, leaf);
    if (stored.ok() && *stored == node.hash) continue;
    if (node.level == 0) {
      Find("leaf ", leaf, ": the hash is not that of its record");
    } else {
      Find("node ", node.index, " of level ", node.level,
           ": not what the leaves give");
    }
  }
}

absl::Status LogCheck::Hashes() {
  const absl::Status complete = CheckIndex(connection_, prefixes_);
  if (connection_.failed()) return complete;
  if (!complete.ok()) Find("hashes: ", complete.message());
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
  // CheckLeaf has compared every stored node with the leaves.
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
  RETURN_IF_ERROR(check.Hashes());
  RETURN_IF_ERROR(check.HeadRow());
  RETURN_IF_ERROR(check.Checkpoints(verifier));
  RETURN_IF_ERROR(check.Anchor(verifier, paths.anchor));
  return report;
}

}  // namespace tasuki::store
