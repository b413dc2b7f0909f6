#include <cstdint>

#include "absl/strings/string_view.h"
#include "gateway/audit/encoding.h"

namespace tasuki::audit {
namespace {

constexpr int32_t kInvalid = -1;

// The bytes that a sequence starting with `lead` has, and the smallest code
// point that needs so many (RFC 3629 section 3); 0 for a byte that starts none.
struct Sequence {
  size_t size;
  int32_t smallest;
};

Sequence SequenceOf(unsigned char lead) {
  if (lead < 0x80) return {1, 0};
  if (lead >= 0xC0 && lead < 0xE0) return {2, 0x80};
  if (lead >= 0xE0 && lead < 0xF0) return {3, 0x800};
  if (lead >= 0xF0 && lead < 0xF8) return {4, 0x10000};
  return {0, 0};
}

// Takes one code point off the front of `text`, which is not empty.
int32_t TakeCodePoint(absl::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto [size, smallest] = SequenceOf(lead);
  if (size == 0 || text.size() < size) return kInvalid;
  int32_t point = size == 1 ? lead : lead & (0x7F >> size);
  for (const char next : text.substr(1, size - 1)) {
    if ((next & 0xC0) != 0x80) return kInvalid;
    point = point << 6 | (next & 0x3F);
  }
  // Overlong forms, surrogates and what lies beyond Unicode.
  if (point < smallest || (point >= 0xD800 && point <= 0xDFFF) ||
      point > 0x10FFFF) {
    return kInvalid;
  }
  text.remove_prefix(size);
  return point;
}

// Unicode property White_Space.
bool IsSpace(int32_t point) {
  switch (point) {
    case 0x20:
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return true;
    default:
      return (point >= 0x09 && point <= 0x0D) ||
             (point >= 0x2000 && point <= 0x200A);
  }
}

}  // namespace

bool IsNoteText(absl::string_view text) {
  while (!text.empty()) {
    const int32_t point = TakeCodePoint(text);
    if (point == kInvalid || (point < 0x20 && point != '\n')) return false;
  }
  return true;
}

bool IsKeyName(absl::string_view name) {
  if (name.empty()) return false;
  while (!name.empty()) {
    const int32_t point = TakeCodePoint(name);
    if (point == kInvalid || IsSpace(point) || point == '+') return false;
  }
  return true;
}

}  // namespace tasuki::audit
