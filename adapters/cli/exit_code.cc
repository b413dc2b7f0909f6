#include "adapters/cli/exit_code.h"

namespace tasuki::cli {

ExitCode ExitCodeOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return kDone;
    case absl::StatusCode::kInvalidArgument:
      return kUsage;
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return kRefused;
    case absl::StatusCode::kNotFound:
      return kNotFound;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDeadlineExceeded:
      return kRetry;
    case absl::StatusCode::kDataLoss:
      return kNotVerified;
    default:
      return kFailed;
  }
}

ExitCode ExitCodeHere(absl::StatusCode code) {
  return code == absl::StatusCode::kNotFound ? kUsage : ExitCodeOf(code);
}

}  // namespace tasuki::cli
