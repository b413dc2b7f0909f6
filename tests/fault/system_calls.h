#ifndef TESTS_FAULT_SYSTEM_CALLS_H_
#define TESTS_FAULT_SYSTEM_CALLS_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

// A program that links system_calls.cc has its own versions of the calls that
// change files, before those of the C library: everything in the process goes
// through them, SQLite too. Calls on files outside one folder pass untouched.
namespace tasuki::fault {

inline constexpr std::array<absl::string_view, 8> kSystemCalls = {
    "open",   "pwrite",    "write",  "fsync",
    "rename", "fdatasync", "unlink", "ftruncate"};

struct SystemCallFault {
  std::string call;        // one of kSystemCalls; empty: none fails
  int64_t occurrence = 0;  // which call of that name, from 1
  // What happens there. Without any of these the call reports success and does
  // nothing: no disk does that, but it shows that the tests would see it.
  int error = 0;      // errno of the failure
  bool kill = false;  // the process is killed
  bool done = false;  // and yet the call has done its work first
  // From there on every call that needs room fails with the error, even the
  // one that would make a file if it were not there.
  bool lasting = false;
  // Bytes by which the files of the folder may still grow: of a write that goes
  // further the disk takes what fits, and the next one fails with ENOSPC.
  int64_t room = INT64_MAX;
  // That disk says it took what did not fit. No disk does, see above.
  bool hides_full = false;
};

// Once per process. Says "injected" on standard output when it happens.
void InjectSystemCallFault(absl::string_view folder,
                           const SystemCallFault& fault);

// How often the call was made on files of the folder since.
int64_t SystemCallCount(absl::string_view call);

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_SYSTEM_CALLS_H_
