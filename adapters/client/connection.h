#ifndef ADAPTERS_CLIENT_CONNECTION_H_
#define ADAPTERS_CLIENT_CONNECTION_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "tasuki/v1/client_profile.pb.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace tasuki::client {

// Metadata key of the staff assertion.
inline constexpr char kAssertionKey[] = "tasuki-assertion";

// One answer as it came over the wire, nothing interpreted.
struct WireAnswer {
  absl::Status status;
  std::string response;  // serialized response message; empty if not OK
  std::string details;   // bytes of grpc-status-details-bin
  std::multimap<std::string, std::string> initial_metadata, trailing_metadata;
};

// One connection to the gateway over mutual TLS. Thread-safe.
class Connection {
 public:
  // Reads certificate, key and CA; connects on the first call.
  // NOT_FOUND: a file of the profile is missing. UNAVAILABLE: no port yet.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(
      const v1::ClientProfile& profile);

  // An empty assertion is not sent.
  // Calls `method` ("/tasuki.v1.CaseService/GetCase") and waits for the answer.
  WireAnswer Call(const std::string& method, absl::string_view request,
                  const std::string& assertion, absl::Duration timeout);

  // SHA-256 of the client certificate, 32 bytes.
  const std::string& thumbprint() const { return thumbprint_; }

 private:
  Connection(std::shared_ptr<grpc::Channel> channel, std::string thumbprint);

  std::shared_ptr<grpc::Channel> channel_;
  std::string thumbprint_;
};

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_CONNECTION_H_
