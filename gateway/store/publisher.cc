#include "gateway/store/publisher.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/leaf.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/files.h"
#include "gateway/store/leaf_record.h"

namespace tasuki::store {
namespace {

absl::Status Refuse(absl::string_view japanese, absl::string_view english,
                    const std::string& anchor_path) {
  return absl::FailedPreconditionError(absl::StrCat(
      japanese,
      "起動しません。手順は docs/operations/storage.md にあります。 / ",
      english, "; not starting. See docs/operations/storage.md (anchor: ",
      anchor_path, ")"));
}

}  // namespace

Publisher::Publisher(std::string origin, uint64_t padding,
                     std::string anchor_path, crypto::Ed25519Key key)
    : origin_(std::move(origin)),
      padding_(padding),
      anchor_path_(std::move(anchor_path)),
      key_(std::move(key)),
      verifier_(audit::NoteVerifier::Of(origin_, key_.public_key())) {
  CHECK(padding_ > 0);
}

absl::Status Publisher::Publish(Connection& connection, int64_t now_ms) const {
  RETURN_IF_ERROR(connection.Execute("BEGIN IMMEDIATE"));
  ASSIGN_OR_RETURN(Head head, ReadHead(connection));
  head.clock_ms = std::max(head.clock_ms, now_ms);
  RETURN_IF_ERROR(Pad(connection, head));
  RETURN_IF_ERROR(WriteHead(connection, head));
  RETURN_IF_ERROR(connection.Execute("COMMIT"));
  const std::string note = audit::SignNote(
      audit::Checkpoint{origin_, head.log.size(), head.log.Root()}.ToText(),
      origin_, key_);
  RETURN_IF_ERROR(ReplaceFile(anchor_path_, note));
  return WriteCheckpoint(connection, {head.log.size(), note});
}

absl::Status Publisher::Pad(Connection& connection, Head& head) const {
  const absl::StatusOr<StoredCheckpoint> newest = NewestCheckpoint(connection);
  if (!newest.ok() && !absl::IsNotFound(newest.status())) {
    return newest.status();
  }
  const uint64_t published = newest.ok() ? newest->size : 0;
  const uint64_t least = std::max(head.log.size(), published + 1);
  const uint64_t size = (least + padding_ - 1) / padding_ * padding_;
  if (head.log.size() == size) return absl::OkStatus();
  LogBlock block = BlockAt(head);
  while (head.log.size() < size) {
    const std::string data = audit::PaddingLeafData();
    AppendLeaf(data, head, block);
    AppendRecord({.padding = data}, block.records);
  }
  return WriteBlock(connection, block);
}

absl::Status CheckAgainstAnchor(Connection& connection, const Head& head,
                                const Publisher& publisher) {
  const std::string& path = publisher.anchor_path();
  const absl::StatusOr<std::string> note = ReadFile(path);
  if (!note.ok()) {
    return Refuse("錨ファイルがありません。", "the anchor file is missing",
                  path);
  }
  const absl::StatusOr<audit::Checkpoint> anchor =
      audit::OpenCheckpoint(*note, publisher.verifier());
  if (!anchor.ok()) {
    return Refuse("錨ファイルがこの記録のものではありません。",
                  "the anchor file is not one that this log signed", path);
  }
  if (anchor->size > head.log.size()) {
    return Refuse("データベースが公表済みの記録より古いものです。",
                  "the database is older than what was published", path);
  }
  const absl::StatusOr<std::string> root =
      audit::RootAt(anchor->size, NodesOf(connection));
  if (!root.ok() || *root != anchor->root) {
    return Refuse("データベースの記録が公表済みの記録と食い違います。",
                  "the log contradicts what was published", path);
  }
  return WriteCheckpoint(connection, {anchor->size, *note});
}

}  // namespace tasuki::store
