#include "gateway/model/id.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/base/check.h"
#include "gateway/crypto/random.h"

namespace tasuki {
namespace {

// No i, l, o, u: cannot be misread on paper or on the phone.
constexpr absl::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr size_t kBytes = 16;
constexpr size_t kIdLength = 26;  // 130 bits hold 16 bytes

bool IsId(absl::string_view text) {
  return text.size() == kIdLength &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return kAlphabet.find(c) != absl::string_view::npos;
         });
}

}  // namespace

std::string NewId() { return IdOf(crypto::RandomBytes(kBytes)); }

std::string IdOf(absl::string_view bytes) {
  CHECK(bytes.size() == kBytes);
  std::string id;
  uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(byte);
    for (count += 8; count >= 5; count -= 5) {
      id += kAlphabet[(bits >> (count - 5)) & 31];
    }
  }
  id += kAlphabet[(bits << (5 - count)) & 31];
  return id;
}

absl::StatusOr<std::string> ParseResourceId(absl::string_view collection,
                                            absl::string_view name,
                                            absl::string_view field) {
  if (absl::ConsumePrefix(&name, collection) &&
      absl::ConsumePrefix(&name, "/") && IsId(name)) {
    return std::string(name);
  }
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": expected ", collection, "/{26 characters}"));
}

bool IsResourceName(absl::string_view text) {
  const size_t slash = text.find('/');
  return slash != 0 && slash != text.npos && IsId(text.substr(slash + 1)) &&
         std::all_of(text.begin(), text.begin() + slash, absl::ascii_islower);
}

absl::StatusOr<std::string> BytesOfId(absl::string_view id) {
  if (!IsId(id)) return absl::InvalidArgumentError("id: 26 characters");
  std::string bytes;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : id) {
    bits = (bits << 5) | static_cast<uint32_t>(kAlphabet.find(c));
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>((bits >> count) & 0xFF);
    }
  }
  return bytes;
}

std::string ResourceName(absl::string_view collection, absl::string_view id) {
  return id.empty() ? std::string() : absl::StrCat(collection, "/", id);
}

}  // namespace tasuki
