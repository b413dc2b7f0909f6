#include "tests/fault/system_calls.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstddef>

#include "gateway/base/check.h"

namespace tasuki::fault {
namespace {

// Never destroyed: calls are made after main has returned, too.
struct Injection {
  std::string folder;
  SystemCallFault fault;
  std::array<std::atomic<int64_t>, kSystemCalls.size()> counts{};
  std::atomic<bool> lasting{false};
  std::atomic<int64_t> room{fault.room};
  std::atomic<bool> said_full{false};
};
Injection* injection = nullptr;

// The next definition of a function after ours: the C library's.
template <typename Function>
Function* Next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

size_t NumberOf(absl::string_view call) {
  for (size_t i = 0; i < kSystemCalls.size(); ++i) {
    if (kSystemCalls[i] == call) return i;
  }
  CHECK(false);
}

bool IsOurs(const char* path) {
  return injection != nullptr &&
         absl::string_view(path).substr(0, injection->folder.size()) ==
             injection->folder;
}

bool IsOurs(int file) {
  if (injection == nullptr) return false;
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  char path[4096];
  const ssize_t size = readlink(link.c_str(), path, sizeof path - 1);
  if (size <= 0) return false;
  path[size] = 0;
  return IsOurs(path);
}

void SayInjected() {
  static constexpr absl::string_view kLine = "injected\n";
  static auto* const write = Next<ssize_t(int, const void*, size_t)>("write");
  (void)!write(STDOUT_FILENO, kLine.data(), kLine.size());
}

// True if it is this call's turn.
bool Strikes(absl::string_view call, bool needs_room) {
  const SystemCallFault& fault = injection->fault;
  const int64_t count = ++injection->counts[NumberOf(call)];
  if (needs_room && injection->lasting) return true;
  if (fault.call != call || fault.occurrence != count) return false;
  injection->lasting = fault.lasting;
  SayInjected();
  return true;
}

// Makes the call, or what the fault makes of it. `skipped`: what it returns
// where it claims to have worked.
template <typename Result, typename Call>
Result Through(absl::string_view name, bool needs_room, Result skipped,
               const Call& call) {
  if (!Strikes(name, needs_room)) return call();
  const SystemCallFault& fault = injection->fault;
  if (fault.done) call();
  if (fault.kill) kill(getpid(), SIGKILL);
  if (fault.error == 0) return skipped;
  errno = fault.error;
  return -1;
}

// Takes from the room what lets the file grow to `end`; how many bytes of that
// growth do not fit.
int64_t Lacking(int file, int64_t end) {
  struct stat status;
  CHECK(fstat(file, &status) == 0);
  const int64_t growth = std::max<int64_t>(0, end - status.st_size);
  const int64_t before = injection->room.fetch_sub(growth);
  const int64_t lacking = std::clamp<int64_t>(growth - before, 0, growth);
  injection->room += lacking;
  return lacking;
}

// Writes `size` bytes that end at `end`, or as many as fit: `call(n)` writes n.
template <typename Call>
ssize_t Write(absl::string_view name, int file, size_t size, int64_t end,
              const Call& call) {
  const auto whole = static_cast<ssize_t>(size);
  const int64_t lacking = Lacking(file, end);
  if (lacking == 0) {
    return Through(name, true, whole, [&] { return call(size); });
  }
  if (!injection->said_full.exchange(true)) SayInjected();
  const int64_t fits = whole - lacking;
  const ssize_t written = fits > 0 ? call(static_cast<size_t>(fits)) : -1;
  if (injection->fault.hides_full) return whole;
  if (fits <= 0) errno = ENOSPC;
  return written;
}

template <typename Call>
int Open(const char* path, int flags, const Call& call) {
  if (!IsOurs(path)) return call();
  // An open that reports failure and yet has given a file would leak it only.
  return Through("open", (flags & O_CREAT) != 0, -1, call);
}

}  // namespace

void InjectSystemCallFault(absl::string_view folder,
                           const SystemCallFault& fault) {
  CHECK(injection == nullptr);
  injection = new Injection{std::string(folder), fault};
}

int64_t SystemCallCount(absl::string_view call) {
  return injection->counts[NumberOf(call)];
}

}  // namespace tasuki::fault

using tasuki::fault::IsOurs;
using tasuki::fault::Next;
using tasuki::fault::Open;
using tasuki::fault::Through;
using tasuki::fault::Write;

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const int mode = (flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0;
  va_end(arguments);
  static auto* const real = Next<int(const char*, int, ...)>("open");
  return Open(path, flags, [&] { return real(path, flags, mode); });
}
int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const int mode = (flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0;
  va_end(arguments);
  static auto* const real = Next<int(const char*, int, ...)>("open64");
  return Open(path, flags, [&] { return real(path, flags, mode); });
}

ssize_t write(int file, const void* data, size_t size) {
  static auto* const real = Next<ssize_t(int, const void*, size_t)>("write");
  const auto call = [&](size_t bytes) { return real(file, data, bytes); };
  if (!IsOurs(file)) return call(size);
  const int64_t end = lseek(file, 0, SEEK_CUR) + static_cast<int64_t>(size);
  return Write("write", file, size, end, call);
}
ssize_t pwrite64(int file, const void* data, size_t size, off64_t at) {
  static auto* const real =
      Next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  const auto call = [&](size_t bytes) { return real(file, data, bytes, at); };
  if (!IsOurs(file)) return call(size);
  return Write("pwrite", file, size, at + static_cast<int64_t>(size), call);
}

int fsync(int file) {
  static auto* const real = Next<int(int)>("fsync");
  const auto call = [&] { return real(file); };
  return IsOurs(file) ? Through("fsync", false, 0, call) : call();
}
int fdatasync(int file) {
  static auto* const real = Next<int(int)>("fdatasync");
  const auto call = [&] { return real(file); };
  return IsOurs(file) ? Through("fdatasync", false, 0, call) : call();
}
int ftruncate64(int file, off64_t size) noexcept {
  static auto* const real = Next<int(int, off64_t)>("ftruncate64");
  const auto call = [&] { return real(file, size); };
  return IsOurs(file) ? Through("ftruncate", false, 0, call) : call();
}
int rename(const char* from, const char* to) noexcept {
  static auto* const real = Next<int(const char*, const char*)>("rename");
  const auto call = [&] { return real(from, to); };
  return IsOurs(to) ? Through("rename", false, 0, call) : call();
}
int unlink(const char* path) noexcept {
  static auto* const real = Next<int(const char*)>("unlink");
  const auto call = [&] { return real(path); };
  return IsOurs(path) ? Through("unlink", false, 0, call) : call();
}

}  // extern "C"
