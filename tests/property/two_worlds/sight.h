#ifndef TESTS_PROPERTY_TWO_WORLDS_SIGHT_H_
#define TESTS_PROPERTY_TWO_WORLDS_SIGHT_H_

#include <map>
#include <string>
#include <vector>

#include "gateway/policy/situation.h"
#include "tests/property/two_worlds/census.h"
#include "tests/property/two_worlds/people.h"

// What a reader is shown of a world by decision: the reference. Levels come
// from the rules of the packs, read one by one; fields by parsing and clearing
// messages. What is no section is shown to those that stand in it.
namespace tasuki::two_worlds {

// A section as it was decided for the reader, whatever is shown of it.
struct Decided {
  std::string rows;  // the section's own
  policy::Situation situation;
};

struct Sight {
  std::map<std::string, std::string> lines;  // what: as shown
  std::map<std::string, Decided> decided;    // the same keys
};
Sight SightOf(World& world, const Census& census, const Person& reader);

// How the sights of one reader in two worlds compare.
struct Agreement {
  // What is shown differently, and differs itself.
  std::vector<std::string> shown;
  // What is the same in both worlds and yet shown differently: the facts and
  // grounds that steer it.
  std::vector<std::string> flows;
  bool agree() const { return shown.empty() && flows.empty(); }
};
Agreement Compare(const Sight& first, const Sight& second);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_SIGHT_H_
