#ifndef TESTS_SCENARIO_CASE_SETUP_H_
#define TESTS_SCENARIO_CASE_SETUP_H_

#include <string>
#include <vector>

#include "tasuki/v1/record.pb.h"
#include "tests/scenario/deployment.h"

namespace tasuki::scenario {

// The seed case as one party's or another's; names of everything in it.
struct SetUpCase {
  std::string subject, consent, message, a_case;
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
