#include "gateway/server/caller.h"

#include <iterator>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/status_macros.h"
#include "gateway/model/party.h"
#include "gateway/model/vocabulary.h"
#include "gateway/tls/peer_verifier.h"

namespace tasuki::server {
namespace {

using Claims = exchange::Credentials::Claims;

absl::string_view View(grpc::string_ref text) {
  return {text.data(), text.size()};
}

absl::Status NotAccepted(const absl::Status& reason) {
  return absl::UnauthenticatedError(
      absl::StrCat(kAssertionHeader, ": ", reason.message()));
}

}  // namespace

std::string CertificateParty(const crypto::Certificate& certificate) {
  if (certificate.uri_sans.size() != 1) return "";
  return PartyOfUri(certificate.uri_sans.front());
}

absl::StatusOr<exchange::Credentials> CallerReader::Read(
    const grpc::ServerContextBase& context) {
  exchange::Credentials credentials;
  ASSIGN_OR_RETURN(credentials.certificate,
                   certificates_.Of(*context.auth_context()));
  // A connection can outlive the validity of the certificate that opened it.
  RETURN_IF_ERROR(
      tls::CheckPeerCertificate(*credentials.certificate, clock_.Now()));
  credentials.network_source = context.peer();
  const auto [first, last] =
      context.client_metadata().equal_range(kAssertionHeader);
  if (first == last) return credentials;
  if (std::next(first) != last) {
    return absl::UnauthenticatedError(
        absl::StrCat(kAssertionHeader, ": more than one"));
  }
  ASSIGN_OR_RETURN(credentials.claims,
                   ReadClaims(first->second, *credentials.certificate));
  return credentials;
}

absl::StatusOr<std::shared_ptr<const UnverifiedAssertion>> CallerReader::Parse(
    absl::string_view token) {
  if (const auto parsed = parsed_.Find(token); parsed.has_value()) {
    return *parsed;
  }
  ASSIGN_OR_RETURN(UnverifiedAssertion assertion, ParseAssertion(token));
  auto parsed =
      std::make_shared<const UnverifiedAssertion>(std::move(assertion));
  parsed_.Insert(std::string(token), parsed);
  return parsed;
}

absl::StatusOr<Claims> CallerReader::ReadClaims(
    grpc::string_ref token, const crypto::Certificate& certificate) {
  const absl::StatusOr<std::shared_ptr<const UnverifiedAssertion>> parsed =
      Parse(View(token));
  if (!parsed.ok()) return NotAccepted(parsed.status());
  const std::shared_ptr<const UnverifiedAssertion>& assertion = *parsed;
  const absl::StatusOr<v1::Role> role = ParseRole(assertion->claims.role);
  if (!role.ok()) return NotAccepted(role.status());

  Claims claims;
  claims.person = assertion->claims.person;
  claims.party = assertion->claims.party;
  claims.key_id = assertion->claims.key_id;
  claims.jti = assertion->claims.jti;
  claims.role = *role;
  claims.verify = [this, assertion, sha256 = certificate.der_sha256](
                      absl::string_view public_key_pem,
                      absl::string_view trust_domain, absl::Time now) {
    return assertions_.Verify(*assertion, public_key_pem, sha256, trust_domain,
                              now);
  };
  return claims;
}

}  // namespace tasuki::server
