#ifndef GATEWAY_EXCHANGE_CALLER_H_
#define GATEWAY_EXCHANGE_CALLER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/exchange/exchange.h"
#include "gateway/exchange/reading.h"
#include "tasuki/v1/directory.pb.h"
#include "tasuki/v1/report.pb.h"

namespace tasuki::exchange {

// Who reads: one acting party, one role. `person` is empty for a reader that is
// only imagined (a consent preview).
struct Reader {
  v1::PartyEntry party;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string person;
  std::string home_body;      // of a seconded person; else the acting body
  std::string contract = {};  // of the assignment, where there is one
  // Id of the request for a copy that is prepared on this call; else empty.
  std::string copy_request = {};

  std::string body() const;  // legal body of the acting party
};

// A reader who was identified on this call.
struct Caller {
  Reader reader;
  std::string peer;                // system or staff id of the certificate
  std::string certificate_sha256;  // 32 bytes
  std::string network_source;
  std::string assertion_id;  // jti; empty without an assertion
};

// Who is calling, by what the directory says now (docs/architecture.md).
// UNAUTHENTICATED: certificate denied, system, person, party or key unknown,
// disabled or out of its period, or the assertion is not good.
absl::StatusOr<Caller> Identify(Reading& state, const Credentials& credentials);

// The system that delivers reports: no person acts, and no role.
// UNAUTHENTICATED: it is not that one.
absl::StatusOr<Caller> IdentifyIntake(Reading& state,
                                      const Credentials& credentials);

// What the directory says of a certificate that somebody else has seen.
absl::StatusOr<v1::SenderStanding> StandingOfCertificate(
    Reading& state, const crypto::Certificate& certificate);

// May this certificate connect at all? As far as Identify can tell without an
// assertion.
absl::Status AdmitCertificate(Reading& state,
                              const crypto::Certificate& certificate);

// The party, if it exists and neither it nor its body is disabled.
absl::StatusOr<Found<v1::PartyEntry>> FindEnabledParty(Reading& state,
                                                       const std::string& name);

// The names of a legal body's parties: itself and its units, disabled ones too.
absl::StatusOr<std::vector<std::string>> PartiesOf(Reading& state,
                                                   const std::string& body);

// Is the legal body a member of the regional council today: is one of its
// parties?
absl::StatusOr<bool> IsCouncilMember(Reading& state, const std::string& body);
// The same of the women's support coordination council (Women's Support Act
// 15).
absl::StatusOr<bool> IsWomensCouncilMember(Reading& state,
                                           const std::string& body);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CALLER_H_
