#include "tests/layering/source.h"

#include <cctype>
#include <sstream>
#include <utility>

namespace tasuki::layering {
namespace {

bool IsWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Copies C++ without what comments and literals say. Not a compiler: it knows
// what our own files use, and no line continuations.
class Blanker {
 public:
  explicit Blanker(const std::string& text) : text_(text), code_(text) {}

  std::string Blank() {
    while (at_ < text_.size()) Step();
    return std::move(code_);
  }

 private:
  void Step() {
    if (Sees("//")) {
      BlankUntil("\n", 2);
    } else if (Sees("/*")) {
      BlankUntil("*/", 2);
    } else if (Sees("R\"") && !AfterWord()) {
      const size_t open = text_.find('(', at_);
      BlankUntil(")" + text_.substr(at_ + 2, open - at_ - 2) + "\"", 2);
    } else if (text_[at_] == '"' || (text_[at_] == '\'' && !AfterWord())) {
      BlankLiteral(text_[at_]);
    } else {
      ++at_;
    }
  }

  bool Sees(const char* token) const {
    return text_.compare(at_, std::char_traits<char>::length(token), token) ==
           0;
  }
  // True inside a word or a number, such as 1'000.
  bool AfterWord() const { return at_ > 0 && IsWordCharacter(text_[at_ - 1]); }

  void BlankOne() {
    if (text_[at_] != '\n') code_[at_] = ' ';
    ++at_;
  }
  void BlankUntil(const std::string& end, size_t skip) {
    size_t stop = text_.find(end, at_ + skip);
    stop = stop == std::string::npos ? text_.size() : stop + end.size();
    while (at_ < stop) BlankOne();
  }
  // Keeps the quotes: an include still shows that it is one.
  void BlankLiteral(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote; BlankOne()) {
      if (text_[at_] == '\\') BlankOne();
    }
    ++at_;
  }

  const std::string& text_;
  std::string code_;
  size_t at_ = 0;
};

}  // namespace

bool IsHeader(const std::string& path) { return path.ends_with(".h"); }

bool IsCpp(const std::string& path) {
  return IsHeader(path) || path.ends_with(".cc");
}

Source MakeSource(std::string path, std::string text) {
  std::string code = IsCpp(path) ? Blanker(text).Blank() : text;
  return {std::move(path), std::move(text), std::move(code)};
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace tasuki::layering
