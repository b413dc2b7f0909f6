#include "tests/layering/house_rules.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <regex>
#include <vector>

namespace tasuki::layering {
namespace {

constexpr int kMostLinesOfSource = 400;
constexpr int kMostLinesOfHeader = 300;
constexpr int kMostColumns = 80;

struct Forbidden {
  std::regex where;  // of the path, from the start
  std::regex what;   // of a line of code
  std::string rule;
};

// In `where` the deciding layers are all from crypto up to exchange.
const std::vector<Forbidden>& Table() {
  static const auto* const kTable = new std::vector<Forbidden>{
      {std::regex("(gateway|adapters|tests)/"),
       std::regex("\\b(Utf8|Short)?DebugString\\("),
       "prints field values of a message"},
      {std::regex("gateway/(?!app/)"), std::regex("std::(cout|cerr|clog)\\b"),
       "writes past the event log"},
      {std::regex("(gateway|adapters|tests)/"),
       std::regex("\\b(sleep|usleep|nanosleep|sleep_for|sleep_until|SleepFor)"
                  "\\s*\\("),
       "sleeps instead of waiting for what happens"},
      {std::regex("gateway/(crypto|model|policy|consent|disclosure|audit|"
                  "exchange)/"),
       std::regex("absl::Now\\(|_clock::now\\(|\\btime\\((nullptr|NULL|0)"),
       "asks the machine for the time; take it as an argument"},
      {std::regex("gateway/"),
       std::regex("std::(mt19937\\w*|random_device)|\\bs?rand\\("),
       "random numbers come from gateway/crypto"},
      {std::regex("gateway/"), std::regex("\\bthrow\\b"),
       "throws; return a status"},
      {std::regex("(gateway|adapters|tests)/"),
       std::regex("\\b(class|struct)\\s+\\w*"
                  "(Manager|Helper|Util|Utils|Info|Impl)\\b"),
       "a name that says nothing"},
      {std::regex("(gateway|adapters|tests)/"),
       std::regex("\\busing namespace std\\b"), "using namespace std"},
  };
  return *kTable;
}

// Characters, not bytes: comments and user-facing text are in Japanese too.
int Columns(const std::string& line) {
  return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string GuardOf(const std::string& path) {
  std::string guard;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    guard +=
        std::isalnum(byte) != 0 ? static_cast<char>(std::toupper(byte)) : '_';
  }
  return guard + "_";
}

// A line that cannot be broken: a directive, an address, the inside of a raw
// string.
bool MayBeLong(const std::string& line, const std::string& code) {
  static const std::regex kUnbreakable("^#|//.*https?://|R\"");
  return std::regex_search(line, kUnbreakable) ||
         (code.find_first_not_of(' ') == std::string::npos &&
          line.find("//") == std::string::npos);
}

Findings FileLength(const Source& source) {
  const auto lines = static_cast<int>(Lines(source.text).size());
  const int most =
      IsHeader(source.path) ? kMostLinesOfHeader : kMostLinesOfSource;
  if (lines <= most) return {};
  return {
      {source.path, 0,
       std::to_string(lines) + " lines, more than " + std::to_string(most)}};
}

}  // namespace

Findings UnusedNames(const Source& source) {
  static const std::regex kUsing("^using [\\w:]+::(\\w+);$");
  Findings findings;
  int number = 0;
  for (const std::string& line : Lines(source.code)) {
    ++number;
    std::smatch name;
    if (IsHeader(source.path) || !std::regex_match(line, name, kUsing)) {
      continue;
    }
    const std::regex word("\\b" + name[1].str() + "\\b");
    const auto uses = std::distance(
        std::sregex_iterator(source.code.begin(), source.code.end(), word),
        std::sregex_iterator());
    if (uses < 2) findings.push_back({source.path, number, "a name not used"});
  }
  return findings;
}

Findings ForbiddenWords(const Source& source) {
  Findings findings;
  if (!IsCpp(source.path)) return findings;
  const std::vector<std::string> code = Lines(source.code);
  for (const Forbidden& row : Table()) {
    if (!std::regex_search(source.path, row.where,
                           std::regex_constants::match_continuous)) {
      continue;
    }
    for (size_t i = 0; i < code.size(); ++i) {
      if (std::regex_search(code[i], row.what)) {
        findings.push_back({source.path, static_cast<int>(i) + 1, row.rule});
      }
    }
  }
  return findings;
}

Findings FileShape(const Source& source) {
  if (!IsCpp(source.path)) return {};
  static const std::regex kVague(
      "(^|[/_])(utils?|helpers?|common|misc|managers?|impl)\\.(h|cc)$");
  Findings findings = FileLength(source);
  if (std::regex_search(source.path, kVague)) {
    findings.push_back({source.path, 0, "a name that says nothing"});
  }
  if (IsHeader(source.path) &&
      source.code.find("#ifndef " + GuardOf(source.path) + "\n") ==
          std::string::npos) {
    findings.push_back(
        {source.path, 0, "include guard is not " + GuardOf(source.path)});
  }
  const std::vector<std::string> lines = Lines(source.text);
  const std::vector<std::string> code = Lines(source.code);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (Columns(lines[i]) > kMostColumns && !MayBeLong(lines[i], code[i])) {
      findings.push_back(
          {source.path, static_cast<int>(i) + 1, "more than 80 columns"});
    }
  }
  return findings;
}

Findings MachinePaths(const Source& source) {
  // In pieces, so that this file passes itself.
  static const std::regex kPath(
      "(^|[^A-Za-z0-9_.])/(wo"
      "rk|home|root)/|shar"
      "ed/(des"
      "ign|da"
      "ta)|"
      "[.]libr"
      "ary/|registry[.]npmjs|deb[.]deb"
      "ian[.]org");
  Findings findings;
  int number = 0;
  for (const std::string& line : Lines(source.text)) {
    ++number;
    if (std::regex_search(line, kPath)) {
      findings.push_back(
          {source.path, number, "a place outside the repository"});
    }
  }
  return findings;
}

}  // namespace tasuki::layering
