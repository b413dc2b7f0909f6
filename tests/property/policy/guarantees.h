#ifndef TESTS_PROPERTY_POLICY_GUARANTEES_H_
#define TESTS_PROPERTY_POLICY_GUARANTEES_H_

#include <cstdint>
#include <map>
#include <string>

#include "tests/property/policy/whole_space.h"

namespace tasuki::policy {

// A situation of one ground in which a guarantee does not hold.
struct Breach {
  const v1::Guarantee* guarantee;
  Situation witness;  // with the facts that matter, as open as they can be
  v1::Category category;
  v1::Level level;
};

struct Proof {
  // Situations of one ground of which some guarantee speaks, once for each.
  double situations = 0;
  uint64_t evaluated = 0;
  // By id of the guarantee, the first that was found.
  std::map<std::string, Breach> breaches;
};

// Tries every guarantee of the pack at every position and on every ground, with
// the most open facts under which it speaks: an outcome only grows with what is
// known in the reader's favour, so where these keep the guarantee all others
// do. Facts that matter both ways are tried in all their states.
Proof Prove(const Space& space);

// The breach for a reader: sentence of the guarantee in both languages, who
// reads what of whom on what ground under which facts, and the rule behind it.
std::string Describe(const Space& space, const Breach& breach);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_GUARANTEES_H_
