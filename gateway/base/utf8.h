#ifndef GATEWAY_BASE_UTF8_H_
#define GATEWAY_BASE_UTF8_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace tasuki {

// What is not UTF-8 stands for no code point.
inline constexpr char32_t kNotUtf8 = 0xFFFFFFFF;

// Takes one code point (RFC 3629) off the front of `text`, which is not empty.
// kNotUtf8: there is none; nothing is taken.
inline char32_t TakeCodePoint(absl::string_view& text) {
  // How many bytes a sequence with this lead has, and the smallest code point
  // that needs so many (RFC 3629 section 3); 0 for a byte that leads none.
  struct Sequence {
    size_t size;
    char32_t smallest;
  };
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto [size, smallest] = lead < 0x80   ? Sequence{1, 0}
                                : lead < 0xC0 ? Sequence{0, 0}
                                : lead < 0xE0 ? Sequence{2, 0x80}
                                : lead < 0xF0 ? Sequence{3, 0x800}
                                : lead < 0xF8 ? Sequence{4, 0x10000}
                                              : Sequence{0, 0};
  if (size == 0 || text.size() < size) return kNotUtf8;
  char32_t point = size == 1 ? lead : lead & (0x7Fu >> size);
  for (const char next : text.substr(1, size - 1)) {
    const auto follower = static_cast<unsigned char>(next);
    if ((follower & 0xC0) != 0x80) return kNotUtf8;
    point = point << 6 | (follower & 0x3F);
  }
  // Overlong forms, surrogates and what lies beyond Unicode.
  if (point < smallest || (point >= 0xD800 && point <= 0xDFFF) ||
      point > 0x10FFFF) {
    return kNotUtf8;
  }
  text.remove_prefix(size);
  return point;
}

}  // namespace tasuki

#endif  // GATEWAY_BASE_UTF8_H_
