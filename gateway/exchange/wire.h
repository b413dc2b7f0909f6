#ifndef GATEWAY_EXCHANGE_WIRE_H_
#define GATEWAY_EXCHANGE_WIRE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "gateway/disclosure/varint.h"

namespace tasuki::exchange {

// Appends fields of a message in protobuf's wire format. Fields written in the
// order of their numbers give the bytes of the deterministic serialization,
// without a message being built first. Values that proto3 takes for absent are
// left out.
class WireWriter {
 public:
  explicit WireWriter(std::string& out) : out_(out) {}

  // Of an enum or an integer.
  WireWriter& Number(int field, int64_t value) {
    if (value == 0) return *this;
    Tag(field, kVarint);
    disclosure::AppendVarint(static_cast<uint64_t>(value), out_);
    return *this;
  }
  WireWriter& Text(int field, absl::string_view value) {
    return value.empty() ? *this : Message(field, value);
  }
  // There even if it is empty.
  WireWriter& Message(int field, absl::string_view bytes) {
    Tag(field, kLengthDelimited);
    disclosure::AppendVarint(bytes.size(), out_);
    out_.append(bytes.data(), bytes.size());
    return *this;
  }

 private:
  enum WireType { kVarint = 0, kLengthDelimited = 2 };
  void Tag(int field, WireType type) {
    disclosure::AppendVarint(static_cast<uint64_t>(field) << 3 | type, out_);
  }

  std::string& out_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_WIRE_H_
