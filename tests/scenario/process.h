#ifndef TESTS_SCENARIO_PROCESS_H_
#define TESTS_SCENARIO_PROCESS_H_

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace tasuki::scenario {

// Tries `condition` until it holds or `limit` has passed; whether it held.
bool WaitUntil(const std::function<bool()>& condition,
               absl::Duration limit = absl::Seconds(60));

// A child process with pipes to its input and from its output; what it says on
// the error stream goes to a file. Ended and waited for by the destructor.
// Thread-compatible.
class Process {
 public:
  // CHECK-fails if the program cannot be started.
  Process(const std::vector<std::string>& arguments,
          const std::string& error_file);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Writes a line. UNAVAILABLE: the process has gone.
  absl::Status WriteLine(const std::string& line);
  // The next line of output. UNAVAILABLE: the process has gone.
  // DEADLINE_EXCEEDED: nothing came for a minute.
  absl::StatusOr<std::string> ReadLine();

  pid_t id() const { return id_; }
  bool IsRunning();
  // Asks it to end (SIGTERM), waits, and gives its exit code; -1 if it was
  // killed. Calling it again gives the same.
  int Stop();
  // Ends it at once (SIGKILL): it can do nothing about it.
  void Kill();

 private:
  void CloseInput();

  pid_t id_ = -1;
  int input_ = -1, output_ = -1;
  std::string buffer_;
  bool ended_ = false;
  int exit_code_ = -1;
};

// Runs a program to its end and gives its exit code and all that it says.
struct Outcome {
  int exit_code = -1;  // -1: ended by the signal
  int signal = 0;
  std::string output, errors;
};
Outcome RunToEnd(const std::vector<std::string>& arguments);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_PROCESS_H_
