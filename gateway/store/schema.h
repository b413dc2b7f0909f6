#ifndef GATEWAY_STORE_SCHEMA_H_
#define GATEWAY_STORE_SCHEMA_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// The tables (docs/formats/state.md) and the settings without which SQLite does
// not keep what the store promises.

// Makes every table in an empty database. The settings must be applied.
absl::Status MakeTables(Connection& connection);

// Opens the one connection that commits and checkpoints. Every setting is set
// and read back. FAILED_PRECONDITION: a setting does not hold.
absl::StatusOr<std::unique_ptr<Connection>> OpenWriter(const std::string& path);

// Opens a connection that only reads. FAILED_PRECONDITION: as above.
absl::StatusOr<std::unique_ptr<Connection>> OpenReader(const std::string& path);

// FAILED_PRECONDITION: not a database of ours, or of another version.
absl::Status CheckVersion(Connection& connection);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_SCHEMA_H_
