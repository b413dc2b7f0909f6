#ifndef GATEWAY_STORE_SQLITE_H_
#define GATEWAY_STORE_SQLITE_H_

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::store {

// A string bound as TEXT; other strings are bound as BLOB.
struct Text {
  absl::string_view value;
};

// A prepared statement, lent by its connection; ready for its next use once
// destroyed. Statuses name SQLite's code, never a value.
class Statement {
 public:
  // Binds parameters 1, 2, … in order.
  template <typename... Values>
  Statement& Bind(const Values&... values) {
    return BindFrom(1, values...);
  }
  // Binds from parameter `position` on. What is not bound is NULL.
  template <typename... Values>
  Statement& BindFrom(int position, const Values&... values) {
    (BindOne(position++, values), ...);
    return *this;
  }
  // True: a row is there to be read. False: done.
  absl::StatusOr<bool> Step();
  // Runs a statement that gives no rows.
  absl::Status Run();

  int64_t Int(int column) const;
  std::string Bytes(int column) const;
  bool IsNull(int column) const;

 private:
  friend class Connection;
  struct Reset {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(class Connection* connection, sqlite3_stmt* statement)
      : connection_(connection), statement_(statement) {}

  template <std::integral T>
  void BindOne(int position, T value) {
    BindInt(position, static_cast<int64_t>(value));
  }
  void BindInt(int position, int64_t value);
  void BindOne(int position, absl::string_view value);
  void BindOne(int position, Text value);

  Connection* connection_;
  std::unique_ptr<sqlite3_stmt, Reset> statement_;
};

// One connection, for one thread at a time.
class Connection {
 public:
  enum class Mode { kReadWrite, kReadOnly };

  // Opens an existing file. FAILED_PRECONDITION: it cannot be opened.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(
      const std::string& path, Mode mode);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs statements that give no rows.
  absl::Status Execute(const char* sql);
  // The same for one statement that runs often.
  absl::Status Run(absl::string_view sql);
  // Statements are prepared once. A statement must be given back (destroyed)
  // before it is prepared again.
  absl::StatusOr<Statement> Prepare(absl::string_view sql);

  int64_t LastRowId() const { return sqlite3_last_insert_rowid(handle_); }
  int Changes() const { return sqlite3_changes(handle_); }
  // Frames in the write-ahead log after the last commit of this connection.
  int wal_frames() const { return wal_frames_; }
  // Starts counting them.
  void WatchWal();
  // Moves the write-ahead log into the database; `truncate` also empties its
  // file, and waits for readers a little. False: a reader held some of it.
  absl::StatusOr<bool> CheckpointWal(bool truncate);
  bool InTransaction() const { return sqlite3_get_autocommit(handle_) == 0; }

  // An error said that the disk or the file failed (IOERR, CORRUPT, NOTADB) or
  // is full: what was written last may not be there.
  bool damaged() const { return damaged_; }
  bool failed() const { return damaged_ || full_; }

 private:
  friend class Statement;
  explicit Connection(sqlite3* handle) : handle_(handle) {}
  absl::Status Failure(int code);
  void KeepWalOnClose();

  sqlite3* handle_;
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
  int wal_frames_ = 0;
  bool damaged_ = false, full_ = false;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_SQLITE_H_
