#ifndef GATEWAY_TLS_TLS_POLICY_H_
#define GATEWAY_TLS_TLS_POLICY_H_

namespace tasuki::tls {

// TLS 1.3 only, three AEAD suites, no session tickets: for every TLS context
// that this process makes from now on, so call it before the first credential.
// gRPC has no setter for any of these; OpenSSL's configuration reaches them.
// No tickets: a resumed session would carry the identity of an old handshake
// past a revocation. Idempotent, thread-safe.
void InstallTlsPolicy();

}  // namespace tasuki::tls

#endif  // GATEWAY_TLS_TLS_POLICY_H_
