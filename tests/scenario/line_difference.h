#ifndef TESTS_SCENARIO_LINE_DIFFERENCE_H_
#define TESTS_SCENARIO_LINE_DIFFERENCE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tasuki::scenario {

// The lines that are missing from `found` ("- ") or should not be there ("+ "),
// each group below the two lines before it. Quadratic in the lines.
std::string LineDifference(absl::string_view expected, absl::string_view found);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_LINE_DIFFERENCE_H_
