#ifndef GATEWAY_INTAKE_PROCESS_H_
#define GATEWAY_INTAKE_PROCESS_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/base/clock.h"
#include "gateway/intake/delivery.h"
#include "gateway/intake/gateway_desk.h"
#include "gateway/intake/intake.h"
#include "gateway/intake/service.h"
#include "gateway/intake/spool.h"
#include "gateway/tls/certificate_reloader.h"
#include "gateway/tls/peer_verifier.h"
#include "tasuki/v1/intake_config.pb.h"

namespace tasuki::intake {

// Everybody whose certificate the CA issued may report; who that is, is looked
// at by those who read the report.
class OpenGate final : public tls::PeerGate {
 public:
  absl::Status Admit(const crypto::Certificate& /*any*/) override {
    return absl::OkStatus();
  }
};

// The parts of one intake, wired. Not thread-safe.
class Process {
 public:
  // Called on any thread, with words of our own code.
  using Alarm = std::function<void(absl::string_view)>;

  // Makes key and spool. ALREADY_EXISTS: one of them is there.
  static absl::Status Make(const v1::IntakeConfig& config);
  // Opens the spool and the port, then writes the port file. Errors: as
  // SpoolKey::Read, Spool::Open, LoadDesks, CertificateReloader::Start,
  // Service::Start. The gateway is not looked for first.
  static absl::StatusOr<std::unique_ptr<Process>> Start(
      const v1::IntakeConfig& config, Alarm alarm);
  ~Process();

  int port() const { return service_->port(); }
  Spool& spool() { return *spool_; }

 private:
  Process(const v1::IntakeConfig& config, Alarm alarm)
      : config_(config), alarm_(std::move(alarm)), desk_(config.delivery()) {}

  absl::Status OpenSpool();
  absl::Status OpenPort();

  const v1::IntakeConfig config_;
  const Alarm alarm_;
  const SystemClock clock_;
  OpenGate gate_;
  GatewayDesk desk_;
  v1::DutyDeskFile desks_;
  // Each stands on those before it.
  std::unique_ptr<Spool> spool_;
  std::unique_ptr<Delivery> delivery_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<tls::CertificateReloader> certificates_;
  std::unique_ptr<Service> service_;
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_PROCESS_H_
