#ifndef GATEWAY_TLS_CERTIFICATE_SET_H_
#define GATEWAY_TLS_CERTIFICATE_SET_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/crypto/secret.h"
#include "gateway/tls/tls_credentials.h"

namespace tasuki::tls {

// The contents of TlsFiles at one moment.
struct CertificateSet {
  std::string certificate_chain;
  crypto::Secret private_key;
  std::string client_ca;
  std::string digest;  // 32 bytes, of all three
};

// What cannot be read is empty, which CheckCertificateSet refuses.
CertificateSet ReadCertificateSet(const TlsFiles& files);

// When the server's certificate expires.
// FAILED_PRECONDITION: not all PEM, the key is not the first certificate's,
// that one is not for servers or not valid at `now`.
absl::StatusOr<absl::Time> CheckCertificateSet(const CertificateSet& set,
                                               absl::Time now);

// The paths under which PublishCertificateSet makes a set appear.
TlsFiles PublishedFiles(const std::string& directory);

// Exchanges the set under `directory` in one step.
// UNAVAILABLE: the file system refused; the old set is still there.
absl::Status PublishCertificateSet(const CertificateSet& set,
                                   const std::string& directory);

}  // namespace tasuki::tls

#endif  // GATEWAY_TLS_CERTIFICATE_SET_H_
