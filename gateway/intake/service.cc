#include "gateway/intake/service.h"

#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/server_context.h>

#include <chrono>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace tasuki::intake {
namespace {

constexpr size_t kMemory = size_t{128} << 20;
constexpr int kMostThreads = 64;
// Enough for a partner's whole office, too little to take every thread.
constexpr int kStreamsPerConnection = 8;
constexpr int kMostRequestBytes = 1 << 20;
constexpr absl::Duration kConnectionAge = absl::Minutes(30);
constexpr absl::Duration kHandshake = absl::Seconds(10);
constexpr absl::Duration kGrace = absl::Seconds(15);
// What the answer needs on its way, of the caller's own deadline.
constexpr absl::Duration kWayBack = absl::Milliseconds(200);

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Service>> Service::Start(
    const std::string& address,
    std::shared_ptr<grpc::ServerCredentials> credentials, Intake& intake) {
  grpc::EnableDefaultHealthCheckService(true);
  auto service = std::unique_ptr<Service>(new Service(intake));
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(kMostRequestBytes);
  builder.SetDefaultCompressionAlgorithm(GRPC_COMPRESS_NONE);
  grpc::ResourceQuota quota("intake");
  builder.SetResourceQuota(quota.Resize(kMemory).SetMaxThreads(kMostThreads));
  const std::pair<const char*, int> arguments[] = {
      {GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnection},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, Millis(kHandshake)},
      {GRPC_ARG_MAX_CONNECTION_AGE_MS, Millis(kConnectionAge)},
      // A second process on the port would have another spool: let it fail.
      {GRPC_ARG_ALLOW_REUSEPORT, 0},
  };
  for (const auto& [name, value] : arguments) {
    builder.AddChannelArgument(name, value);
  }
  builder.AddListeningPort(address, std::move(credentials), &service->port_);
  builder.RegisterService(service.get());
  service->server_ = builder.BuildAndStart();
  if (service->server_ == nullptr || service->port_ == 0) {
    return absl::UnavailableError("cannot listen on the address");
  }
  return service;
}

Service::~Service() {
  if (server_ == nullptr) return;
  server_->Shutdown(absl::ToChronoTime(absl::Now() + kGrace));
  server_->Wait();
}

grpc::Status Service::Report(grpc::ServerContext* context,
                             const v1::ReportRequest* request,
                             v1::ReportResponse* response) {
  const auto sender = certificates_.Of(*context->auth_context());
  // The handshake has seen one; this cannot happen with our credentials.
  if (!sender.ok() || (*sender)->uri_sans.size() != 1) {
    return {grpc::StatusCode::UNAUTHENTICATED, "no client certificate"};
  }
  const absl::Duration left =
      absl::FromChrono(context->deadline()) - absl::Now() - kWayBack;
  *response = intake_.Take(**sender, *request, left);
  return grpc::Status::OK;
}

grpc::Status Service::CheckReport(grpc::ServerContext* /*context*/,
                                  const v1::CheckReportRequest* request,
                                  v1::CheckReportResponse* response) {
  *response = intake_.Check(*request);
  return grpc::Status::OK;
}

}  // namespace tasuki::intake
