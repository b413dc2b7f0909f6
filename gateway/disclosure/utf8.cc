#include "gateway/base/utf8.h"

#include "gateway/disclosure/value_format.h"

namespace tasuki::disclosure {
namespace {

bool IsControl(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

}  // namespace

std::optional<int> CountCharacters(absl::string_view text, bool line_feeds) {
  int characters = 0;
  while (!text.empty()) {
    const char32_t point = TakeCodePoint(text);
    if (point == kNotUtf8) return std::nullopt;
    if (IsControl(point) && !(line_feeds && point == '\n')) return std::nullopt;
    ++characters;
  }
  return characters;
}

}  // namespace tasuki::disclosure
