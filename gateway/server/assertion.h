#ifndef GATEWAY_SERVER_ASSERTION_H_
#define GATEWAY_SERVER_ASSERTION_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/model/staff_assertion.h"
#include "gateway/tls/bounded_table.h"

namespace tasuki::server {

inline constexpr size_t kMaxAssertionSize = 4096;

// How far a system's clock may run ahead of ours.
inline constexpr absl::Duration kAssertionLeeway = absl::Seconds(30);

// A token that is well formed, and no more: nothing in it may be believed until
// AssertionVerifier says so.
struct UnverifiedAssertion {
  StaffAssertion claims;
  std::string algorithm;      // "ES256" or "EdDSA"
  std::string signing_input;  // header "." payload
  std::string signature;
  std::string fingerprint;  // SHA-256 of the two before
};

// Reads a compact JWT of docs/formats/staff-assertion.md: every header
// parameter and claim of that page once, and no other.
// INVALID_ARGUMENT: names the rule, never a value.
absl::StatusOr<UnverifiedAssertion> ParseAssertion(absl::string_view token);

// Verifies assertions, and remembers which signatures were right. Thread-safe.
class AssertionVerifier {
 public:
  explicit AssertionVerifier(size_t capacity = 4096) : verified_(capacity) {}

  // UNAUTHENTICATED unless `public_key_pem` (which the directory lists for the
  // claimed person and key id) signed it for `audience` and for the client
  // certificate with this SHA-256 (32 bytes), and `now` is in its lifetime.
  absl::Status Verify(const UnverifiedAssertion& assertion,
                      absl::string_view public_key_pem,
                      absl::string_view certificate_sha256,
                      absl::string_view audience, absl::Time now);

 private:
  bool IsSigned(const UnverifiedAssertion& assertion,
                absl::string_view public_key_pem);

  // Fingerprints and keys whose signature is right: a fact that no time and
  // no revocation changes. Wrong ones are not kept, lest they push others out.
  tls::BoundedTable<bool> verified_;
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_ASSERTION_H_
