#ifndef GATEWAY_POLICY_POLICY_CASE_H_
#define GATEWAY_POLICY_POLICY_CASE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/policy/policy.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/change.pb.h"
#include "tasuki/v1/policy_case.pb.h"

namespace tasuki::policy {

// The situation of a case from LoadCases. INVALID_ARGUMENT: unknown name, or a
// fact that is said to be two of true, false and unknown.
absl::StatusOr<Situation> SituationOf(const v1::PolicyCase& policy_case);

// Where the policy decides otherwise than the case expects, one line each,
// such as "C07: expected REDUCED, is WITHHELD". INVALID_ARGUMENT as above.
absl::StatusOr<std::vector<std::string>> Mismatches(
    const Policy& policy, const v1::PolicyCase& policy_case);

// Adds to the case what its file says of every case, so that it can be read
// alone. LoadCases has done this.
void SpellOutUsualFacts(const v1::PolicyCases& file,
                        v1::PolicyCase& policy_case);

// The packs of a policy.
std::vector<v1::PolicyPack> PacksOf(const v1::PolicyBundle& bundle);
// The cases of a policy, each as it can be read alone.
std::vector<v1::PolicyCase> CasesOf(const v1::PolicyBundle& bundle);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_POLICY_CASE_H_
