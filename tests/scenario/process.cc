#include "tests/scenario/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "gateway/base/check.h"

namespace tasuki::scenario {
namespace {

constexpr int kPauseMilliseconds = 5;
constexpr int kPatienceMilliseconds = 60'000;

std::vector<char*> ArgumentVector(const std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) {
    pointers.push_back(const_cast<char*>(argument.c_str()));
  }
  pointers.push_back(nullptr);
  return pointers;
}

// In the child, after fork.
[[noreturn]] void Become(const std::vector<char*>& arguments, int input,
                         int output, int error) {
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(error, STDERR_FILENO);
  execv(arguments[0], arguments.data());
  _exit(127);
}

struct Pipe {
  int read_end = -1, write_end = -1;
};

Pipe NewPipe() {
  int ends[2];
  CHECK(pipe2(ends, O_CLOEXEC) == 0);
  return {ends[0], ends[1]};
}

int ExitCodeOf(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// Appends what is there; whether there may be more.
bool ReadSome(int file, std::string& text) {
  std::array<char, 65536> chunk;
  const ssize_t size = read(file, chunk.data(), chunk.size());
  if (size > 0) text.append(chunk.data(), static_cast<size_t>(size));
  return size > 0;
}

// At the same time: a child that fills one while the other is read would hang.
void ReadBoth(int one, std::string& text, int other, std::string& other_text) {
  std::array<pollfd, 2> files = {{{one, POLLIN, 0}, {other, POLLIN, 0}}};
  while (files[0].fd >= 0 || files[1].fd >= 0) {
    poll(files.data(), files.size(), -1);
    if (files[0].revents != 0 && !ReadSome(one, text)) files[0].fd = -1;
    if (files[1].revents != 0 && !ReadSome(other, other_text)) {
      files[1].fd = -1;
    }
  }
}

}  // namespace

bool WaitUntil(const std::function<bool()>& condition, absl::Duration limit) {
  const absl::Time deadline = absl::Now() + limit;
  while (!condition()) {
    if (absl::Now() > deadline) return false;
    poll(nullptr, 0, kPauseMilliseconds);
  }
  return true;
}

Process::Process(const std::vector<std::string>& arguments,
                 const std::string& error_file) {
  const std::vector<char*> pointers = ArgumentVector(arguments);
  const Pipe input = NewPipe(), output = NewPipe();
  const int error =
      open(error_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  CHECK(error >= 0);
  id_ = fork();
  CHECK(id_ >= 0);
  if (id_ == 0) Become(pointers, input.read_end, output.write_end, error);
  close(input.read_end);
  close(output.write_end);
  close(error);
  input_ = input.write_end;
  output_ = output.read_end;
  // A child that has gone is noticed by the return value of write.
  signal(SIGPIPE, SIG_IGN);
}

Process::~Process() {
  Stop();
  close(output_);
}

void Process::CloseInput() {
  if (input_ >= 0) close(input_);
  input_ = -1;
}

absl::Status Process::WriteLine(const std::string& line) {
  const std::string bytes = line + "\n";
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t written =
        write(input_, bytes.data() + done, bytes.size() - done);
    if (written <= 0) return absl::UnavailableError("the process has gone");
    done += static_cast<size_t>(written);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Process::ReadLine() {
  while (buffer_.find('\n') == std::string::npos) {
    pollfd ready{output_, POLLIN, 0};
    if (poll(&ready, 1, kPatienceMilliseconds) <= 0) {
      return absl::DeadlineExceededError("no answer");
    }
    if (!ReadSome(output_, buffer_)) {
      return absl::UnavailableError("the process has gone");
    }
  }
  const size_t end = buffer_.find('\n');
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

bool Process::IsRunning() {
  if (ended_) return false;
  int status = 0;
  if (waitpid(id_, &status, WNOHANG) != id_) return true;
  ended_ = true;
  exit_code_ = ExitCodeOf(status);
  return false;
}

int Process::Stop() {
  if (ended_) return exit_code_;
  CloseInput();
  kill(id_, SIGTERM);
  if (!WaitUntil([this] { return !IsRunning(); })) kill(id_, SIGKILL);
  if (!ended_) {
    waitpid(id_, nullptr, 0);
    ended_ = true;
  }
  return exit_code_;
}

void Process::Kill() {
  if (ended_) return;
  kill(id_, SIGKILL);
  waitpid(id_, nullptr, 0);
  ended_ = true;
}

Outcome RunToEnd(const std::vector<std::string>& arguments) {
  const std::vector<char*> pointers = ArgumentVector(arguments);
  const Pipe output = NewPipe(), errors = NewPipe();
  const pid_t id = fork();
  CHECK(id >= 0);
  if (id == 0) {
    const int nothing = open("/dev/null", O_RDONLY);
    Become(pointers, nothing, output.write_end, errors.write_end);
  }
  close(output.write_end);
  close(errors.write_end);
  Outcome outcome;
  ReadBoth(output.read_end, outcome.output, errors.read_end, outcome.errors);
  close(output.read_end);
  close(errors.read_end);
  int status = 0;
  CHECK(waitpid(id, &status, 0) == id);
  outcome.exit_code = ExitCodeOf(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  return outcome;
}

}  // namespace tasuki::scenario
