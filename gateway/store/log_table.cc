#include "gateway/store/log_table.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/random.h"

namespace tasuki::store {
namespace {

constexpr size_t kBatchIdSize = 16;

absl::Status Broken(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("the log is damaged: ", what));
}

std::vector<std::string> CutIntoHashes(absl::string_view bytes) {
  std::vector<std::string> hashes;
  for (; !bytes.empty();
       bytes.remove_prefix(std::min(audit::kHashSize, bytes.size()))) {
    hashes.emplace_back(bytes.substr(0, audit::kHashSize));
  }
  return hashes;
}

absl::StatusOr<StoredCheckpoint> CheckpointOf(Statement& select) {
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return absl::NotFoundError("no such checkpoint was published");
  return StoredCheckpoint{static_cast<uint64_t>(select.Int(0)),
                          select.Bytes(1)};
}

}  // namespace

absl::Status MakeHead(Connection& connection) {
  ASSIGN_OR_RETURN(
      Statement insert,
      connection.Prepare("INSERT INTO log_head VALUES (1, 0, ?, ?, 0, 0, ?)"));
  return insert
      .Bind(absl::string_view(), audit::EmptyRoot(),
            crypto::RandomBytes(kBatchIdSize))
      .Run();
}

absl::StatusOr<Head> ReadHead(Connection& connection) {
  ASSIGN_OR_RETURN(
      Statement select,
      connection.Prepare(
          "SELECT size, frontier, root, clock_ms, counter FROM log_head"));
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return Broken("no head");
  absl::StatusOr<audit::Frontier> log = audit::Frontier::FromHashes(
      static_cast<uint64_t>(select.Int(0)), CutIntoHashes(select.Bytes(1)));
  if (!log.ok() || log->Root() != select.Bytes(2)) {
    return Broken("the head's root is not that of its frontier");
  }
  return Head{*std::move(log), select.Int(3), select.Int(4)};
}

absl::Status WriteHead(Connection& connection, const Head& head) {
  ASSIGN_OR_RETURN(
      Statement update,
      connection.Prepare("UPDATE log_head SET size = ?, frontier = ?, "
                         "root = ?, clock_ms = ?, counter = ?, batch = ?"));
  return update
      .Bind(head.log.size(), absl::StrJoin(head.log.hashes(), ""),
            head.log.Root(), head.clock_ms, head.counter,
            crypto::RandomBytes(kBatchIdSize))
      .Run();
}

absl::StatusOr<std::string> AppendLeafData(Connection& connection, Head& head,
                                           absl::string_view leaf_data) {
  const uint64_t index = head.log.size();
  const std::string hash = audit::HashLeaf(leaf_data);
  {
    ASSIGN_OR_RETURN(
        Statement leaf,
        connection.Prepare("INSERT INTO log_leaf VALUES (?, ?, ?)"));
    RETURN_IF_ERROR(leaf.Bind(index, hash, leaf_data).Run());
  }
  for (const audit::Frontier::Node& node : head.log.Append(hash)) {
    if (node.level == 0) continue;  // the leaf itself, in log_leaf
    ASSIGN_OR_RETURN(
        Statement insert,
        connection.Prepare("INSERT INTO log_node VALUES (?, ?, ?)"));
    RETURN_IF_ERROR(insert.Bind(node.level, node.index, node.hash).Run());
  }
  return hash;
}

absl::StatusOr<std::string> ReadNode(Connection& connection, int level,
                                     uint64_t index) {
  ASSIGN_OR_RETURN(
      Statement select,
      level == 0
          ? connection.Prepare("SELECT hash FROM log_leaf WHERE idx = ?")
          : connection.Prepare(
                "SELECT hash FROM log_node WHERE idx = ? AND level = ?"));
  level == 0 ? select.Bind(index) : select.Bind(index, level);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) {
    return Broken(absl::StrCat("no node at level ", level, ", index ", index));
  }
  return select.Bytes(0);
}

absl::StatusOr<StoredCheckpoint> NewestCheckpoint(Connection& connection) {
  ASSIGN_OR_RETURN(Statement select,
                   connection.Prepare("SELECT size, note FROM checkpoint "
                                      "ORDER BY size DESC LIMIT 1"));
  return CheckpointOf(select);
}

absl::StatusOr<StoredCheckpoint> ReadCheckpoint(Connection& connection,
                                                uint64_t size) {
  ASSIGN_OR_RETURN(
      Statement select,
      connection.Prepare("SELECT size, note FROM checkpoint WHERE size = ?"));
  return CheckpointOf(select.Bind(size));
}

absl::Status WriteCheckpoint(Connection& connection,
                             const StoredCheckpoint& checkpoint) {
  ASSIGN_OR_RETURN(
      Statement insert,
      connection.Prepare(
          "INSERT INTO checkpoint VALUES (?, ?) ON CONFLICT DO NOTHING"));
  return insert.Bind(checkpoint.size, Text{checkpoint.note}).Run();
}

}  // namespace tasuki::store
