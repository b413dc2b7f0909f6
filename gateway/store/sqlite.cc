#include "gateway/store/sqlite.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"

namespace tasuki::store {

void Statement::Reset::operator()(sqlite3_stmt* statement) const {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
}

// Binding fails only for a position that the statement does not have, or
// without memory.
void Statement::BindInt(int position, int64_t value) {
  CHECK(sqlite3_bind_int64(statement_.get(), position, value) == SQLITE_OK);
}

void Statement::BindOne(int position, absl::string_view value) {
  // A null pointer would bind NULL rather than an empty blob.
  const char* data = value.empty() ? "" : value.data();
  CHECK(sqlite3_bind_blob64(statement_.get(), position, data, value.size(),
                            SQLITE_TRANSIENT) == SQLITE_OK);
}

void Statement::BindOne(int position, Text text) {
  const char* data = text.value.empty() ? "" : text.value.data();
  CHECK(sqlite3_bind_text64(statement_.get(), position, data, text.value.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK);
}

absl::StatusOr<bool> Statement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return connection_->Failure(code);
}

absl::Status Statement::Run() {
  ASSIGN_OR_RETURN(const bool row, Step());
  CHECK(!row);
  return absl::OkStatus();
}

int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::Bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return data == nullptr ? std::string()
                         : std::string(static_cast<const char*>(data), size);
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(
    const std::string& path, Mode mode) {
  sqlite3* handle = nullptr;
  const int access =
      mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle,
                      access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                          SQLITE_OPEN_NOFOLLOW,
                      nullptr);
  if (code != SQLITE_OK) {
    sqlite3_close_v2(handle);
    return absl::FailedPreconditionError(
        absl::StrCat("the database cannot be opened: ", sqlite3_errstr(code)));
  }
  std::unique_ptr<Connection> connection(new Connection(handle));
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // A reader that checkpoints while the writer commits can corrupt the file
  // (all versions up to 3.51.2): only the writer ever checkpoints.
  if (mode == Mode::kReadOnly) connection->KeepWalOnClose();
  return connection;
}

void Connection::KeepWalOnClose() {
  CHECK(sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                          nullptr) == SQLITE_OK);
}

Connection::~Connection() {
  // Closing after an error, SQLite may take a checkpoint that copied nothing
  // for one that copied all, and throw away the write-ahead log.
  if (failed()) KeepWalOnClose();
  for (const auto& [sql, statement] : statements_) {
    sqlite3_finalize(statement);
  }
  CHECK(sqlite3_close(handle_) == SQLITE_OK);
}

absl::Status Connection::Execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Failure(code);
}

absl::Status Connection::Run(absl::string_view sql) {
  ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
  return statement.Run();
}

absl::StatusOr<Statement> Connection::Prepare(absl::string_view sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (statement == nullptr) {
    const int code =
        sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
      statements_.erase(sql);
      return Failure(code);
    }
  }
  CHECK(sqlite3_stmt_busy(statement) == 0);
  return Statement(this, statement);
}

void Connection::WatchWal() {
  sqlite3_wal_hook(
      handle_,
      [](void* self, sqlite3*, const char*, int frames) {
        static_cast<Connection*>(self)->wal_frames_ = frames;
        return SQLITE_OK;
      },
      this);
}

absl::StatusOr<bool> Connection::CheckpointWal(bool truncate) {
  int frames = 0, moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(
      handle_, nullptr,
      truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
      &frames, &moved);
  if ((code & 0xff) == SQLITE_BUSY) return false;
  if (code != SQLITE_OK) return Failure(code);
  return frames == moved;
}

absl::Status Connection::Failure(int code) {
  const std::string message =
      absl::StrCat("sqlite ", code, ": ", sqlite3_errstr(code));
  switch (code & 0xff) {
    case SQLITE_FULL:
      full_ = true;
      return absl::DataLossError(message);
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      damaged_ = true;
      return absl::DataLossError(message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::UnavailableError(message);
    default:
      return absl::InternalError(message);
  }
}

}  // namespace tasuki::store
