#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/layering/house_rules.h"

namespace tasuki::layering {
namespace {

// The numbers that the table of leaks has for its channels.
std::set<std::string> Channels() {
  std::set<std::string> channels = {"13b", "13c"};
  for (int i = 1; i <= 23; ++i) channels.insert(std::to_string(i));
  return channels;
}

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// The cells of a row of a table; none if the line is no row.
std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells;
  if (!line.starts_with("|")) return cells;
  for (size_t at = 1, end; (end = line.find('|', at)) != std::string::npos;
       at = end + 1) {
    cells.push_back(Trimmed(line.substr(at, end - at)));
  }
  return cells;
}

std::vector<std::string> Quoted(const std::string& cell,
                                const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator at(cell.begin(), cell.end(), pattern), end;
       at != end; ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

// Is it a test of one of these files?
bool IsTestOf(const std::string& name, const std::vector<std::string>& files,
              const TextOf& text_of) {
  const std::regex declared("TEST(_F|_P)?\\(\\w+,\\s*" + name + "\\)");
  return std::any_of(files.begin(), files.end(), [&](const auto& file) {
    return std::regex_search(text_of(file), declared);
  });
}

}  // namespace

Findings ThreatRows(const Source& page, const TextOf& text_of) {
  static const std::regex kFile("`(tests/[a-z0-9_/]+_test\\.cc)`");
  static const std::regex kTest("`([A-Z][a-z]*[A-Z][A-Za-z0-9]+)`");
  std::set<std::string> missing = Channels();
  Findings findings;
  int number = 0;
  for (const std::string& line : Lines(page.text)) {
    ++number;
    const std::vector<std::string> cells = Cells(line);
    if (cells.empty()) continue;
    const bool is_channel = missing.erase(cells.front()) != 0;
    const std::vector<std::string> files = Quoted(cells.back(), kFile);
    const std::vector<std::string> tests = Quoted(cells.back(), kTest);
    if (is_channel && tests.empty()) {
      findings.push_back({page.path, number, "no test is named"});
    }
    for (const std::string& test : tests) {
      if (!IsTestOf(test, files, text_of)) {
        findings.push_back({page.path, number, "no such test: " + test});
      }
    }
  }
  for (const std::string& channel : missing) {
    findings.push_back({page.path, 0, "no row for channel " + channel});
  }
  return findings;
}

}  // namespace tasuki::layering
