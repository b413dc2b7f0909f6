#ifndef TESTS_SCENARIO_FOUR_EYES_H_
#define TESTS_SCENARIO_FOUR_EYES_H_

#include <string>

#include "tasuki/v1/change_service.pb.h"
#include "tasuki/v1/policy_service.pb.h"
#include "tests/scenario/deployment.h"

// What officers sign, with the keys of the deployment.
namespace tasuki::scenario {

v1::OfficerSignature SignatureOf(const Deployment& deployment,
                                 const Actor& officer, v1::ChangeStep step,
                                 const std::string& digest);

// A submission as the officer's own machine makes it.
v1::SubmitChangeRequest SubmissionOf(Deployment& deployment,
                                     absl::string_view officer,
                                     const v1::DirectoryEntries& before,
                                     const v1::DirectoryEntries& after);
v1::SubmitChangeRequest SubmissionOf(Deployment& deployment,
                                     absl::string_view officer,
                                     const v1::GetPolicyResponse& base,
                                     const v1::PolicyBundle& candidate,
                                     bool at_once);
// The second signature.
v1::ApproveChangeRequest ApprovalOf(Deployment& deployment,
                                    absl::string_view officer,
                                    const std::string& change,
                                    const std::string& digest);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_FOUR_EYES_H_
