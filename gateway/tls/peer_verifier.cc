#include "gateway/tls/peer_verifier.h"

#include <functional>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "gateway/base/status_macros.h"

namespace tasuki::tls {
namespace {

namespace experimental = ::grpc::experimental;

class PeerVerifier final : public experimental::ExternalCertificateVerifier {
 public:
  PeerVerifier(PeerGate* gate, const Clock* clock)
      : gate_(*gate), clock_(*clock) {}

  // True: the answer is in `answer` already, and `later` is never called.
  bool Verify(experimental::TlsCustomVerificationCheckRequest* request,
              std::function<void(grpc::Status)> /*later*/,
              grpc::Status* answer) override {
    const grpc::string_ref pem = request->peer_cert();
    const absl::Status status =
        Check(absl::string_view(pem.data(), pem.size()));
    // The reason stays here: gRPC writes what it is given to its own log.
    *answer = status.ok() ? grpc::Status::OK
                          : grpc::Status(grpc::StatusCode::UNAUTHENTICATED,
                                         "peer certificate refused");
    return true;
  }
  void Cancel(experimental::TlsCustomVerificationCheckRequest*) override {}

 private:
  absl::Status Check(absl::string_view pem) {
    ASSIGN_OR_RETURN(const crypto::Certificate certificate,
                     crypto::ParseCertificatePem(pem));
    RETURN_IF_ERROR(CheckPeerCertificate(certificate, clock_.Now()));
    return gate_.Admit(certificate);
  }

  PeerGate& gate_;
  const Clock& clock_;
};

}  // namespace

absl::Status CheckPeerCertificate(const crypto::Certificate& certificate,
                                  absl::Time now) {
  if (certificate.uri_sans.size() != 1 ||
      !absl::StartsWith(certificate.uri_sans.front(), "spiffe://")) {
    return absl::UnauthenticatedError("certificate has not one SPIFFE id");
  }
  if (!certificate.client_auth) {
    return absl::UnauthenticatedError("certificate is not for clients");
  }
  if (!certificate.IsValidAt(now)) {
    return absl::UnauthenticatedError("certificate is not valid now");
  }
  return absl::OkStatus();
}

std::shared_ptr<experimental::CertificateVerifier> MakePeerVerifier(
    PeerGate& gate, const Clock& clock) {
  return experimental::ExternalCertificateVerifier::Create<PeerVerifier>(
      &gate, &clock);
}

}  // namespace tasuki::tls
