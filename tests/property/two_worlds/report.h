#ifndef TESTS_PROPERTY_TWO_WORLDS_REPORT_H_
#define TESTS_PROPERTY_TWO_WORLDS_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/property/two_worlds/pair.h"

namespace tasuki::two_worlds {

// What came of it, for people.
std::string Summary(const Tally& tally);
std::vector<std::string> Texts(const std::vector<Finding>& findings);

// How many pairs it took to notice the leak, of those with seeds from `seed`
// on; 0: not noticed in `most`. Prints it.
int PairsUntilNoticed(Pairs& pairs, const Leak& leak, uint64_t seed, int most);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_REPORT_H_
