#ifndef TESTS_FAULT_HELD_DISK_H_
#define TESTS_FAULT_HELD_DISK_H_

#include <string>

// A program that links held_disk.cc and exports its symbols has its own fsync
// and fdatasync, before those of the C library: SQLite calls them, too.
namespace tasuki::fault {

// While it lives, a sync of any file whose path ends like this does not return:
// a disk that takes as long as a test needs. One at a time. Thread-safe.
class HeldDisk {
 public:
  explicit HeldDisk(std::string path_ends_with);
  ~HeldDisk();
  HeldDisk(const HeldDisk&) = delete;
  HeldDisk& operator=(const HeldDisk&) = delete;

  // Waits until a sync is held; false if none comes within a minute.
  bool AwaitSync() const;
  void LetGo();
};

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_HELD_DISK_H_
