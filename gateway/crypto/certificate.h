#ifndef GATEWAY_CRYPTO_CERTIFICATE_H_
#define GATEWAY_CRYPTO_CERTIFICATE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace tasuki::crypto {

// What identity needs of an X.509 certificate (RFC 5280).
struct Certificate {
  std::string der_sha256;            // 32 bytes: SHA-256 of the DER
  std::string issuer_sha256;         // SHA-256 of the issuer name's DER
  std::string serial;                // upper-case hex, no leading zeros
  std::vector<std::string> uri_sans; // every URI of subjectAltName
  absl::Time not_before, not_after;
  bool client_auth = false;          // extendedKeyUsage has clientAuth
};

// INVALID_ARGUMENT: not a PEM certificate.
absl::StatusOr<Certificate> ParseCertificatePem(absl::string_view pem);

// A certificate revocation list, after its signature was verified.
struct RevocationList {
  std::string issuer_sha256;            // as in Certificate
  std::vector<std::string> serials;     // as in Certificate
  absl::Time this_update, next_update;
};

// INVALID_ARGUMENT: not a PEM list, or no certificate of `issuers_pem` (one or
// more PEM certificates) signed it.
absl::StatusOr<RevocationList> ParseRevocationListPem(
    absl::string_view pem, absl::string_view issuers_pem);

// INVALID_ARGUMENT: one of the two does not parse, or the key is not the
// certificate's.
absl::Status CheckKeyMatchesCertificate(absl::string_view key_pem,
                                        absl::string_view certificate_pem);

// Verifies a JOSE signature (RFC 7518 ES256: r || s, 64 bytes; RFC 8037
// EdDSA: Ed25519, 64 bytes) over `message` by a SubjectPublicKeyInfo in PEM.
// False for every failure, also when `algorithm` does not fit the key.
bool VerifyJoseSignature(absl::string_view algorithm,
                         absl::string_view public_key_pem,
                         absl::string_view message,
                         absl::string_view signature);

// Signs as above; the key decides the algorithm ("ES256" or "EdDSA").
// INVALID_ARGUMENT: not a P-256 or Ed25519 private key in PEM.
struct JoseSignature {
  std::string algorithm;
  std::string signature;
};
absl::StatusOr<JoseSignature> SignJose(absl::string_view private_key_pem,
                                       absl::string_view message);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_CERTIFICATE_H_
