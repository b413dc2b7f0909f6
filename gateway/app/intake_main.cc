// tasuki-intake init|serve|list CONFIG.txtpb (docs/operations/intake.md).
#include <sys/stat.h>

#include <csignal>
#include <iostream>
#include <mutex>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gateway/intake/config.h"
#include "gateway/intake/process.h"
#include "gateway/intake/spool_text.h"

namespace {

using tasuki::intake::Process;
using tasuki::intake::Spool;

enum ExitCode { kDone = 0, kFailed = 1, kBadUsage = 2 };

int Fail(ExitCode code, absl::string_view ja, absl::string_view en,
         absl::string_view reason) {
  std::cerr << "tasuki-intake: " << ja << " / " << en << "\n  " << reason
            << std::endl;
  return code;
}

// One line of JSON. The words are of our own code and need no escaping.
void Log(absl::string_view event, absl::string_view reason) {
  static std::mutex one_at_a_time;
  const std::scoped_lock lock(one_at_a_time);
  std::cerr << R"({"time":")"
            << absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(),
                                absl::UTCTimeZone())
            << R"(","event":")" << event << R"(","reason":")" << reason
            << R"("})" << std::endl;
}

// Blocked in every thread that is started later, so that only Wait gets them.
sigset_t BlockStopSignals() {
  std::signal(SIGPIPE, SIG_IGN);
  // A limit on the size of files is an error to answer for, not an end.
  std::signal(SIGXFSZ, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int Serve(const tasuki::v1::IntakeConfig& config) {
  const sigset_t signals = BlockStopSignals();
  const auto process = Process::Start(
      config, [](absl::string_view reason) { Log("intake_alarm", reason); });
  if (!process.ok()) {
    return Fail(kFailed, "起動できません。通告は電話で受けてください",
                "cannot start; take reports by phone",
                process.status().message());
  }
  Log("serving", "");
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
  Log("stopping", "");
  return kDone;
}

int Init(const tasuki::v1::IntakeConfig& config) {
  const absl::Status made = Process::Make(config);
  if (!made.ok()) {
    return Fail(kFailed, "用意できません", "cannot be made", made.message());
  }
  std::cerr << "用意しました。鍵の写しを別の場所に保管してください\n"
               "ready; keep a copy of the key in another place"
            << std::endl;
  return kDone;
}

// For the person at the duty desk while the gateway is away: reads the spool
// itself, also while the intake runs.
int List(const tasuki::v1::IntakeConfig& config) {
  auto key = tasuki::intake::SpoolKey::Read(config.key_file());
  if (!key.ok()) {
    return Fail(kFailed, "読めません", "cannot read", key.status().message());
  }
  const auto spool = Spool::Open(config.spool_file(), *std::move(key),
                                 tasuki::intake::SpoolFile::Use::kReadOnly);
  if (!spool.ok()) {
    return Fail(kFailed, "読めません", "cannot read", spool.status().message());
  }
  std::cout << tasuki::intake::WaitingReports(**spool) << std::flush;
  return (*spool)->counts().damaged == 0 ? kDone : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  umask(077);
  const absl::string_view verb = argc == 3 ? argv[1] : "";
  if (verb != "init" && verb != "serve" && verb != "list") {
    return Fail(kBadUsage, "使い方", "usage",
                "tasuki-intake init|serve|list CONFIG.txtpb");
  }
  const auto config = tasuki::intake::LoadConfig(argv[2]);
  if (!config.ok()) {
    return Fail(kBadUsage, "設定を読めません", "bad configuration",
                config.status().message());
  }
  if (verb == "init") return Init(*config);
  return verb == "serve" ? Serve(*config) : List(*config);
}
