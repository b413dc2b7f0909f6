#ifndef GATEWAY_EXCHANGE_EXCHANGE_H_
#define GATEWAY_EXCHANGE_EXCHANGE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/crypto/certificate.h"
#include "gateway/exchange/subject_log.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::exchange {

// What the caller showed: the certificate of the connection and, of a system,
// the assertion that names the acting person. Claims are not yet believed: the
// exchange looks up the key and calls `verify`.
struct Credentials {
  std::shared_ptr<const crypto::Certificate> certificate;
  struct Claims {
    std::string person, party, key_id, jti;
    v1::Role role = v1::ROLE_UNSPECIFIED;
    // UNAUTHENTICATED unless signed by this key (PEM), for this certificate and
    // trust domain, and in time.
    std::function<absl::Status(absl::string_view public_key_pem,
                               absl::string_view trust_domain, absl::Time now)>
        verify;
  };
  std::optional<Claims> claims;
  std::string network_source;
};

// What leaves: a response message, or a refusal with its detail. Released only
// after the commit.
struct Release {
  absl::Status status;
  std::string response;  // serialized response message; empty if refused
  std::string refusal;   // serialized RefusalDetail; empty if OK or undecided
};

// The use cases, by method. Thread-safe.
class Exchange {
 public:
  Exchange(Ledger& ledger, SubjectLog& log, std::string replica,
           std::string build);
  ~Exchange();

  // Runs `method` ("/tasuki.v1.CaseService/GetCase") on the serialized request
  // and calls `done` exactly once, on this or the committer's thread.
  // UNIMPLEMENTED: no such method. INVALID_ARGUMENT: malformed request, by
  // field. UNAUTHENTICATED: identity. NOT_FOUND, FAILED_PRECONDITION,
  // ABORTED, ALREADY_EXISTS: refused, with a detail.
  // Everything else: could not decide; nothing is disclosed.
  void Handle(absl::string_view method, const Credentials& credentials,
              std::string request, std::function<void(Release)> done);

  // May this certificate open a connection? Deny list and directory.
  // UNAUTHENTICATED: no.
  absl::Status Admit(const crypto::Certificate& certificate);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_EXCHANGE_H_
