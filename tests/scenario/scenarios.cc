#include "tests/scenario/scenarios.h"

namespace tasuki::scenario {

const std::vector<Scenario>& Scenarios() {
  static const auto* const scenarios = new std::vector<Scenario>{
      ProtectionReferral(), MotherMovesToAShelter(), AbuseSuspicion(),
      ChildWithNeeds(), MotherOnHerOwn()};
  return *scenarios;
}

}  // namespace tasuki::scenario
