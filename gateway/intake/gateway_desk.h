#ifndef GATEWAY_INTAKE_GATEWAY_DESK_H_
#define GATEWAY_INTAKE_GATEWAY_DESK_H_

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "gateway/intake/delivery.h"
#include "tasuki/v1/intake_config.pb.h"
#include "tasuki/v1/report_service.grpc.pb.h"

namespace tasuki::intake {

// The gateway, over mutual TLS with the intake's own certificate. After each
// failure the files are read and the connection is made anew: a certificate may
// have been renewed, and a gateway on this machine may have another port.
// Thread-compatible.
class GatewayDesk final : public Desk {
 public:
  explicit GatewayDesk(v1::DeliveryConfig config)
      : config_(std::move(config)) {}

  // As Desk. UNAVAILABLE also if a file is missing.
  absl::Status Receive(const v1::TakenReport& report) override;

 private:
  absl::Status Connect();
  absl::Status TryOnce(const v1::TakenReport& report);

  const v1::DeliveryConfig config_;
  std::unique_ptr<v1::ReportService::Stub> stub_;
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_GATEWAY_DESK_H_
