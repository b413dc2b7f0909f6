#ifndef GATEWAY_POLICY_EXPLANATION_H_
#define GATEWAY_POLICY_EXPLANATION_H_

#include <string>

#include "gateway/policy/policy.h"
#include "gateway/policy/situation.h"

namespace tasuki::policy {

// What the policy decides in the situation and why, one line for each category
// that is opened or that a ceiling closed: level, the rule's sentence, ground,
// ceiling. Categories that no rule speaks of have no line.
std::string ExplanationText(const Policy& policy, const Situation& situation,
                            bool japanese);

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_EXPLANATION_H_
