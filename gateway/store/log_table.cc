#include "gateway/store/log_table.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/random.h"
#include "gateway/store/hash_index.h"

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

absl::StatusOr<std::string> LogBlock::Node(int level,
                                           uint64_t last_leaf) const {
  const uint64_t at = audit::NodesWithin(last_leaf) -
                      audit::NodesWithin(first) + static_cast<uint64_t>(level);
  const bool complete =
      last_leaf >= first && last_leaf < first + count &&
      nodes.size() == audit::kHashSize * (audit::NodesWithin(first + count) -
                                          audit::NodesWithin(first));
  if (!complete) {
    return Broken(
        absl::StrCat("no node of level ", level, " at leaf ", last_leaf));
  }
  return nodes.substr(at * audit::kHashSize, audit::kHashSize);
}

LogBlock BlockAt(const Head& head) {
  return {.first = head.log.size(), .count = 0, .nodes = {}, .records = {}};
}

std::string AppendLeaf(absl::string_view leaf_data, Head& head,
                       LogBlock& block) {
  std::string hash = audit::HashLeaf(leaf_data);
  for (const audit::Frontier::Node& node : head.log.Append(hash)) {
    block.nodes += node.hash;
  }
  ++block.count;
  return hash;
}

absl::Status WriteBlock(Connection& connection, const LogBlock& block) {
  {
    ASSIGN_OR_RETURN(
        Statement insert,
        connection.Prepare("INSERT INTO log_block VALUES (?, ?, ?, ?)"));
    RETURN_IF_ERROR(
        insert.Bind(block.first, block.count, block.nodes, block.records)
            .Run());
  }
  return IndexHashes(connection, block.first + block.count);
}

absl::Status ReadBlocks(
    Connection& connection, uint64_t from, bool with_records,
    absl::FunctionRef<absl::StatusOr<bool>(const LogBlock&)> read) {
  ASSIGN_OR_RETURN(
      Statement select,
      connection.Prepare(
          with_records
              ? "SELECT first, count, nodes, records FROM log_block WHERE "
                "first "
                ">= (SELECT max(first) FROM log_block WHERE first <= ?) "
                "ORDER BY first"
              : "SELECT first, count, nodes FROM log_block WHERE first >= "
                "(SELECT max(first) FROM log_block WHERE first <= ?) "
                "ORDER BY first"));
  select.Bind(from);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, select.Step());
    if (!found) return absl::OkStatus();
    LogBlock block{.first = static_cast<uint64_t>(select.Int(0)),
                   .count = static_cast<uint64_t>(select.Int(1)),
                   .nodes = select.Bytes(2),
                   .records = {}};
    if (with_records) block.records = select.Bytes(3);
    ASSIGN_OR_RETURN(const bool more, read(block));
    if (!more) return absl::OkStatus();
  }
}

absl::StatusOr<std::string> ReadNode(Connection& connection, int level,
                                     uint64_t index) {
  // The block in which it was completed.
  const uint64_t last_leaf = ((index + 1) << level) - 1;
  absl::StatusOr<std::string> node =
      Broken(absl::StrCat("no leaf ", last_leaf));
  RETURN_IF_ERROR(ReadBlocks(connection, last_leaf, /*with_records=*/false,
                             [&](const LogBlock& block) {
                               node = block.Node(level, last_leaf);
                               return false;
                             }));
  return node;
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
