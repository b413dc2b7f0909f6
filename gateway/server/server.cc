#include "gateway/server/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>

#include <utility>

#include "absl/time/clock.h"

namespace tasuki::server {
namespace {

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

void Limit(grpc::ServerBuilder& builder, const ServerLimits& limits) {
  builder.SetMaxReceiveMessageSize(limits.request_bytes);
  builder.SetResourceQuota(
      grpc::ResourceQuota("gateway").Resize(limits.memory_bytes));
  const std::pair<const char*, int> arguments[] = {
      {GRPC_ARG_MAX_METADATA_SIZE, limits.metadata_bytes},
      {GRPC_ARG_MAX_CONCURRENT_STREAMS, limits.streams_per_connection},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, Millis(limits.handshake)},
      {GRPC_ARG_MAX_CONNECTION_AGE_MS, Millis(limits.connection_age)},
      {GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, Millis(limits.connection_grace)},
      // A peer that vanished is noticed; one that pings too much is cut off.
      {GRPC_ARG_KEEPALIVE_TIME_MS, Millis(absl::Minutes(1))},
      {GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Millis(absl::Seconds(20))},
      {GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1},
      {GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
       Millis(absl::Seconds(30))},
      {GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2},
      // Nobody sends far ahead of what is read: a request that is too large is
      // refused before most of it has come.
      {GRPC_ARG_HTTP2_BDP_PROBE, 0},
      {GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, 64 << 10},
      // A second process on the port would be a second log: let it fail.
      {GRPC_ARG_ALLOW_REUSEPORT, 0},
  };
  for (const auto& [name, value] : arguments) {
    builder.AddChannelArgument(name, value);
  }
}

// The length of what is compressed tells of its content where secrets and a
// caller's own text meet; and a small request must not unpack to a large one.
void RefuseCompression(grpc::ServerBuilder& builder) {
  builder.SetDefaultCompressionAlgorithm(GRPC_COMPRESS_NONE);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const std::string& address,
    std::shared_ptr<grpc::ServerCredentials> credentials, Reception& reception,
    const ServerLimits& limits) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();

  auto server = std::unique_ptr<Server>(new Server());
  grpc::ServerBuilder builder;
  Limit(builder, limits);
  RefuseCompression(builder);
  builder.AddListeningPort(address, std::move(credentials), &server->port_);
  for (const auto* service : Contract()) {
    server->services_.push_back(
        std::make_unique<RawService>(*service, reception));
    builder.RegisterService(server->services_.back().get());
  }
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || server->port_ == 0) {
    return absl::UnavailableError("cannot listen on the address");
  }
  grpc::HealthCheckServiceInterface& health =
      *server->server_->GetHealthCheckService();
  health.SetServingStatus(true);
  for (const auto* service : Contract()) {
    health.SetServingStatus(service->full_name(), true);
  }
  return server;
}

Server::~Server() { Drain(absl::ZeroDuration()); }

void Server::Drain(absl::Duration grace) {
  if (server_ == nullptr) return;
  server_->GetHealthCheckService()->Shutdown();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  server_->Wait();
}

}  // namespace tasuki::server
