#ifndef GATEWAY_INTAKE_SERVICE_H_
#define GATEWAY_INTAKE_SERVICE_H_

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/intake/intake.h"
#include "gateway/tls/peer_certificates.h"
#include "tasuki/v1/intake_service.grpc.pb.h"

namespace tasuki::intake {

// The gRPC port of the intake. Thread-safe.
class Service final : public v1::IntakeService::Service {
 public:
  // `address` such as "127.0.0.1:0". `intake` outlives the service.
  // UNAVAILABLE: the address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Service>> Start(
      const std::string& address,
      std::shared_ptr<grpc::ServerCredentials> credentials, Intake& intake);
  // Takes no more calls, and finishes those in progress.
  ~Service() override;

  int port() const { return port_; }

  grpc::Status Report(grpc::ServerContext* context,
                      const v1::ReportRequest* request,
                      v1::ReportResponse* response) override;
  grpc::Status CheckReport(grpc::ServerContext* context,
                           const v1::CheckReportRequest* request,
                           v1::CheckReportResponse* response) override;

 private:
  explicit Service(Intake& intake) : intake_(intake) {}

  Intake& intake_;
  tls::PeerCertificates certificates_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_SERVICE_H_
