#include "tests/fault/held_disk.h"

#include <dlfcn.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/base/check.h"

namespace tasuki::fault {
namespace {

class Gate {
 public:
  void Close(std::string path_ends_with) {
    absl::MutexLock lock(&mutex_);
    CHECK(!closed_);
    closed_ = true;
    path_ends_with_ = std::move(path_ends_with);
  }
  void Open() {
    absl::MutexLock lock(&mutex_);
    closed_ = false;
  }
  bool AwaitSync() {
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(
        absl::Condition(
            +[](int* waiting) { return *waiting > 0; }, &waiting_),
        absl::Minutes(1));
  }
  void Pass(const std::string& path) {
    absl::MutexLock lock(&mutex_);
    if (!closed_ || !absl::EndsWith(path, path_ends_with_)) return;
    ++waiting_;
    mutex_.Await(absl::Condition(
        +[](bool* closed) { return !*closed; }, &closed_));
    --waiting_;
  }

 private:
  absl::Mutex mutex_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  std::string path_ends_with_ ABSL_GUARDED_BY(mutex_);
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Never destroyed: files are synced after main has returned, too.
Gate& TheGate() {
  static auto* const gate = new Gate;
  return *gate;
}

std::string PathOf(int file) {
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  char path[4096];
  const ssize_t size = readlink(link.c_str(), path, sizeof path);
  return size <= 0 ? "" : std::string(path, static_cast<size_t>(size));
}

// The next definition of the function after ours: the C library's.
int Sync(const char* name, int file) {
  TheGate().Pass(PathOf(file));
  return reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, name))(file);
}

}  // namespace

HeldDisk::HeldDisk(std::string path_ends_with) {
  TheGate().Close(std::move(path_ends_with));
}
HeldDisk::~HeldDisk() { LetGo(); }
bool HeldDisk::AwaitSync() const { return TheGate().AwaitSync(); }
void HeldDisk::LetGo() { TheGate().Open(); }

}  // namespace tasuki::fault

extern "C" {

int fsync(int file) { return tasuki::fault::Sync("fsync", file); }
int fdatasync(int file) { return tasuki::fault::Sync("fdatasync", file); }

}  // extern "C"
