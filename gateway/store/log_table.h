#ifndef GATEWAY_STORE_LOG_TABLE_H_
#define GATEWAY_STORE_LOG_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/audit/merkle.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// The one row that every commit replaces.
struct Head {
  audit::Frontier log;
  int64_t clock_ms = 0;  // of the newest commit
  int64_t counter = 0;   // last version or ordinal given
};

absl::Status MakeHead(Connection& connection);
// DATA_LOSS: size, frontier and root do not belong together.
absl::StatusOr<Head> ReadHead(Connection& connection);
// Writes the head under a new random batch id.
absl::Status WriteHead(Connection& connection, const Head& head);

// The leaves that one commit appends, stored as one row.
struct LogBlock {
  uint64_t first = 0, count = 0;  // leaves
  // Hashes of the nodes that its leaves complete, in that order: each leaf,
  // then the subtrees that end with it, the smallest first.
  std::string nodes;
  std::string records;  // a LeafRecord of each leaf

  // Hash of a leaf of the block, or of a subtree that ends with it.
  // DATA_LOSS: it is not there.
  absl::StatusOr<std::string> Node(int level, uint64_t last_leaf) const;
};
// An empty block at the end of the log.
LogBlock BlockAt(const Head& head);
// Appends a leaf to head and block, but for its record; returns its hash.
std::string AppendLeaf(absl::string_view leaf_data, Head& head,
                       LogBlock& block);
// Stores the block: inside a write transaction.
absl::Status WriteBlock(Connection& connection, const LogBlock& block);
// Blocks from the one that holds leaf `from` on, without records unless they
// are wanted. `read` returns false to have no more.
absl::Status ReadBlocks(
    Connection& connection, uint64_t from, bool with_records,
    absl::FunctionRef<absl::StatusOr<bool>(const LogBlock&)> read);

// A node as in audit::NodeSource. DATA_LOSS: it is missing.
absl::StatusOr<std::string> ReadNode(Connection& connection, int level,
                                     uint64_t index);

// All nodes, as an audit::NodeSource. The connection must outlive it.
inline auto NodesOf(Connection& connection) {
  return [&connection](int level, uint64_t index) {
    return ReadNode(connection, level, index);
  };
}

// Published checkpoints, verbatim. NOT_FOUND: none, or none of this size.
struct StoredCheckpoint {
  uint64_t size = 0;
  std::string note;
};
absl::StatusOr<StoredCheckpoint> NewestCheckpoint(Connection& connection);
absl::StatusOr<StoredCheckpoint> ReadCheckpoint(Connection& connection,
                                                uint64_t size);
absl::Status WriteCheckpoint(Connection& connection,
                             const StoredCheckpoint& checkpoint);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_LOG_TABLE_H_
