#include "gateway/model/staff_assertion.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/jose.h"
#include "gateway/crypto/random.h"

namespace tasuki {
namespace {

constexpr size_t kMaxTextSize = 200;
constexpr size_t kMinJtiSize = 16;

// None of these needs an escape in JSON, which is why writing it below is safe.
bool IsPlain(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isalnum(c) && !absl::StrContains("._:/-", c)) return false;
  }
  return !text.empty() && text.size() <= kMaxTextSize;
}

absl::Status CheckPlain(absl::string_view claim, absl::string_view text) {
  if (IsPlain(text)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("malformed ", claim));
}

absl::Status CheckJti(absl::string_view jti) {
  const absl::StatusOr<std::string> bytes = crypto::DecodeBase64Url(jti);
  if (bytes.ok() && bytes->size() >= kMinJtiSize &&
      jti.size() <= kMaxTextSize) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError("jti is not 16 or more random bytes");
}

absl::Status CheckLifetime(absl::Time issued_at, absl::Time expires_at) {
  const absl::Duration lifetime = expires_at - issued_at;
  if (lifetime > absl::ZeroDuration() && lifetime <= kMaxAssertionLifetime) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError("exp is not within 5 minutes after iat");
}

std::string Header(absl::string_view algorithm, absl::string_view key_id) {
  return absl::StrCat(R"({"alg":")", algorithm, R"(","typ":"JWT","kid":")",
                      key_id, R"("})");
}

std::string Payload(const StaffAssertion& assertion) {
  return absl::StrCat(R"({"iss":")", assertion.issuer, R"(","sub":")",
                      assertion.person, R"(","aud":")", assertion.audience,
                      R"(","iat":)", absl::ToUnixSeconds(assertion.issued_at),
                      R"(,"exp":)", absl::ToUnixSeconds(assertion.expires_at),
                      R"(,"jti":")", assertion.jti, R"(","party":")",
                      assertion.party, R"(","role":")", assertion.role,
                      R"(","cnf":{"x5t#S256":")",
                      crypto::EncodeBase64Url(assertion.thumbprint), R"("}})");
}

}  // namespace

absl::Status CheckForm(const StaffAssertion& assertion) {
  RETURN_IF_ERROR(CheckPlain("kid", assertion.key_id));
  RETURN_IF_ERROR(CheckPlain("iss", assertion.issuer));
  RETURN_IF_ERROR(CheckPlain("sub", assertion.person));
  RETURN_IF_ERROR(CheckPlain("aud", assertion.audience));
  RETURN_IF_ERROR(CheckPlain("party", assertion.party));
  RETURN_IF_ERROR(CheckPlain("role", assertion.role));
  RETURN_IF_ERROR(CheckJti(assertion.jti));
  RETURN_IF_ERROR(CheckLifetime(assertion.issued_at, assertion.expires_at));
  if (assertion.thumbprint.size() != crypto::kSha256Size) {
    return absl::InvalidArgumentError("x5t#S256 is not a SHA-256");
  }
  return absl::OkStatus();
}

std::string NewJti() {
  return crypto::EncodeBase64Url(crypto::RandomBytes(kMinJtiSize));
}

absl::StatusOr<std::string> SignAssertion(const StaffAssertion& assertion,
                                          absl::string_view private_key_pem) {
  RETURN_IF_ERROR(CheckForm(assertion));
  ASSIGN_OR_RETURN(const std::string algorithm,
                   crypto::JoseAlgorithm(private_key_pem));
  const std::string input =
      absl::StrCat(crypto::EncodeBase64Url(Header(algorithm, assertion.key_id)),
                   ".", crypto::EncodeBase64Url(Payload(assertion)));
  ASSIGN_OR_RETURN(const crypto::JoseSignature signature,
                   crypto::SignJose(private_key_pem, input));
  return absl::StrCat(input, ".", crypto::EncodeBase64Url(signature.signature));
}

}  // namespace tasuki
