#ifndef GATEWAY_SERVER_TLS_POLICY_H_
#define GATEWAY_SERVER_TLS_POLICY_H_

namespace tasuki::server {

// TLS 1.3 only, three AEAD suites, no session tickets: for every TLS context
// that this process makes from now on, so call it before the first credential.
// gRPC has no setter for any of these; OpenSSL's configuration reaches them.
// No tickets: a resumed session would carry the identity of an old handshake
// past a revocation. Idempotent, thread-safe.
void InstallTlsPolicy();

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_TLS_POLICY_H_
