#ifndef GATEWAY_EXCHANGE_POLICY_CHANGE_H_
#define GATEWAY_EXCHANGE_POLICY_CHANGE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "gateway/exchange/context.h"
#include "gateway/exchange/officer_change.h"
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

// What officers try: the candidate of a change of policy or, if none is named,
// a policy of their own. Nothing: there is no such change of policy.
// INVALID_ARGUMENT: it does not compile.
using CompiledPolicy = std::shared_ptr<const policy::Policy>;
absl::StatusOr<std::optional<CompiledPolicy>> CompiledCandidate(
    Context& context, const std::string& change,
    const v1::PolicyBundle& policy);

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
