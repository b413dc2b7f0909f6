#ifndef GATEWAY_POLICY_COMPILE_H_
#define GATEWAY_POLICY_COMPILE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "gateway/policy/rules.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::policy {

// Turns the names of the packs into numbers and checks every rule by itself.
// INVALID_ARGUMENT: unknown name, duplicate id, missing id or citation, a
// level that cannot be meant; the message starts with the rule's id.
absl::StatusOr<Rules> CompileRules(const std::vector<v1::PolicyPack>& packs);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_COMPILE_H_
