#ifndef TESTS_PROPERTY_ANALYSIS_GENERATED_PACKS_H_
#define TESTS_PROPERTY_ANALYSIS_GENERATED_PACKS_H_

#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_pack.pb.h"
#include "tests/property/policy/random_situation.h"

namespace tasuki::analysis {

using policy::Random;

// A small pack of rules that nobody would write: parts of the shipped ones,
// with scopes, conditions, levels and yields mixed anew.
v1::PolicyPack GeneratedPack(Random& random);

// Another version of it: rules added, left out, or changed in one part.
v1::PolicyPack Changed(const v1::PolicyPack& pack, Random& random);

// A situation of one ground in which one of the pack's grants applies, but for
// a few facts that are drawn among those that its rules mention.
policy::Situation SituationNear(const v1::PolicyPack& pack, Random& random);

}  // namespace tasuki::analysis

#endif  // TESTS_PROPERTY_ANALYSIS_GENERATED_PACKS_H_
