#include "gateway/base/utf8.h"

#include "absl/strings/string_view.h"
#include "gateway/audit/encoding.h"

namespace tasuki::audit {
namespace {

// Unicode property White_Space.
bool IsSpace(char32_t point) {
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
    const char32_t point = TakeCodePoint(text);
    if (point == kNotUtf8 || (point < 0x20 && point != '\n')) return false;
  }
  return true;
}

bool IsKeyName(absl::string_view name) {
  if (name.empty()) return false;
  while (!name.empty()) {
    const char32_t point = TakeCodePoint(name);
    if (point == kNotUtf8 || IsSpace(point) || point == '+') return false;
  }
  return true;
}

}  // namespace tasuki::audit
