#include "gateway/store/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"

namespace tasuki::store {
namespace {

absl::Status Refused(absl::string_view what, const std::string& path) {
  return absl::UnavailableError(
      absl::StrCat("cannot ", what, " ", path, ": ", std::strerror(errno)));
}

// An open file; closed with the object.
class File {
 public:
  File(const std::string& path, int flags, mode_t mode = 0)
      : path_(path), file_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool open() const { return file_ >= 0; }
  int get() const { return file_; }

  absl::Status Write(absl::string_view content) {
    while (!content.empty()) {
      const ssize_t written = ::write(file_, content.data(), content.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return Refused("write", path_);
      content.remove_prefix(static_cast<size_t>(written));
    }
    return absl::OkStatus();
  }
  absl::Status Sync() {
    return ::fsync(file_) == 0 ? absl::OkStatus() : Refused("sync", path_);
  }

 private:
  const std::string path_;
  const int file_;
};

// The directory that a path names a file in.
std::string DirectoryOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  File file(path, O_RDONLY);
  if (!file.open()) {
    if (errno != ENOENT) return Refused("open", path);
    return absl::NotFoundError(absl::StrCat("no file ", path));
  }
  std::string content;
  char part[4096];
  while (true) {
    const ssize_t size = ::read(file.get(), part, sizeof part);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return Refused("read", path);
    if (size == 0) return content;
    content.append(part, static_cast<size_t>(size));
  }
}

bool FileExists(const std::string& path) {
  struct stat status;
  return ::lstat(path.c_str(), &status) == 0;
}

absl::Status MakeDirectory(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) {
    return absl::OkStatus();
  }
  return Refused("make", path);
}

absl::Status SyncDirectory(const std::string& path) {
  File directory(path, O_RDONLY | O_DIRECTORY);
  if (!directory.open()) return Refused("open", path);
  return directory.Sync();
}

absl::Status MakeFile(const std::string& path, absl::string_view content) {
  {
    File file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!file.open()) {
      if (errno != EEXIST) return Refused("make", path);
      return absl::AlreadyExistsError(absl::StrCat("there is a file ", path));
    }
    RETURN_IF_ERROR(file.Write(content));
    RETURN_IF_ERROR(file.Sync());
  }
  return SyncDirectory(DirectoryOf(path));
}

absl::Status ReplaceFile(const std::string& path, absl::string_view content) {
  // The directory stays open throughout, so that an error of its write-back in
  // between is reported to our fsync.
  const std::string directory_path = DirectoryOf(path);
  File directory(directory_path, O_RDONLY | O_DIRECTORY);
  if (!directory.open()) return Refused("open", directory_path);
  const std::string next = absl::StrCat(path, ".next");
  {
    File file(next, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
    if (!file.open()) return Refused("make", next);
    RETURN_IF_ERROR(file.Write(content));
    RETURN_IF_ERROR(file.Sync());
  }
  if (std::rename(next.c_str(), path.c_str()) != 0) {
    return Refused("replace", path);
  }
  return directory.Sync();
}

absl::StatusOr<std::unique_ptr<FileLock>> FileLock::Take(
    const std::string& path) {
  const int file =
      ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return Refused("open", path);
  std::unique_ptr<FileLock> lock(new FileLock(file));
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return Refused("lock", path);
  return absl::FailedPreconditionError(absl::StrCat(
      "別のプロセスがこのデータを使っています。先にそれを止めてください。 / "
      "another process uses this data; stop it first (",
      path, ")"));
}

FileLock::~FileLock() { ::close(file_); }

}  // namespace tasuki::store
