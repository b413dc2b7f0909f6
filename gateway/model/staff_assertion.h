#ifndef GATEWAY_MODEL_STAFF_ASSERTION_H_
#define GATEWAY_MODEL_STAFF_ASSERTION_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace tasuki {

inline constexpr absl::Duration kMaxAssertionLifetime = absl::Minutes(5);

// What a system's call says about the person it acts for, signed by that
// person's key: docs/formats/staff-assertion.md.
struct StaffAssertion {
  std::string issuer;      // iss: name of the issuing party; decides nothing
  std::string audience;    // aud: the gateway's trust domain
  std::string person;      // sub: directory id
  std::string party;       // party: the acting party's name
  std::string role;        // role: such as "PHN"
  std::string key_id;      // kid
  std::string jti;         // at least 16 random bytes in base64url
  std::string thumbprint;  // cnf: 32 bytes, SHA-256 of the client certificate
  // Whole seconds. Good from issued_at until strictly before expires_at.
  absl::Time issued_at, expires_at;
};

// The rules that hold at any time: every text is 1 to 200 characters of
// [A-Za-z0-9._:/-], jti and thumbprint have their sizes, and the lifetime is
// more than nothing and at most kMaxAssertionLifetime.
// INVALID_ARGUMENT: names the claim, never its value.
absl::Status CheckForm(const StaffAssertion& assertion);

// A new jti. Thread-safe.
std::string NewJti();

// The assertion as a compact JWT, signed with ES256 or EdDSA as the key (PEM)
// is. INVALID_ARGUMENT: as CheckForm, or another kind of key.
absl::StatusOr<std::string> SignAssertion(const StaffAssertion& assertion,
                                          absl::string_view private_key_pem);

}  // namespace tasuki

#endif  // GATEWAY_MODEL_STAFF_ASSERTION_H_
