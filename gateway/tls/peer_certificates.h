#ifndef GATEWAY_TLS_PEER_CERTIFICATES_H_
#define GATEWAY_TLS_PEER_CERTIFICATES_H_

#include <grpcpp/security/auth_context.h>

#include <memory>

#include "absl/status/statusor.h"
#include "gateway/crypto/certificate.h"
#include "gateway/tls/bounded_table.h"

namespace tasuki::tls {

// The certificate with which the caller's connection was opened, parsed, and
// remembered by its digest, since every call of a connection asks. Says nothing
// about validity: that is asked anew each call. Thread-safe.
class PeerCertificates {
 public:
  explicit PeerCertificates(size_t capacity = 1024) : parsed_(capacity) {}

  // UNAUTHENTICATED: there is no certificate that could be read, or more than
  // one.
  absl::StatusOr<std::shared_ptr<const crypto::Certificate>> Of(
      const grpc::AuthContext& peer);

 private:
  BoundedTable<std::shared_ptr<const crypto::Certificate>> parsed_;
};

}  // namespace tasuki::tls

#endif  // GATEWAY_TLS_PEER_CERTIFICATES_H_
