#ifndef GATEWAY_POLICY_HOLLOW_H_
#define GATEWAY_POLICY_HOLLOW_H_

#include "absl/status/statusor.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::policy {

// Whether a guarantee speaks of nothing, so that it would be proved whatever
// the rules say: no reader of its scope can have a role of its scope, or be the
// holder where the ground wants that, or all that it names (places or grounds)
// is excepted. What is unknown does not count where values are named.
// INVALID_ARGUMENT: an unknown name.
absl::StatusOr<bool> IsHollow(const v1::Guarantee& guarantee);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_HOLLOW_H_
