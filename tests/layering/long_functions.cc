#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "tests/layering/house_rules.h"

namespace tasuki::layering {
namespace {

constexpr int kMostLinesOfFunction = 60;
// Tests hold their tables of cases in functions.
constexpr int kMostLinesOfTest = 120;

// What a pair of braces encloses.
enum class Block { kScope, kFunction, kInner };

// Walks the braces of blanked code and measures those of functions: blocks that
// follow a parameter list, directly in a namespace or a class.
class BraceWalk {
 public:
  explicit BraceWalk(const Source& source)
      : path_(source.path),
        most_(source.path.starts_with("tests/") ? kMostLinesOfTest
                                                : kMostLinesOfFunction) {
    for (const char c : source.code) Take(c);
  }

  Findings findings() && { return std::move(findings_); }

 private:
  struct Open {
    Block block;
    int line;
  };

  void Take(char c) {
    if (c == '\n') ++line_;
    if (c == '{') {
      open_.push_back({Classify(), line_});
      before_.clear();
    } else if (c == '}') {
      Close();
      before_.clear();
    } else if (c == ';') {
      before_.clear();
    } else {
      before_ += c;
    }
  }

  Block Classify() const {
    static const std::regex kScope(
        "\\b(namespace|class|struct|union|enum|extern)\\b");
    if (!open_.empty() && open_.back().block != Block::kScope) {
      return Block::kInner;
    }
    // A parameter list may name a struct; a scope has no parameter list.
    if (before_.find('(') != std::string::npos) return Block::kFunction;
    return std::regex_search(before_, kScope) ? Block::kScope : Block::kInner;
  }

  void Close() {
    if (open_.empty()) return;
    const Open last = open_.back();
    open_.pop_back();
    const int lines = line_ - last.line + 1;
    if (last.block == Block::kFunction && lines > most_) {
      findings_.push_back({path_, last.line,
                           "a function of " + std::to_string(lines) +
                               " lines, more than " + std::to_string(most_)});
    }
  }

  std::string path_;
  int most_;
  int line_ = 1;
  std::string before_;  // since the last brace or semicolon
  std::vector<Open> open_;
  Findings findings_;
};

}  // namespace

Findings LongFunctions(const Source& source) {
  if (!IsCpp(source.path)) return {};
  return BraceWalk(source).findings();
}

}  // namespace tasuki::layering
