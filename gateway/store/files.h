#ifndef GATEWAY_STORE_FILES_H_
#define GATEWAY_STORE_FILES_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// The files beside the database. Every write here is durable when it returns.
// UNAVAILABLE: the operating system refused; the status says what, not where
// in the data.
namespace tasuki::store {

// NOT_FOUND: there is no such file.
absl::StatusOr<std::string> ReadFile(const std::string& path);
bool FileExists(const std::string& path);

// Makes the directory (mode 0700), unless it is there.
absl::Status MakeDirectory(const std::string& path);
absl::Status SyncDirectory(const std::string& path);

// Makes a file (mode 0600) that is not there yet. ALREADY_EXISTS: it is.
absl::Status MakeFile(const std::string& path, absl::string_view content);

// Replaces the file in one step: a reader, or a crash, sees the old content or
// the new, never a part.
absl::Status ReplaceFile(const std::string& path, absl::string_view content);

// Held while it lives: a second process, or a second store in this one, cannot
// have it. FAILED_PRECONDITION: somebody holds it.
class FileLock {
 public:
  static absl::StatusOr<std::unique_ptr<FileLock>> Take(
      const std::string& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_FILES_H_
