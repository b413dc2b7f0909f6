#ifndef TESTS_SCENARIO_SCENARIO_SETTING_H_
#define TESTS_SCENARIO_SCENARIO_SETTING_H_

#include <string>
#include <vector>

#include "tests/scenario/actor.h"

namespace tasuki::scenario {

// A body that the sample city's directory lacks, with the people who act for
// it; their ids are new, too.
struct Newcomer {
  std::string party, ja, en;  // party: such as "bodies/paediatric-clinic"
  v1::AudienceType audience;
  bool in_council;
  std::vector<Actor> people;
  std::string further = {};  // lines of its entry, as in DirectoryFile
};

// An actor of the seed case; the second works for another purpose. CHECK-fails
// where there is none of this name.
Actor OfTheSeed(const std::string& name);
Actor OfTheSeed(const std::string& name, v1::Purpose purpose);

// The director of the guidance centre, whom the seed case does not need.
Actor Director();

// People of the sample city's directory, and newcomers with all that the
// directory needs of them.
Setting Staged(const std::vector<Actor>& known,
               const std::vector<Newcomer>& newcomers = {});

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_SCENARIO_SETTING_H_
