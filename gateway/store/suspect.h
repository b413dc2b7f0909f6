#ifndef GATEWAY_STORE_SUSPECT_H_
#define GATEWAY_STORE_SUSPECT_H_

#include <string>

#include "absl/status/status.h"

// After a failed fsync the kernel may hold pages that are not on the disk and
// call them clean: a process started right after would read them, believe them
// and answer from them. So the disk is under suspicion until the next boot,
// which drops those pages; the start-up gate then compares what is left with
// the anchor.
namespace tasuki::store {

// Writes the mark, as well as a failing disk allows.
void MarkSuspect(const std::string& path);

// FAILED_PRECONDITION: marked since the machine was booted. A mark of an
// earlier boot is removed.
absl::Status CheckNotSuspect(const std::string& path);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_SUSPECT_H_
