// tasuki-gateway CONFIG.txtpb: serves until SIGTERM or SIGINT.
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "gateway/app/config.h"
#include "gateway/app/gateway.h"
#include "gateway/server/event_log.h"

namespace {

// docs/operations/gateway.md
enum ExitCode { kStopped = 0, kCannotServe = 1, kBadUsage = 2, kDataLoss = 3 };

int Fail(ExitCode code, absl::string_view ja, absl::string_view en,
         absl::string_view reason) {
  std::cerr << "tasuki-gateway: " << ja << " / " << en << "\n  " << reason
            << std::endl;
  return code;
}

// Blocked in every thread that is started later, so that only Wait gets them.
sigset_t BlockStopSignals() {
  std::signal(SIGPIPE, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void Wait(const sigset_t& signals) {
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
}

int Serve(const tasuki::v1::GatewayConfig& config) {
  const sigset_t signals = BlockStopSignals();
  std::atomic<bool> data_loss = false;
  tasuki::server::EventLog log(std::cerr);
  log.TakeOverTransportMessages();
  const auto gateway = tasuki::app::Gateway::Start(config, log, [&data_loss] {
    if (!data_loss.exchange(true)) kill(getpid(), SIGTERM);
  });
  if (!gateway.ok()) {
    return Fail(kCannotServe, "起動できません", "cannot start",
                gateway.status().message());
  }
  Wait(signals);
  const bool publish = !data_loss;
  const absl::Status stopped = (*gateway)->Stop(publish);
  if (data_loss) {
    return Fail(kDataLoss, "データの破損を検出したため停止しました",
                "stopped because stored data is damaged",
                "docs/operations/gateway.md");
  }
  if (!stopped.ok()) {
    return Fail(kCannotServe, "最後のチェックポイントを公開できませんでした",
                "the last checkpoint could not be published",
                stopped.message());
  }
  return kStopped;
}

}  // namespace

int main(int argc, char** argv) {
  umask(077);
  // Debian's Abseil watches every lock for cycles; that is for the tests.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  if (argc != 2) {
    return Fail(kBadUsage, "使い方", "usage", "tasuki-gateway CONFIG.txtpb");
  }
  const auto config = tasuki::app::LoadConfig(argv[1]);
  if (!config.ok()) {
    return Fail(kBadUsage, "設定を読めません", "bad configuration",
                config.status().message());
  }
  return Serve(*config);
}
