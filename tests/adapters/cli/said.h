#ifndef TESTS_ADAPTERS_CLI_SAID_H_
#define TESTS_ADAPTERS_CLI_SAID_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "adapters/cli/command.h"

namespace tasuki::cli {

// What one run of the command ended with, without a profile.
struct Said {
  int exit_code;
  std::string output, errors;
};

inline Said Tasuki(std::vector<const char*> arguments) {
  unsetenv("TASUKI_PROFILE");
  arguments.insert(arguments.begin(), "tasuki");
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const int code =
      RunCommand(static_cast<int>(arguments.size()), arguments.data());
  return {code, ::testing::internal::GetCapturedStdout(),
          ::testing::internal::GetCapturedStderr()};
}

}  // namespace tasuki::cli

#endif  // TESTS_ADAPTERS_CLI_SAID_H_
