#ifndef TESTS_SCENARIO_HIDDEN_PAIRS_H_
#define TESTS_SCENARIO_HIDDEN_PAIRS_H_

#include <string>
#include <vector>

#include "tests/scenario/hidden_pair.h"
#include "tests/scenario/hidden_world.h"

namespace tasuki::scenario {

// One or more for each RPC that names something, as an outsider (a party, such
// as "bodies/hokusei-cgc") would ask. Those whose control undoes what the
// controls of others need come last.
std::vector<Pair> AllPairs(const World& of, const std::string& outsider);

// The parts of it, by service, in the order of their controls.
std::vector<Pair> SubjectAndCasePairs(const World& of,
                                      const std::string& outsider);
std::vector<Pair> SectionPairs(const World& of, const std::string& outsider);
std::vector<Pair> MessagePairs(const World& of, const OwnThings& own);
std::vector<Pair> ConferencePairs(const World& of, const OwnThings& own);
std::vector<Pair> OfficePairs(const World& of);
std::vector<Pair> ReportPairs(const World& of);
std::vector<Pair> BreakGlassPairs(const World& of, const std::string& outsider);
std::vector<Pair> LeadPairs(const World& of);
std::vector<Pair> LifePairs(const World& of);
std::vector<Pair> ConsentPairs(const World& of, const std::string& outsider);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_HIDDEN_PAIRS_H_
