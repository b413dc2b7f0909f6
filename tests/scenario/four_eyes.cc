#include "tests/scenario/four_eyes.h"

#include "absl/strings/str_cat.h"
#include "gateway/analysis/review.h"
#include "gateway/base/check.h"
#include "gateway/crypto/jose.h"
#include "gateway/model/officer_signature.h"
#include "tests/files.h"

namespace tasuki::scenario {

v1::OfficerSignature SignatureOf(const Deployment& deployment,
                                 const Actor& officer, v1::ChangeStep step,
                                 const std::string& digest) {
  const std::string key = ReadFile(
      deployment.Path(absl::StrCat("ca/staff/", officer.person, ".key")));
  const auto made = crypto::SignJose(key, SignedBytes(step, digest));
  CHECK(made.ok());
  v1::OfficerSignature signature;
  signature.set_key_id(officer.person);
  signature.set_signature(made->signature);
  return signature;
}

v1::SubmitChangeRequest SubmissionOf(Deployment& deployment,
                                     absl::string_view officer,
                                     const v1::DirectoryEntries& before,
                                     const v1::DirectoryEntries& after) {
  v1::SubmitChangeRequest request;
  *request.mutable_directory() = after;
  request.set_digest(DigestOf(before, after));
  *request.mutable_signature() =
      SignatureOf(deployment, deployment.partner(officer).actor(),
                  v1::CHANGE_STEP_SUBMIT, request.digest());
  return request;
}

v1::SubmitChangeRequest SubmissionOf(Deployment& deployment,
                                     absl::string_view officer,
                                     const v1::GetPolicyResponse& base,
                                     const v1::PolicyBundle& candidate,
                                     bool at_once) {
  const auto review =
      analysis::ReviewPolicy(base.version(), base.policy(), candidate);
  CHECK(review.ok());
  v1::SubmitChangeRequest request;
  *request.mutable_policy() = candidate;
  request.set_digest(review->digest);
  request.set_at_once(at_once);
  *request.mutable_signature() =
      SignatureOf(deployment, deployment.partner(officer).actor(),
                  at_once ? v1::CHANGE_STEP_TIGHTEN : v1::CHANGE_STEP_SUBMIT,
                  request.digest());
  return request;
}

v1::ApproveChangeRequest ApprovalOf(Deployment& deployment,
                                    absl::string_view officer,
                                    const std::string& change,
                                    const std::string& digest) {
  v1::ApproveChangeRequest request;
  request.set_name(change);
  request.set_digest(digest);
  *request.mutable_signature() =
      SignatureOf(deployment, deployment.partner(officer).actor(),
                  v1::CHANGE_STEP_APPROVE, digest);
  return request;
}

}  // namespace tasuki::scenario
