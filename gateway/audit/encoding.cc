#include "gateway/audit/encoding.h"

#include <limits>

#include "absl/strings/escaping.h"
#include "gateway/base/check.h"

namespace tasuki::audit {

std::string U16(uint16_t value) {
  return {static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::string U32(uint32_t value) {
  return U16(static_cast<uint16_t>(value >> 16)) +
         U16(static_cast<uint16_t>(value));
}

std::string U64(uint64_t value) {
  return U32(static_cast<uint32_t>(value >> 32)) +
         U32(static_cast<uint32_t>(value));
}

uint32_t ReadU32(absl::string_view four_bytes) {
  CHECK(four_bytes.size() == 4);
  uint32_t value = 0;
  for (const char byte : four_bytes) {
    value = value << 8 | static_cast<unsigned char>(byte);
  }
  return value;
}

absl::StatusOr<std::string> DecodeBase64(absl::string_view text) {
  std::string bytes;
  // Abseil forgives white space, missing padding and stray bits. What does not
  // encode to the same text again had one of them.
  if (!absl::Base64Unescape(text, &bytes) ||
      absl::Base64Escape(bytes) != text) {
    return absl::InvalidArgumentError("not strict base64");
  }
  return bytes;
}

absl::StatusOr<uint64_t> ParseDecimal(absl::string_view text) {
  constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
  const absl::Status malformed = absl::InvalidArgumentError("not a decimal");
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return malformed;
  uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return malformed;
    const uint64_t digit = static_cast<uint64_t>(c - '0');
    if (value > (kMax - digit) / 10) return malformed;
    value = value * 10 + digit;
  }
  return value;
}

absl::StatusOr<absl::string_view> TakeLine(absl::string_view& text) {
  const size_t end = text.find('\n');
  if (end == absl::string_view::npos) {
    return absl::InvalidArgumentError("a line is missing its end");
  }
  const absl::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace tasuki::audit
