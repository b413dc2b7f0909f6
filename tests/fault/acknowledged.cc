#include "tests/fault/acknowledged.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/note.h"
#include "gateway/audit/receipt.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"

namespace tasuki::fault {
namespace {

absl::Status Lost(absl::string_view what, const absl::Status& why) {
  return absl::DataLossError(absl::StrCat(what, ": ", why.ToString()));
}

absl::Status CheckRow(store::Store& store, const std::string& id,
                      int64_t newest) {
  ASSIGN_OR_RETURN(const auto snapshot, store.ledger().Read());
  ASSIGN_OR_RETURN(const auto row,
                   snapshot->Read({exchange::Table::kCase, id}));
  int64_t found = 0;
  // The body begins with the number of the write.
  if (!absl::SimpleAtoi(row->body.substr(0, row->body.find(' ')), &found) ||
      found < newest) {
    return absl::DataLossError(absl::StrCat("row ", id, " is at ", found,
                                            ", acknowledged was ", newest));
  }
  return absl::OkStatus();
}

absl::Status CheckLeaf(store::Store& store, const audit::NoteVerifier& verifier,
                       const std::string& leaf_hash) {
  const auto receipt = store.log().Receipt(leaf_hash, true);
  if (!receipt.ok()) return Lost("receipt", receipt.status());
  const auto verified = audit::VerifyReceipt(*receipt, verifier);
  if (!verified.ok()) return Lost("receipt", verified.status());
  if (verified->leaf_hash != leaf_hash) {
    return absl::DataLossError("the receipt is of another leaf");
  }
  return absl::OkStatus();
}

absl::Status CheckConsistent(store::Store& store, const audit::Checkpoint& old,
                             const audit::Checkpoint& now) {
  if (old.size > now.size) return absl::DataLossError("the log shrank");
  const auto proof = store.log().ConsistencyProof(old.size, now.size);
  if (!proof.ok()) return Lost("consistency", proof.status());
  return audit::VerifyConsistency(old.size, now.size, old.root, now.root,
                                  *proof);
}

}  // namespace

void Acknowledged::Add(absl::string_view output) {
  const size_t end = output.rfind('\n');
  if (end == absl::string_view::npos) return;
  for (const absl::string_view line :
       absl::StrSplit(output.substr(0, end), '\n')) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ');
    if (words[0] == "wrote") {
      CHECK(words.size() == 4);
      int64_t number = 0;
      CHECK(absl::SimpleAtoi(words[2], &number));
      int64_t& newest = newest_[words[1]];
      newest = std::max(newest, number);
      leaves_.push_back(absl::HexStringToBytes(words[3]));
      ++writes_;
    } else if (words[0] == "published") {
      CHECK(words.size() == 2);
      checkpoints_.push_back(absl::HexStringToBytes(words[1]));
    }
  }
}

absl::Status Acknowledged::Check(store::Store& store) const {
  return CheckFrom(store, 0, 0);
}

absl::Status Acknowledged::CheckNew(store::Store& store) {
  RETURN_IF_ERROR(CheckFrom(store, checked_leaves_, checked_checkpoints_));
  checked_leaves_ = leaves_.size();
  checked_checkpoints_ = checkpoints_.size();
  return absl::OkStatus();
}

absl::Status Acknowledged::CheckFrom(store::Store& store, size_t first_leaf,
                                     size_t first_checkpoint) const {
  RETURN_IF_ERROR(store.PublishNow());
  ASSIGN_OR_RETURN(const audit::NoteVerifier verifier,
                   audit::NoteVerifier::Parse(store.log_verifier()));
  ASSIGN_OR_RETURN(const std::string note, store.log().Checkpoint());
  ASSIGN_OR_RETURN(const audit::Checkpoint now,
                   audit::OpenCheckpoint(note, verifier));
  for (const auto& [id, newest] : newest_) {
    RETURN_IF_ERROR(CheckRow(store, id, newest));
  }
  for (size_t i = first_leaf; i < leaves_.size(); ++i) {
    RETURN_IF_ERROR(CheckLeaf(store, verifier, leaves_[i]));
  }
  for (size_t i = first_checkpoint; i < checkpoints_.size(); ++i) {
    ASSIGN_OR_RETURN(const audit::Checkpoint old,
                     audit::OpenCheckpoint(checkpoints_[i], verifier));
    RETURN_IF_ERROR(CheckConsistent(store, old, now));
  }
  return absl::OkStatus();
}

}  // namespace tasuki::fault
