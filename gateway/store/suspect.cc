#include "gateway/store/suspect.h"

#include <cstdio>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/files.h"

namespace tasuki::store {
namespace {

// Without a boot id every mark counts: empty equals empty.
std::string BootId() {
  const absl::StatusOr<std::string> id =
      ReadFile("/proc/sys/kernel/random/boot_id");
  return id.ok() ? *id : std::string();
}

}  // namespace

void MarkSuspect(const std::string& path) {
  const absl::Status marked = ReplaceFile(path, BootId());
  if (!marked.ok()) std::fputs("the disk could not be marked\n", stderr);
}

absl::Status CheckNotSuspect(const std::string& path) {
  const absl::StatusOr<std::string> boot = ReadFile(path);
  if (absl::IsNotFound(boot.status())) return absl::OkStatus();
  RETURN_IF_ERROR(boot.status());
  if (*boot != BootId()) {
    return std::remove(path.c_str()) == 0
               ? absl::OkStatus()
               : absl::UnavailableError(absl::StrCat("cannot remove ", path));
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "ディスクの書き込みに失敗した後です。ディスクを調べ、機械を再起動してから"
      "始めてください。再起動しても続くときは予備機に切り替えてください。 / a "
      "write to the disk has failed; examine the disk and reboot the machine "
      "before starting again, or fail over (",
      path, ")"));
}

}  // namespace tasuki::store
