#include "gateway/tls/peer_certificates.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"

namespace tasuki::tls {
namespace {

absl::StatusOr<std::string> PeerCertificatePem(const grpc::AuthContext& peer) {
  const std::vector<grpc::string_ref> found =
      peer.FindPropertyValues("x509_pem_cert");
  if (!peer.IsPeerAuthenticated() || found.size() != 1) {
    return absl::UnauthenticatedError("no client certificate");
  }
  return std::string(found.front().data(), found.front().size());
}

}  // namespace

absl::StatusOr<std::shared_ptr<const crypto::Certificate>> PeerCertificates::Of(
    const grpc::AuthContext& peer) {
  ASSIGN_OR_RETURN(const std::string pem, PeerCertificatePem(peer));
  std::string digest = crypto::Sha256(pem);
  if (auto known = parsed_.Find(digest); known.has_value()) return *known;
  absl::StatusOr<crypto::Certificate> parsed = crypto::ParseCertificatePem(pem);
  if (!parsed.ok()) {
    return absl::UnauthenticatedError("unreadable client certificate");
  }
  const auto certificate =
      std::make_shared<const crypto::Certificate>(*std::move(parsed));
  parsed_.Insert(std::move(digest), certificate);
  return certificate;
}

}  // namespace tasuki::tls
