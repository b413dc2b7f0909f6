#include "gateway/store/schema.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gateway/base/status_macros.h"

namespace tasuki::store {
namespace {

constexpr int64_t kApplicationId = 0x74736b69;  // "tski"
constexpr int64_t kSchemaVersion = 2;

constexpr char kTables[] = R"sql(
CREATE TABLE meta(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  origin TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  blinding BLOB NOT NULL
) STRICT;
CREATE TABLE key(
  -- AUTOINCREMENT: openings of the log name keys by id, so an id is not reused
  -- after its key was destroyed.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scope BLOB NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE state(
  table_no INTEGER NOT NULL,
  id BLOB NOT NULL,
  version INTEGER NOT NULL,
  key_id INTEGER NOT NULL REFERENCES key(id) ON DELETE CASCADE,
  body BLOB NOT NULL,
  PRIMARY KEY (table_no, id)
) STRICT;
CREATE INDEX state_by_key ON state(key_id);
CREATE TABLE list_version(
  index_no INTEGER NOT NULL,
  key BLOB NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (index_no, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE state_list(
  index_no INTEGER NOT NULL,
  key BLOB NOT NULL,
  ordinal INTEGER NOT NULL,
  id BLOB NOT NULL,
  sealed_id BLOB NOT NULL,
  PRIMARY KEY (index_no, key, ordinal),
  UNIQUE (index_no, key, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_head(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL,
  frontier BLOB NOT NULL,
  root BLOB NOT NULL,
  clock_ms INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  batch BLOB NOT NULL
) STRICT;
CREATE TABLE log_block(
  first INTEGER PRIMARY KEY,
  count INTEGER NOT NULL,
  nodes BLOB NOT NULL,
  records BLOB NOT NULL
) STRICT;
CREATE TABLE hash_run(
  first INTEGER PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT;
CREATE TABLE hash_row(
  run INTEGER NOT NULL,
  least BLOB NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (run, least)
) STRICT, WITHOUT ROWID;
CREATE TABLE subject_chain(
  subject BLOB PRIMARY KEY,
  sequence INTEGER NOT NULL,
  leaf_hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint(
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL
) STRICT;
)sql";

struct Setting {
  absl::string_view name, value;
};

// synchronous 2 is FULL: NORMAL would lose acknowledged commits on power loss.
constexpr Setting kWriterSettings[] = {
    {"journal_mode", "wal"},    {"synchronous", "2"},
    {"fullfsync", "1"},         {"checkpoint_fullfsync", "1"},
    {"foreign_keys", "1"},      {"secure_delete", "1"},
    {"cell_size_check", "1"},   {"mmap_size", "0"},
    {"busy_timeout", "100"},    {"wal_autocheckpoint", "0"},
    {"locking_mode", "normal"}, {"temp_store", "2"},
    {"trusted_schema", "0"},
};
constexpr Setting kReaderSettings[] = {
    {"query_only", "1"},     {"cell_size_check", "1"}, {"mmap_size", "0"},
    {"busy_timeout", "100"}, {"temp_store", "2"},      {"trusted_schema", "0"},
};

absl::StatusOr<std::string> ReadPragma(Connection& connection,
                                       absl::string_view name) {
  ASSIGN_OR_RETURN(Statement read,
                   connection.Prepare(absl::StrCat("PRAGMA ", name)));
  ASSIGN_OR_RETURN(const bool row, read.Step());
  return row ? read.Bytes(0) : std::string();
}

absl::Status Require(Connection& connection, const Setting& setting) {
  ASSIGN_OR_RETURN(const std::string found,
                   ReadPragma(connection, setting.name));
  if (found == setting.value) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "sqlite does not keep the setting ", setting.name, " = ", setting.value));
}

absl::Status Apply(Connection& connection, absl::Span<const Setting> settings) {
  for (const Setting& setting : settings) {
    {
      ASSIGN_OR_RETURN(Statement set,
                       connection.Prepare(absl::StrCat("PRAGMA ", setting.name,
                                                       " = ", setting.value)));
      RETURN_IF_ERROR(set.Step().status());
    }
    RETURN_IF_ERROR(Require(connection, setting));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status MakeTables(Connection& connection) {
  RETURN_IF_ERROR(connection.Execute(kTables));
  return connection.Execute(
      absl::StrCat("PRAGMA application_id = ", kApplicationId,
                   "; PRAGMA user_version = ", kSchemaVersion)
          .c_str());
}

absl::StatusOr<std::unique_ptr<Connection>> OpenWriter(
    const std::string& path) {
  ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection,
                   Connection::Open(path, Connection::Mode::kReadWrite));
  RETURN_IF_ERROR(Apply(*connection, kWriterSettings));
  connection->WatchWal();
  return connection;
}

absl::StatusOr<std::unique_ptr<Connection>> OpenReader(
    const std::string& path) {
  ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection,
                   Connection::Open(path, Connection::Mode::kReadOnly));
  RETURN_IF_ERROR(Apply(*connection, kReaderSettings));
  RETURN_IF_ERROR(Require(*connection, {"journal_mode", "wal"}));
  return connection;
}

absl::Status CheckVersion(Connection& connection) {
  ASSIGN_OR_RETURN(const std::string application,
                   ReadPragma(connection, "application_id"));
  ASSIGN_OR_RETURN(const std::string version,
                   ReadPragma(connection, "user_version"));
  if (application == absl::StrCat(kApplicationId) &&
      version == absl::StrCat(kSchemaVersion)) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "このデータベースは別の版の襷のものです（形式 ", version,
      "）。対応する版の襷を使ってください。 / the database is of another "
      "version of Tasuki (format ",
      version, "); use the version that made it"));
}

}  // namespace tasuki::store
