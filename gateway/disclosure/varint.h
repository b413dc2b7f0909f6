#ifndef GATEWAY_DISCLOSURE_VARINT_H_
#define GATEWAY_DISCLOSURE_VARINT_H_

#include <cstdint>
#include <string>

// The numbers of protobuf's wire format, in their shortest form.
namespace tasuki::disclosure {

// Reads one varint of at most ten bytes. False: there is none.
inline bool ReadVarint(const char*& at, const char* end, uint64_t& value) {
  if (at != end && static_cast<unsigned char>(*at) < 0x80) [[likely]] {
    value = static_cast<unsigned char>(*at++);
    return true;
  }
  value = 0;
  for (int shift = 0; at != end && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) {
      // A zero byte at the end pads; the tenth byte has room for one bit.
      return (byte != 0 || shift == 0) && (shift < 63 || byte == 1);
    }
  }
  return false;
}

inline void AppendVarint(uint64_t value, std::string& bytes) {
  for (; value >= 0x80; value >>= 7) {
    bytes.push_back(static_cast<char>(value | 0x80));
  }
  bytes.push_back(static_cast<char>(value));
}

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_VARINT_H_
