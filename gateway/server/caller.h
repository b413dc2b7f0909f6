#ifndef GATEWAY_SERVER_CALLER_H_
#define GATEWAY_SERVER_CALLER_H_

#include <grpcpp/server_context.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/base/clock.h"
#include "gateway/crypto/certificate.h"
#include "gateway/exchange/exchange.h"
#include "gateway/server/assertion.h"
#include "gateway/tls/bounded_table.h"
#include "gateway/tls/peer_certificates.h"

namespace tasuki::server {

// The one header that means something. All others are inert.
inline constexpr char kAssertionHeader[] = "tasuki-assertion";

// The name of the party in the certificate's SPIFFE id, such as
// `bodies/kuwana-city/units/maternal-health`; empty if it names none. For the
// event log: what its holder may do is in the directory.
std::string CertificateParty(const crypto::Certificate& certificate);

// Reads what a caller shows. Keeps parsed certificates and verified signatures,
// which are facts, and never an answer to "may it?". Thread-safe.
class CallerReader {
 public:
  // `clock` outlives the reader and everything that it returned; so does the
  // reader itself.
  explicit CallerReader(const Clock& clock) : clock_(clock) {}

  // UNAUTHENTICATED: no client certificate that is good now, more than one
  // assertion, or one that is not well formed. Whether a well formed one is to
  // be believed is for the exchange to say.
  absl::StatusOr<exchange::Credentials> Read(
      const grpc::ServerContextBase& context);

 private:
  absl::StatusOr<std::shared_ptr<const UnverifiedAssertion>> Parse(
      absl::string_view token);
  absl::StatusOr<exchange::Credentials::Claims> ReadClaims(
      grpc::string_ref token, const crypto::Certificate& certificate);

  const Clock& clock_;
  tls::PeerCertificates certificates_;
  // By the token: what it says, not whether that is to be believed.
  tls::BoundedTable<std::shared_ptr<const UnverifiedAssertion>> parsed_{1024};
  AssertionVerifier assertions_;
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_CALLER_H_
