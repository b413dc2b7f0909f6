#ifndef ADAPTERS_CLI_EXIT_CODE_H_
#define ADAPTERS_CLI_EXIT_CODE_H_

#include "absl/status/status.h"

namespace tasuki::cli {

// What the command ends with (docs/operations/cli.md). The numbers are part of
// the interface: scripts depend on them.
enum ExitCode : int {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kRefused = 3,
  kNotFound = 4,
  kRetry = 5,
  kNotVerified = 6,
};

// The exit code of an answer of the gateway.
ExitCode ExitCodeOf(absl::StatusCode code);
// The same where the gateway had no part in it: a file that is not there is a
// mistake of use, not something that is withheld.
ExitCode ExitCodeHere(absl::StatusCode code);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_EXIT_CODE_H_
