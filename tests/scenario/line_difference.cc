#include "tests/scenario/line_difference.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace tasuki::scenario {
namespace {

using Lines = std::vector<absl::string_view>;

// Length of the longest common subsequence of the lines from (i, j) on.
std::vector<std::vector<int>> CommonFrom(const Lines& a, const Lines& b) {
  std::vector<std::vector<int>> common(a.size() + 1,
                                       std::vector<int>(b.size() + 1, 0));
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      common[i][j] = a[i] == b[j]
                         ? common[i + 1][j + 1] + 1
                         : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return common;
}

}  // namespace

std::string LineDifference(absl::string_view expected,
                           absl::string_view found) {
  const Lines a = absl::StrSplit(expected, '\n');
  const Lines b = absl::StrSplit(found, '\n');
  const std::vector<std::vector<int>> common = CommonFrom(a, b);
  std::string text;
  bool in_group = false;
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j, in_group = false;
      continue;
    }
    for (size_t k = std::min<size_t>(i, 2); k > 0 && !in_group; --k) {
      absl::StrAppend(&text, "  ", a[i - k], "\n");
    }
    in_group = true;
    const bool missing =
        j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1]);
    absl::StrAppend(&text, missing ? "- " : "+ ", missing ? a[i++] : b[j++],
                    "\n");
  }
  return text;
}

}  // namespace tasuki::scenario
