#ifndef GATEWAY_STORE_LOG_TABLE_H_
#define GATEWAY_STORE_LOG_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

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

// Appends a leaf and the nodes it completes; returns the leaf's hash.
absl::StatusOr<std::string> AppendLeafData(Connection& connection, Head& head,
                                           absl::string_view leaf_data);

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
