#ifndef GATEWAY_TLS_TLS_CREDENTIALS_H_
#define GATEWAY_TLS_TLS_CREDENTIALS_H_

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_verifier.h>

#include <memory>
#include <string>

namespace tasuki::tls {

// Three PEM files of a server.
struct TlsFiles {
  std::string certificate_chain;  // the server's certificate, then its issuers
  std::string private_key;        // of the first certificate, no passphrase
  std::string client_ca;  // the CAs that may issue clients' certificates
};

// Credentials that serve `files` and demand a client certificate which chains
// to `client_ca` and passes `peers` (MakePeerVerifier). Installs the TLS policy
// first. gRPC reads the files again every second and serves whatever it finds,
// a key of another certificate too: give CertificateReloader::served().
std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(
    const TlsFiles& files,
    std::shared_ptr<grpc::experimental::CertificateVerifier> peers);

}  // namespace tasuki::tls

#endif  // GATEWAY_TLS_TLS_CREDENTIALS_H_
