#ifndef TESTS_SCENARIO_SCENARIO_PROTECTION_H_
#define TESTS_SCENARIO_SCENARIO_PROTECTION_H_

#include "tests/scenario/scenario_steps.h"

// Scenario S2: child B, four years old, a bruise seen at the nursery. The
// scenes in the order in which they are played.
namespace tasuki::scenario {

inline constexpr char kNursery[] = "bodies/sample-nursery";
inline constexpr char kClinic[] = "bodies/paediatric-clinic";

void NurseryReports(Story& story);  // 1

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_PROTECTION_H_
