#include "tests/scenario/terminal.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace tasuki::scenario {
namespace {

constexpr absl::string_view kNotFirst[] = {"、", "。", "）", "」", "〕", "：",
                                           "ー", "ゃ", "ゅ", "ょ", "っ"};
constexpr absl::string_view kNotLast[] = {"（", "「", "〔"};

size_t LengthOfLetter(char first) {
  const auto value = static_cast<unsigned char>(first);
  if (value < 0x80) return 1;
  if (value < 0xE0) return 2;
  return value < 0xF0 ? 3 : 4;
}

// The marks of punctuation, lines and shapes (U+2000 to U+2BFF) are narrow.
int WidthOfLetter(absl::string_view letter) {
  if (letter.size() < 3) return 1;
  const bool narrow =
      letter[0] == '\xE2' && static_cast<unsigned char>(letter[1]) < 0xB0;
  return narrow ? 1 : 2;
}

template <size_t kSize>
bool IsOneOf(const absl::string_view (&letters)[kSize],
             absl::string_view letter) {
  return std::find(letters, letters + kSize, letter) != letters + kSize;
}

std::vector<absl::string_view> Letters(absl::string_view text) {
  std::vector<absl::string_view> letters;
  while (!text.empty()) {
    const size_t length = std::min(text.size(), LengthOfLetter(text[0]));
    letters.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return letters;
}

// Pieces that stay on one line: words, and letters of Japanese with the
// punctuation that belongs to them.
std::vector<std::string> Pieces(absl::string_view text) {
  std::vector<std::string> pieces;
  absl::string_view last = " ";
  for (const absl::string_view letter : Letters(text)) {
    const bool inside_word =
        WidthOfLetter(last) == 1 && WidthOfLetter(letter) == 1 && last != " ";
    const bool joins = letter == " " || inside_word ||
                       IsOneOf(kNotFirst, letter) || IsOneOf(kNotLast, last);
    if (joins && !pieces.empty()) {
      absl::StrAppend(&pieces.back(), letter);
    } else {
      pieces.emplace_back(letter);
    }
    last = letter;
  }
  return pieces;
}

}  // namespace

int Width(absl::string_view text) {
  int width = 0;
  for (const absl::string_view letter : Letters(text)) {
    width += WidthOfLetter(letter);
  }
  return width;
}

std::string Padded(absl::string_view text, int width) {
  return absl::StrCat(text, std::string(std::max(0, width - Width(text)), ' '));
}

std::string Wrapped(absl::string_view text, int indent, int width) {
  const std::string margin(indent, ' ');
  std::string lines, line;
  for (const std::string& piece : Pieces(text)) {
    if (!line.empty() &&
        indent + Width(line) +
                Width(absl::StripTrailingAsciiWhitespace(piece)) >
            width) {
      absl::StrAppend(&lines, margin, absl::StripTrailingAsciiWhitespace(line),
                      "\n");
      line.clear();
    }
    line += piece;
  }
  return absl::StrCat(lines, margin, line, "\n");
}

}  // namespace tasuki::scenario
