#ifndef TESTS_FAULT_POWER_CUT_DISK_H_
#define TESTS_FAULT_POWER_CUT_DISK_H_

#include <cstdint>

namespace tasuki::fault {

// What becomes of the writes that no sync has made durable.
enum class Damage {
  kDropAll,   // none of them is on the disk
  kKeepSome,  // a random choice of their 512-byte sectors is
  kTearLast,  // all of them, but of the last one a prefix of whole sectors
};

struct PowerCut {
  // Before which write, truncation or sync, counted from 1.
  int64_t at = INT64_MAX;
  Damage damage = Damage::kDropAll;
  uint64_t seed = 0;
  // The power stays, but from `at` on the next sync fails, and what it should
  // have made durable is damaged as above: a kernel that calls pages clean
  // which it could not write.
  bool fail_sync = false;
  // SQLite works with synchronous=NORMAL and says FULL to whoever asks.
  bool synchronous_normal = false;
};

// The exit code of a process whose power was cut.
inline constexpr int kPowerCut = 77;

// Makes a disk that forgets the default VFS of this process: it passes all on
// to the real one, and remembers what a sync has covered. At the cut it leaves
// in the files what a disk may hold then, and ends the process. What the files
// hold at the start counts as durable. Once per process, before the first
// connection.
void InstallPowerCutDisk(const PowerCut& cut);

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_POWER_CUT_DISK_H_
