#ifndef GATEWAY_EXCHANGE_VECTORS_H_
#define GATEWAY_EXCHANGE_VECTORS_H_

#include <string>

#include "gateway/exchange/answer.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/situation.h"
#include "tasuki/v1/audit_leaf.pb.h"

// Decision units as the log keeps them, so that another policy can be tried on
// what was decided.
namespace tasuki::exchange {

// The units that speak of a subject, and the sections of hers that were shown:
// a v1::VectorGroup in canonical bytes.
std::string VectorBytes(const SubjectOutcome& subject);

// The highest levels of what was shown of a section.
LevelSet LevelsOf(const v1::ShownSection& shown);

// The situation that was decided, but for how long its grounds held.
policy::Situation SituationOf(const v1::VectorGroup::Unit& unit);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_VECTORS_H_
