#ifndef GATEWAY_CRYPTO_CERTIFICATE_H_
#define GATEWAY_CRYPTO_CERTIFICATE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace tasuki::crypto {

// What identity needs of an X.509 certificate (RFC 5280).
struct Certificate {
  std::string der_sha256;             // 32 bytes: SHA-256 of the DER
  std::string issuer_sha256;          // SHA-256 of the issuer name's DER
  std::string serial;                 // upper-case hex, no leading zeros
  std::vector<std::string> uri_sans;  // every URI of subjectAltName
  absl::Time not_before, not_after;   // both ends are inside the validity
  bool client_auth = false;           // extendedKeyUsage has clientAuth
  bool server_auth = false;           // extendedKeyUsage has serverAuth

  bool IsValidAt(absl::Time when) const {
    return not_before <= when && when <= not_after;
  }
};

// Reads the first certificate of `pem`; what follows it is not looked at.
// INVALID_ARGUMENT: not a PEM certificate.
absl::StatusOr<Certificate> ParseCertificatePem(absl::string_view pem);

// Reads every certificate of `pem`, at least one.
// INVALID_ARGUMENT: none, or a block that is damaged or something else.
absl::StatusOr<std::vector<Certificate>> ParseCertificatesPem(
    absl::string_view pem);

// A certificate revocation list, after its signature was verified.
struct RevocationList {
  std::string issuer_sha256;         // as in Certificate
  std::vector<std::string> serials;  // as in Certificate
  absl::Time this_update, next_update;
};

// Reads one complete list.
// INVALID_ARGUMENT: not exactly one PEM list, no CA certificate of
// `issuers_pem` (one or more PEM certificates) signed it, it does not say when
// the next one comes, or it is a partial one (a critical extension).
absl::StatusOr<RevocationList> ParseRevocationListPem(
    absl::string_view pem, absl::string_view issuers_pem);

// INVALID_ARGUMENT: one of the two does not parse, or the key is not the
// certificate's.
absl::Status CheckKeyMatchesCertificate(absl::string_view key_pem,
                                        absl::string_view certificate_pem);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_CERTIFICATE_H_
