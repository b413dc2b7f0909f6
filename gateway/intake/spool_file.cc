#include "gateway/intake/spool_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"

namespace tasuki::intake {
namespace {

absl::Status Refused(absl::string_view what) {
  return absl::UnavailableError(
      absl::StrCat("spool: cannot ", what, ": ", std::strerror(errno)));
}

off_t OffsetOf(int slot, size_t offset) {
  return static_cast<off_t>(slot) * static_cast<off_t>(kSlotBytes) +
         static_cast<off_t>(offset);
}

absl::Status WriteAt(int file, off_t offset, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file, bytes.data(), bytes.size(), offset);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Refused("write");
    bytes.remove_prefix(static_cast<size_t>(written));
    offset += written;
  }
  return absl::OkStatus();
}

absl::Status SyncFolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return Refused("open the folder");
  const absl::Cleanup close_it = [file] { close(file); };
  return fsync(file) == 0 ? absl::OkStatus() : Refused("sync the folder");
}

}  // namespace

absl::Status SpoolFile::Make(const std::string& path, int slots) {
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
           S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST) {
    return absl::AlreadyExistsError("spool: there is a file");
  }
  if (file < 0) return Refused("make the file");
  const absl::Cleanup close_it = [file] { close(file); };
  // Written, not only reserved: a block that was never written still needs a
  // change of the file system's own records at its first use.
  const std::string zeros(kSlotBytes, '\0');
  for (int slot = 0; slot < slots; ++slot) {
    RETURN_IF_ERROR(WriteAt(file, OffsetOf(slot, 0), zeros));
  }
  if (fsync(file) != 0) return Refused("sync");
  return SyncFolderOf(path);
}

absl::StatusOr<std::unique_ptr<SpoolFile>> SpoolFile::Open(
    const std::string& path, Use use) {
  const int access = use == Use::kAlone ? O_RDWR : O_RDONLY;
  const int file = open(path.c_str(), access | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) {
    return absl::FailedPreconditionError("spool: there is no such file");
  }
  if (file < 0) return Refused("open");
  struct stat found = {};
  const bool sized = fstat(file, &found) == 0 && found.st_size > 0 &&
                     found.st_size % static_cast<off_t>(kSlotBytes) == 0;
  const auto slots = found.st_size / static_cast<off_t>(kSlotBytes);
  std::unique_ptr<SpoolFile> spool(
      new SpoolFile(file, static_cast<int>(slots)));
  if (!sized) {
    return absl::FailedPreconditionError("spool: not a spool file");
  }
  if (use == Use::kAlone && flock(file, LOCK_EX | LOCK_NB) != 0) {
    return absl::FailedPreconditionError("spool: another process has it");
  }
  return spool;
}

SpoolFile::~SpoolFile() { close(file_); }

absl::StatusOr<std::string> SpoolFile::Read(int slot, size_t offset,
                                            size_t size) const {
  CHECK(slot < slots_ && offset + size <= kSlotBytes);
  std::string bytes(size, '\0');
  size_t done = 0;
  while (done < size) {
    const ssize_t got = pread(file_, bytes.data() + done, size - done,
                              OffsetOf(slot, offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Refused("read");
    done += static_cast<size_t>(got);
  }
  return bytes;
}

absl::Status SpoolFile::Write(int slot, size_t offset,
                              absl::string_view bytes) {
  CHECK(slot < slots_ && offset + bytes.size() <= kSlotBytes);
  return WriteAt(file_, OffsetOf(slot, offset), bytes);
}

absl::Status SpoolFile::Sync() {
  return fdatasync(file_) == 0 ? absl::OkStatus() : Refused("sync");
}

}  // namespace tasuki::intake
