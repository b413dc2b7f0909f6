#ifndef GATEWAY_AUDIT_ENCODING_H_
#define GATEWAY_AUDIT_ENCODING_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::audit {

// How the log's formats write numbers, bytes and text. Every reader here takes
// the one spelling that the writer would produce, so that two parties cannot
// read different things out of the same bytes. INVALID_ARGUMENT otherwise.

// Big-endian.
std::string U16(uint16_t value);
std::string U32(uint32_t value);
std::string U64(uint64_t value);
uint32_t ReadU32(absl::string_view four_bytes);

// Standard base64 with padding (RFC 4648 section 4); no white space, no stray
// bits in the last character.
absl::StatusOr<std::string> DecodeBase64(absl::string_view text);

// ASCII digits without sign or leading zero, at most 2^63 - 1.
absl::StatusOr<uint64_t> ParseDecimal(absl::string_view text);

// Takes `text` up to the next LF off its front. INVALID_ARGUMENT: no LF left.
absl::StatusOr<absl::string_view> TakeLine(absl::string_view& text);

// UTF-8 (RFC 3629) without a byte below 0x20 other than LF.
bool IsNoteText(absl::string_view text);

// UTF-8, not empty, no Unicode space and no '+' (C2SP signed-note).
bool IsKeyName(absl::string_view name);

}  // namespace tasuki::audit

#endif  // GATEWAY_AUDIT_ENCODING_H_
