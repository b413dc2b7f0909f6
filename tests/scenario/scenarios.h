#ifndef TESTS_SCENARIO_SCENARIOS_H_
#define TESTS_SCENARIO_SCENARIOS_H_

#include "tests/scenario/story.h"

// The scenarios beside the seed case; each in files of its own, and each from
// an empty gateway on.
namespace tasuki::scenario {

// S2: a child in need of protection, from the nursery's report until the
// guidance centre hands it back. scenario_protection*.cc
Scenario ProtectionReferral();
// S3: a mother and her child flee from violence to another prefecture.
// scenario_shelter*.cc
Scenario MotherMovesToAShelter();
// S8: an infant with broken ribs, whose mother agreed to nothing.
// scenario_suspicion*.cc
Scenario AbuseSuspicion();

// development: a child with developmental needs, from the check-up at three to
// school. scenario_development*.cc
Scenario ChildWithNeeds();
// single-parent: a mother on her own, her allowance and her rent.
// scenario_single_parent*.cc
Scenario MotherOnHerOwn();

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIOS_H_
