#ifndef TESTS_LAYERING_SOURCE_H_
#define TESTS_LAYERING_SOURCE_H_

#include <string>
#include <vector>

namespace tasuki::layering {

// One file of the repository, as the rules look at it.
struct Source {
  std::string path;  // from the root: "gateway/policy/policy.h"
  std::string text;  // as it is
  std::string code;  // the same, comments and literals blanked; same lines
};

// What a rule objects to. `line` is 0 for the file as a whole.
struct Finding {
  std::string path;
  int line = 0;
  std::string rule;
  bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

// A Source of C++, or, for any other ending, one whose code is its text.
Source MakeSource(std::string path, std::string text);

// The lines of `text`, without their ends.
std::vector<std::string> Lines(const std::string& text);

bool IsCpp(const std::string& path);
bool IsHeader(const std::string& path);

}  // namespace tasuki::layering

#endif  // TESTS_LAYERING_SOURCE_H_
