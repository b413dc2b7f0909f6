#ifndef TESTS_SCENARIO_TERMINAL_H_
#define TESTS_SCENARIO_TERMINAL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tasuki::scenario {

// Columns that a text takes on a terminal: the letters of Japanese are two
// wide, the signs of the tables one.
int Width(absl::string_view text);

// The text with spaces up to `width`; as it is if it is wider.
std::string Padded(absl::string_view text, int width);

// The text in lines of at most `width` columns, each with an indent: broken at
// spaces, in Japanese between any two letters but not before punctuation.
std::string Wrapped(absl::string_view text, int indent, int width = 88);

}  // namespace tasuki::scenario

#endif  // TESTS_SCENARIO_TERMINAL_H_
