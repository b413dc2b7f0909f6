#ifndef TESTS_SCENARIO_CASE_SETUP_H_
#define TESTS_SCENARIO_CASE_SETUP_H_

#include <cstdio>
#include <string>
#include <vector>

#include "gateway/base/check.h"
#include "tasuki/v1/record.pb.h"
#include "tests/scenario/deployment.h"

namespace tasuki::scenario {

// The response to a call that must succeed; CHECK-fails where it is refused.
template <typename Request>
typename client::Rpc<Request>::Response Must(PartnerProcess& partner,
                                             const Request& request) {
  const auto reply = partner.Call(request);
  if (!reply.ok()) {
    std::fprintf(stderr, "%s: %s\n", Request::descriptor()->name().c_str(),
                 reply.status.ToString().c_str());
  }
  CHECK(reply.ok());
  return reply.response;
}

// Single steps; each must succeed.
std::string Draft(PartnerProcess& holder, const std::string& subject,
                  const v1::Record& record, const std::string& a_case = "");
void Confirm(PartnerProcess& holder, const std::string& section,
             const std::vector<std::string>& parties_concerned = {});
std::string Consent(PartnerProcess& recorder, const v1::ConsentTerms& terms);

// The seed case as one party's or another's; names of everything in it.
struct SetUpCase {
  std::string subject, consent, a_case;
  std::string message;  // the first; a message takes twenty sections
  std::vector<std::string> further_messages;
  std::vector<std::string> sections;  // of the service
  std::vector<std::string> copies;    // of maternal health
  std::string draft;                  // of the service, never confirmed
  std::string leaf_hash;              // evidence of the service's
};

// Plays a referral of these records from the service to maternal health, up to
// a case with family support on its team. CHECK-fails where it is refused.
SetUpCase PlayReferral(Deployment& deployment,
                       const std::vector<v1::Record>& records,
                       const std::string& alias,
                       const std::string& case_alias = "K-17");

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_CASE_SETUP_H_
