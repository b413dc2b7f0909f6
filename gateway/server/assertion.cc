#include "gateway/server/assertion.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/jose.h"
#include "gateway/server/flat_json.h"

namespace tasuki::server {
namespace {

absl::StatusOr<FlatJson> ParsePart(absl::string_view part) {
  ASSIGN_OR_RETURN(const std::string json, crypto::DecodeBase64Url(part));
  return ParseFlatJson(json);
}

// A claim that is absent or of another type reads as what CheckForm refuses.
std::string Text(const FlatJson& json, const std::string& name) {
  const auto found = json.texts.find(name);
  return found == json.texts.end() ? "" : found->second;
}
absl::Time Moment(const FlatJson& json, const std::string& name) {
  const auto found = json.numbers.find(name);
  return found == json.numbers.end() ? absl::InfinitePast()
                                     : absl::FromUnixSeconds(found->second);
}

// `crit`, `jwk`, `jku`, `x5c`, `x5u` and `b64` are all ways to let the token
// choose how it is checked: three parameters, and no other.
absl::Status ReadHeader(absl::string_view part, UnverifiedAssertion& result) {
  ASSIGN_OR_RETURN(const FlatJson header, ParsePart(part));
  result.algorithm = Text(header, "alg");
  result.claims.key_id = Text(header, "kid");
  if (header.texts.size() != 3 || !header.numbers.empty() ||
      !header.objects.empty() || Text(header, "typ") != "JWT") {
    return absl::InvalidArgumentError("header is not alg, typ JWT and kid");
  }
  if (result.algorithm != "ES256" && result.algorithm != "EdDSA") {
    return absl::InvalidArgumentError("alg is not ES256 or EdDSA");
  }
  return absl::OkStatus();
}

absl::Status ReadConfirmation(const FlatJson& payload, StaffAssertion& claims) {
  const auto found = payload.objects.find("cnf");
  if (found == payload.objects.end() || payload.objects.size() != 1 ||
      found->second.size() != 1 || found->second.count("x5t#S256") != 1) {
    return absl::InvalidArgumentError("cnf is not x5t#S256");
  }
  ASSIGN_OR_RETURN(claims.thumbprint,
                   crypto::DecodeBase64Url(found->second.at("x5t#S256")));
  return absl::OkStatus();
}

absl::Status ReadPayload(absl::string_view part, StaffAssertion& claims) {
  ASSIGN_OR_RETURN(const FlatJson payload, ParsePart(part));
  claims.issuer = Text(payload, "iss");
  claims.person = Text(payload, "sub");
  claims.audience = Text(payload, "aud");
  claims.party = Text(payload, "party");
  claims.role = Text(payload, "role");
  claims.jti = Text(payload, "jti");
  claims.issued_at = Moment(payload, "iat");
  claims.expires_at = Moment(payload, "exp");
  // With as many names as claims, and CheckForm refusing an absent one, there
  // is no room for another.
  if (payload.texts.size() != 6 || payload.numbers.size() != 2) {
    return absl::InvalidArgumentError("claims are not those of an assertion");
  }
  return ReadConfirmation(payload, claims);
}

absl::Status Refused(absl::string_view rule) {
  return absl::UnauthenticatedError(absl::StrCat("assertion ", rule));
}

}  // namespace

absl::StatusOr<UnverifiedAssertion> ParseAssertion(absl::string_view token) {
  if (token.size() > kMaxAssertionSize) {
    return absl::InvalidArgumentError("assertion is over 4096 bytes");
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(token, '.');
  if (parts.size() != 3) {
    return absl::InvalidArgumentError("assertion is not a compact JWT");
  }
  UnverifiedAssertion result;
  RETURN_IF_ERROR(ReadHeader(parts[0], result));
  RETURN_IF_ERROR(ReadPayload(parts[1], result.claims));
  RETURN_IF_ERROR(CheckForm(result.claims));
  ASSIGN_OR_RETURN(result.signature, crypto::DecodeBase64Url(parts[2]));
  result.signing_input = absl::StrCat(parts[0], ".", parts[1]);
  // A fixed size before the open end: no two tokens share an input.
  result.fingerprint = crypto::Sha256(
      absl::StrCat(crypto::Sha256(result.signature), result.signing_input));
  return result;
}

bool AssertionVerifier::IsSigned(const UnverifiedAssertion& assertion,
                                 absl::string_view public_key_pem) {
  std::string digest = absl::StrCat(assertion.fingerprint, public_key_pem);
  if (verified_.Find(digest).has_value()) return true;
  if (!crypto::VerifyJoseSignature(assertion.algorithm, public_key_pem,
                                   assertion.signing_input,
                                   assertion.signature)) {
    return false;
  }
  verified_.Insert(std::move(digest), true);
  return true;
}

absl::Status AssertionVerifier::Verify(const UnverifiedAssertion& assertion,
                                       absl::string_view public_key_pem,
                                       absl::string_view certificate_sha256,
                                       absl::string_view audience,
                                       absl::Time now) {
  const StaffAssertion& claims = assertion.claims;
  if (claims.audience != audience) return Refused("is for another gateway");
  if (claims.thumbprint != certificate_sha256) {
    return Refused("is for another certificate");
  }
  if (claims.issued_at > now + kAssertionLeeway) {
    return Refused("was issued in the future");
  }
  if (claims.expires_at <= now) return Refused("has expired");
  if (!IsSigned(assertion, public_key_pem)) {
    return Refused("is not signed by the person's key");
  }
  return absl::OkStatus();
}

}  // namespace tasuki::server
