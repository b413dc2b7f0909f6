#ifndef GATEWAY_POLICY_STATEMENTS_H_
#define GATEWAY_POLICY_STATEMENTS_H_

#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::policy {

// Calls `visit` with each statement of the pack that has an id, a citation and
// sentences, whatever its kind. Obligations have none of these.
template <typename Visit>
void ForEachStatement(const v1::PolicyPack& pack, const Visit& visit) {
  for (const v1::Grant& one : pack.grants()) visit(one);
  for (const v1::Ceiling& one : pack.ceilings()) visit(one);
  for (const v1::ActionRule& one : pack.actions()) visit(one);
  for (const v1::Guarantee& one : pack.guarantees()) visit(one);
  for (const v1::AcceptedFlow& one : pack.accepted_flows()) visit(one);
}

}  // namespace tasuki::policy

#endif  // GATEWAY_POLICY_STATEMENTS_H_
