#ifndef GATEWAY_EXCHANGE_POLICY_CHANGE_H_
#define GATEWAY_EXCHANGE_POLICY_CHANGE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/officer_change.h"
#include "gateway/policy/policy_case.h"
#include "tasuki/v1/change.pb.h"

// What is its own with a change of the policy: the review before it, and what
// is written when it comes into force.
namespace tasuki::exchange {

// The policy in force, or an earlier one.
struct StoredPolicy {
  int64_t version = 0;
  std::string hash;
  std::string change;
  v1::PolicyBundle bundle;
};
absl::StatusOr<StoredPolicy> PolicyInForce(Reading& state);
// Nothing: there was no such version.
absl::StatusOr<std::optional<StoredPolicy>> PolicyOfVersion(Reading& state,
                                                            int64_t version);

// The candidate of a change of policy.
absl::StatusOr<v1::PolicyBundle> CandidateOf(Reading& state,
                                             const v1::ChangeRow& change);

// The same by its name. Nothing: there is no such change of policy.
absl::StatusOr<std::optional<v1::PolicyBundle>> CandidateOfChange(
    Context& context, const std::string& change);

// What officers look at: the candidate of a change of policy, a policy of their
// own or, if they name neither, the policy in force. Nothing: there is no such
// change of policy.
template <typename Request>
absl::StatusOr<std::optional<v1::PolicyBundle>> CandidateOf(
    Context& context, const Request& request) {
  switch (request.candidate_case()) {
    case Request::kPolicy:
      return std::optional<v1::PolicyBundle>(request.policy());
    case Request::kChange:
      return CandidateOfChange(context, request.change());
    case Request::CANDIDATE_NOT_SET:
      break;
  }
  ASSIGN_OR_RETURN(StoredPolicy policy, PolicyInForce(context.state));
  return std::optional<v1::PolicyBundle>(std::move(policy.bundle));
}

// The same compiled. INVALID_ARGUMENT: it does not compile.
using CompiledPolicy = std::shared_ptr<const policy::Policy>;
template <typename Request>
absl::StatusOr<std::optional<CompiledPolicy>> CompiledCandidate(
    Context& context, const Request& request) {
  ASSIGN_OR_RETURN(const std::optional<v1::PolicyBundle> bundle,
                   CandidateOf(context, request));
  if (!bundle.has_value()) return std::optional<CompiledPolicy>();
  ASSIGN_OR_RETURN(CompiledPolicy compiled,
                   policy::Policy::Compile(policy::PacksOf(*bundle)));
  return std::optional<CompiledPolicy>(std::move(compiled));
}

// Writes the candidate's content, and fills the change with what the gateway
// itself comes to. Why it cannot follow the policy in force, or nothing.
// INVALID_ARGUMENT: it does not compile.
absl::StatusOr<std::optional<Answer>> FillPolicyChange(
    Context& context, const v1::PolicyBundle& bundle, v1::ChangeRow& change);

// The same of a change that was submitted before: the base moved, the review
// comes to another digest, or objects.
absl::StatusOr<std::optional<Answer>> RefusePolicyChange(
    Context& context, const v1::ChangeRow& change);

// Makes it the policy in force; what it follows is superseded.
absl::Status PutInForce(Context& context, FoundChange& change);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_POLICY_CHANGE_H_
