#ifndef GATEWAY_TLS_PEER_VERIFIER_H_
#define GATEWAY_TLS_PEER_VERIFIER_H_

#include <grpcpp/security/tls_certificate_verifier.h>

#include <memory>

#include "absl/status/status.h"
#include "gateway/base/clock.h"
#include "gateway/crypto/certificate.h"

namespace tasuki::tls {

// Says whether the holder of a certificate may open a connection: the deny list
// and the directory. Called on gRPC's threads at every handshake, so it should
// answer from memory or one short read. Thread-safe.
class PeerGate {
 public:
  virtual ~PeerGate() = default;
  // Anything but OK refuses the connection.
  virtual absl::Status Admit(const crypto::Certificate& certificate) = 0;
};

// The form an admissible certificate has, whoever holds it: exactly one URI,
// which is a SPIFFE id, made for clients, and valid at `now`.
// UNAUTHENTICATED: names the rule.
absl::Status CheckPeerCertificate(const crypto::Certificate& certificate,
                                  absl::Time now);

// Refuses a handshake unless CheckPeerCertificate and `gate` agree; also when
// TLS resumes a session. gRPC has verified the chain before. `gate` and `clock`
// outlive every credential made with it.
std::shared_ptr<grpc::experimental::CertificateVerifier> MakePeerVerifier(
    PeerGate& gate, const Clock& clock);

}  // namespace tasuki::tls

#endif  // GATEWAY_TLS_PEER_VERIFIER_H_
