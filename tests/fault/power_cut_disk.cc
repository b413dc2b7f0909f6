#include "tests/fault/power_cut_disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <new>
#include <string>

#include "absl/synchronization/mutex.h"
#include "gateway/base/check.h"
#include "tests/fault/unsynced_file.h"

namespace tasuki::fault {
namespace {

// All files of the process, under one lock: the cut strikes them together.
class Disk {
 public:
  explicit Disk(const PowerCut& cut) : cut_(cut), random_(cut.seed) {}

  const PowerCut& cut() const { return cut_; }

  UnsyncedFile* Find(const std::string& path) {
    absl::MutexLock lock(&mutex_);
    const auto found = files_.find(path);
    if (found != files_.end()) return &found->second;
    std::ifstream file(path, std::ios::binary);
    return &files_
                .emplace(path, UnsyncedFile(
                                   {std::istreambuf_iterator<char>(file), {}}))
                .first->second;
  }
  void Forget(const std::string& path) {
    absl::MutexLock lock(&mutex_);
    files_.erase(path);
  }
  void Write(UnsyncedFile* file, int64_t offset, absl::string_view bytes) {
    absl::MutexLock lock(&mutex_);
    Step();
    last_written_ = file;
    file->Write(offset, bytes);
  }
  void Truncate(UnsyncedFile* file, int64_t size) {
    absl::MutexLock lock(&mutex_);
    Step();
    last_written_ = file;
    file->Truncate(size);
  }
  int Sync(UnsyncedFile* file) {
    absl::MutexLock lock(&mutex_);
    Step();
    if (cut_.fail_sync && steps_ >= cut_.at) {
      LeaveRemains();
      return SQLITE_IOERR_FSYNC;
    }
    file->Sync();
    return SQLITE_OK;
  }

 private:
  void Step() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (++steps_ < cut_.at || cut_.fail_sync) return;
    LeaveRemains();
    _exit(kPowerCut);
  }
  void LeaveRemains() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    for (const auto& [path, file] : files_) {
      std::ofstream(path, std::ios::binary | std::ios::trunc) << Remains(file);
    }
  }
  std::string Remains(const UnsyncedFile& file)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    switch (cut_.damage) {
      case Damage::kDropAll:
        return file.WithNothing();
      case Damage::kKeepSome:
        return file.WithSome(random_);
      case Damage::kTearLast:
        return file.WithAll(&file == last_written_, random_);
    }
    CHECK(false);
  }

  const PowerCut cut_;
  absl::Mutex mutex_;
  std::map<std::string, UnsyncedFile> files_ ABSL_GUARDED_BY(mutex_);
  UnsyncedFile* last_written_ ABSL_GUARDED_BY(mutex_) = nullptr;
  int64_t steps_ ABSL_GUARDED_BY(mutex_) = 0;
  std::mt19937_64 random_ ABSL_GUARDED_BY(mutex_);
};

Disk* disk = nullptr;
sqlite3_vfs* real_vfs = nullptr;

// The real file lies behind this one in the memory that SQLite gives.
struct OpenFile {
  sqlite3_file base;
  UnsyncedFile* contents;
};
OpenFile* Ours(sqlite3_file* file) { return reinterpret_cast<OpenFile*>(file); }
sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(Ours(file) + 1);
}

int Write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
  disk->Write(Ours(file)->contents, at,
              {static_cast<const char*>(data), static_cast<size_t>(size)});
  return Real(file)->pMethods->xWrite(Real(file), data, size, at);
}
int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  disk->Truncate(Ours(file)->contents, size);
  return Real(file)->pMethods->xTruncate(Real(file), size);
}
// The real disk is not asked: it would only cost time.
int Sync(sqlite3_file* file, int) { return disk->Sync(Ours(file)->contents); }

// `PRAGMA synchronous = 1` is our own (below); any other is swallowed.
bool Lies(int operation, void* argument) {
  if (!disk->cut().synchronous_normal || operation != SQLITE_FCNTL_PRAGMA) {
    return false;
  }
  char** const pragma = static_cast<char**>(argument);
  if (std::strcmp(pragma[1], "synchronous") != 0) return false;
  if (pragma[2] != nullptr && std::strcmp(pragma[2], "1") == 0) return false;
  pragma[0] = sqlite3_mprintf("2");
  return true;
}
int FileControl(sqlite3_file* file, int operation, void* argument) {
  if (Lies(operation, argument)) return SQLITE_OK;
  return Real(file)->pMethods->xFileControl(Real(file), operation, argument);
}

template <auto Method, typename... Arguments>
auto Pass(sqlite3_file* file, Arguments... arguments) {
  return (Real(file)->pMethods->*Method)(Real(file), arguments...);
}

const sqlite3_io_methods kMethods = {
    2,  // no memory mapping: a store that wants it would go past us
    Pass<&sqlite3_io_methods::xClose>,
    Pass<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    Write,
    Truncate,
    Sync,
    Pass<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    Pass<&sqlite3_io_methods::xLock, int>,
    Pass<&sqlite3_io_methods::xUnlock, int>,
    Pass<&sqlite3_io_methods::xCheckReservedLock, int*>,
    FileControl,
    Pass<&sqlite3_io_methods::xSectorSize>,
    Pass<&sqlite3_io_methods::xDeviceCharacteristics>,
    Pass<&sqlite3_io_methods::xShmMap, int, int, int, void volatile**>,
    Pass<&sqlite3_io_methods::xShmLock, int, int, int>,
    Pass<&sqlite3_io_methods::xShmBarrier>,
    Pass<&sqlite3_io_methods::xShmUnmap, int>,
    nullptr,
    nullptr,
};

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags,
         int* out) {
  file->pMethods = nullptr;
  // Before the real one makes it: what is not there is not durable either.
  UnsyncedFile* const contents = name == nullptr ? nullptr : disk->Find(name);
  const int code = real_vfs->xOpen(real_vfs, name, Real(file), flags, out);
  if (code != SQLITE_OK) return code;
  CHECK(contents != nullptr);  // the store keeps temporary tables in memory
  file->pMethods = &kMethods;
  Ours(file)->contents = contents;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs*, const char* name, int sync_directory) {
  disk->Forget(name);
  return real_vfs->xDelete(real_vfs, name, sync_directory);
}

int WeakenSync(sqlite3* database, const char**,
               const struct sqlite3_api_routines*) {
  return sqlite3_exec(database, "PRAGMA synchronous=1", nullptr, nullptr,
                      nullptr);
}

}  // namespace

void InstallPowerCutDisk(const PowerCut& cut) {
  CHECK(disk == nullptr);
  disk = new Disk(cut);
  real_vfs = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs vfs;
  vfs = *real_vfs;
  vfs.zName = "power-cut";
  vfs.szOsFile += static_cast<int>(sizeof(OpenFile));
  vfs.pNext = nullptr;
  vfs.xOpen = Open;
  vfs.xDelete = Delete;
  CHECK(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
  if (cut.synchronous_normal) {
    CHECK(sqlite3_auto_extension(reinterpret_cast<void (*)()>(WeakenSync)) ==
          SQLITE_OK);
  }
}

}  // namespace tasuki::fault
