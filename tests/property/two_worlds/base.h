#ifndef TESTS_PROPERTY_TWO_WORLDS_BASE_H_
#define TESTS_PROPERTY_TWO_WORLDS_BASE_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tests/property/two_worlds/world.h"

namespace tasuki::two_worlds {

// A case of the base, and who leads it.
struct Led {
  std::string subject, a_case;
  Person lead;
};

// What two worlds have in common: data in a folder, and what is in it.
struct Base {
  std::string folder;
  std::set<std::string> made;    // names, such as "cases/…"
  std::set<std::string> leaves;  // entries of the log
  // The seed case first. Then cases of other units and bodies.
  std::vector<Led> cases;
  std::vector<std::string> loose_subjects;  // of no case
  std::string series, joint_series, meeting;
};

// Plays a neighbourhood of cases, consents, messages, meetings and reports into
// a new folder; what is in it is drawn from the seed. Closes the world.
Base MakeBase(World& world, const std::string& folder, uint64_t seed);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_BASE_H_
