#ifndef GATEWAY_CRYPTO_X509_FIELDS_H_
#define GATEWAY_CRYPTO_X509_FIELDS_H_

#include <openssl/x509.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/crypto/pem.h"

// Reading X.509 with OpenSSL; only for the sources of this folder.
namespace tasuki::crypto {

using X509Handle = Handle<X509, X509_free>;

// The next certificate of the reader, or null.
X509Handle ReadCertificate(BIO* bio);

// Every certificate of `pem`, at least one.
// INVALID_ARGUMENT: none, or a block that is damaged or something else.
absl::StatusOr<std::vector<X509Handle>> ReadCertificates(absl::string_view pem);

// SHA-256 of the name's DER.
std::string NameDigest(const X509_NAME* name);

// Upper-case hex without leading zeros.
std::string SerialText(const ASN1_INTEGER* serial);

// INVALID_ARGUMENT: absent or malformed.
absl::StatusOr<absl::Time> ToTime(const ASN1_TIME* time);

}  // namespace tasuki::crypto

#endif  // GATEWAY_CRYPTO_X509_FIELDS_H_
