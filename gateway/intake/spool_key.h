#ifndef GATEWAY_INTAKE_SPOOL_KEY_H_
#define GATEWAY_INTAKE_SPOOL_KEY_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/crypto/secret.h"

namespace tasuki::intake {

// The two keys of a spool, of one key file: a line that says what it is, then
// 32 bytes in base64 (docs/formats/report-spool.md).
struct SpoolKey {
  crypto::Secret seal;  // seals what is reported
  crypto::Secret name;  // turns a report into its id

  static SpoolKey Of(const crypto::Secret& whole);
  // FAILED_PRECONDITION: missing, or not such a file.
  static absl::StatusOr<SpoolKey> Read(const std::string& path);
  // Makes the file (mode 0600) with a new key. ALREADY_EXISTS: there is one.
  // UNAVAILABLE: it cannot be written.
  static absl::Status Make(const std::string& path);
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_SPOOL_KEY_H_
