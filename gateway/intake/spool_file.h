#ifndef GATEWAY_INTAKE_SPOOL_FILE_H_
#define GATEWAY_INTAKE_SPOOL_FILE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::intake {

inline constexpr size_t kSlotBytes = 65536;

// A file whose space is reserved when it is made, in equal slots: writing into
// one asks the file system for nothing. Thread-safe but for overlapping writes.
// UNAVAILABLE: the operating system refused; says what.
class SpoolFile {
 public:
  // Makes a file of `slots` zeroed slots, durable with its name (mode 0600).
  // ALREADY_EXISTS: there is one.
  static absl::Status Make(const std::string& path, int slots);

  enum class Use { kAlone, kReadOnly };
  // kAlone locks it against a second process. FAILED_PRECONDITION: locked, not
  // there, or its size is no whole number of slots.
  static absl::StatusOr<std::unique_ptr<SpoolFile>> Open(
      const std::string& path, Use use);
  ~SpoolFile();
  SpoolFile(const SpoolFile&) = delete;
  SpoolFile& operator=(const SpoolFile&) = delete;

  int slots() const { return slots_; }
  absl::StatusOr<std::string> Read(int slot, size_t offset, size_t size) const;
  absl::Status Write(int slot, size_t offset, absl::string_view bytes);
  // fdatasync. After an error what was written may be lost although a second
  // call succeeds: believe nothing of the file until it was opened anew.
  absl::Status Sync();

 private:
  SpoolFile(int file, int slots) : file_(file), slots_(slots) {}

  const int file_;
  const int slots_;
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_SPOOL_FILE_H_
