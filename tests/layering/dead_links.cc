#include <filesystem>
#include <functional>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "tests/layering/house_rules.h"

namespace tasuki::layering {
namespace {

// The first group of each match of `pattern` in a line.
std::vector<std::string> Matches(const std::string& line,
                                 const std::regex& pattern) {
  std::vector<std::string> matches;
  for (std::sregex_iterator at(line.begin(), line.end(), pattern), end;
       at != end; ++at) {
    matches.push_back((*at)[1]);
  }
  return matches;
}

std::string FromRoot(const std::string& page, const std::string& link) {
  const auto folder = std::filesystem::path(page).parent_path();
  return (folder / link).lexically_normal().generic_string();
}

}  // namespace

Findings DeadLinks(const Source& source,
                   const std::function<bool(const std::string&)>& exists) {
  static const std::regex kPage("\\b(docs/[a-z0-9_/-]+\\.md)\\b");
  static const std::regex kLink("\\]\\(([^):# ]+)[^):]*\\)");
  static const std::regex kTests("`(tests/[a-z0-9_/.]+)`");
  const bool markdown = source.path.ends_with(".md");
  Findings findings;
  int number = 0;
  for (const std::string& line : Lines(source.text)) {
    ++number;
    std::vector<std::string> pages = Matches(line, kPage);
    if (markdown) {
      for (std::string& tests : Matches(line, kTests)) {
        pages.push_back(std::move(tests));
      }
      for (const std::string& link : Matches(line, kLink)) {
        pages.push_back(FromRoot(source.path, link));
      }
    }
    for (const std::string& page : pages) {
      if (!exists(page)) {
        findings.push_back({source.path, number, "is not there: " + page});
      }
    }
  }
  return findings;
}

}  // namespace tasuki::layering
