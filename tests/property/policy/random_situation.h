#ifndef TESTS_PROPERTY_POLICY_RANDOM_SITUATION_H_
#define TESTS_PROPERTY_POLICY_RANDOM_SITUATION_H_

#include <cstdint>
#include <random>

#include "gateway/policy/situation.h"
#include "tests/random_seed.h"

namespace tasuki::policy {

using Random = std::mt19937_64;

// TASUKI_RANDOM_SITUATIONS, at most ten million, or `usual`.
uint64_t RandomSituations(uint64_t usual);

// A situation with all attributes, facts, grounds and masks drawn. Half of them
// lean towards readers that are legal and facts as they usually are, because
// among evenly drawn facts some ceiling nearly always closes everything.
Situation RandomSituation(Random& random);
LevelSet RandomMask(Random& random);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_RANDOM_SITUATION_H_
