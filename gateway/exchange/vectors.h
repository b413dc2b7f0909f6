#ifndef GATEWAY_EXCHANGE_VECTORS_H_
#define GATEWAY_EXCHANGE_VECTORS_H_

#include "gateway/policy/situation.h"
#include "tasuki/v1/audit_leaf.pb.h"

// Decision units as the log keeps them, so that another policy can be tried on
// what was decided.
namespace tasuki::exchange {

// The situation that was decided, but for how long its grounds held.
policy::Situation SituationOf(const v1::VectorGroup::Unit& unit);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_VECTORS_H_
