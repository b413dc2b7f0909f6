#include "tests/scenario/scenarios.h"

namespace tasuki::scenario {

const std::vector<Scenario>& Scenarios() {
  static const auto* const scenarios =
      new std::vector<Scenario>{ProtectionReferral(), AbuseSuspicion(),
                                ChildWithNeeds(), MotherOnHerOwn()};
  return *scenarios;
}

}  // namespace tasuki::scenario
