#ifndef GATEWAY_SERVER_SERVER_H_
#define GATEWAY_SERVER_SERVER_H_

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/server/reception.h"
#include "gateway/server/services.h"

namespace tasuki::server {

// What one client may use up. The defaults are those of the product.
struct ServerLimits {
  int request_bytes = 1 << 20;  // more: RESOURCE_EXHAUSTED
  int metadata_bytes = 8 << 10;
  int streams_per_connection = 256;
  size_t memory_bytes = size_t{512} << 20;  // gRPC's buffers, all connections
  absl::Duration handshake = absl::Seconds(10);
  // A connection ends at this age (gRPC adds up to a tenth), so that a renewed
  // certificate comes into use. Revocation does not wait for it.
  absl::Duration connection_age = absl::Minutes(30);
  absl::Duration connection_grace = absl::Minutes(1);
};

// The gRPC port: the contract, health and reflection, for holders of admitted
// certificates only (the credentials see to that). Thread-safe.
class Server {
 public:
  // `address` such as "127.0.0.1:0"; port 0 takes a free one. `reception`
  // outlives the server. UNAVAILABLE: the address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const std::string& address,
      std::shared_ptr<grpc::ServerCredentials> credentials,
      Reception& reception, const ServerLimits& limits = {});
  // Drains without grace.
  ~Server();

  int port() const { return port_; }

  // Says NOT_SERVING, takes no more connections or calls, and waits for the
  // calls in progress; after `grace` they are cancelled. Returns when the last
  // one is finished. Calling it again does nothing.
  void Drain(absl::Duration grace);

 private:
  Server() = default;

  std::vector<std::unique_ptr<RawService>> services_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_SERVER_H_
