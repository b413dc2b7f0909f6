#include "gateway/intake/slot.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/crypto/digest.h"

namespace tasuki::intake {
namespace {

constexpr absl::string_view kMagic("TSKspl1\n", 8);
constexpr size_t kIdBytes = 16;

template <typename Number>
std::string BigEndian(Number number) {
  std::string bytes(sizeof(Number), '\0');
  for (size_t i = 0; i < sizeof(Number); ++i) {
    bytes[sizeof(Number) - 1 - i] =
        static_cast<char>((number >> (8 * i)) & 0xFF);
  }
  return bytes;
}

template <typename Number>
Number TakeNumber(absl::string_view& bytes) {
  Number number = 0;
  for (size_t i = 0; i < sizeof(Number); ++i) {
    number = static_cast<Number>((number << 8) |
                                 static_cast<unsigned char>(bytes[i]));
  }
  bytes.remove_prefix(sizeof(Number));
  return number;
}

absl::string_view Take(absl::string_view& bytes, size_t size) {
  const absl::string_view taken = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return taken;
}

}  // namespace

std::string EncodeHeader(const SlotHeader& header) {
  CHECK(header.id.size() == kIdBytes && header.owner.size() == kIdBytes);
  CHECK(header.body_digest.size() == crypto::kSha256Size);
  std::string bytes =
      absl::StrCat(kMagic, BigEndian(static_cast<uint32_t>(header.state)),
                   BigEndian(header.size), BigEndian(header.sequence),
                   header.id, header.owner, header.body_digest);
  absl::StrAppend(&bytes, crypto::Sha256(bytes));
  CHECK(bytes.size() == kSlotHeaderBytes);
  return bytes;
}

absl::StatusOr<SlotHeader> DecodeHeader(absl::string_view bytes) {
  CHECK(bytes.size() == kSlotHeaderBytes);
  if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; })) {
    return SlotHeader();
  }
  const absl::string_view digested =
      bytes.substr(0, kSlotHeaderBytes - crypto::kSha256Size);
  const absl::string_view digest = bytes.substr(digested.size());
  if (Take(bytes, kMagic.size()) != kMagic ||
      digest != crypto::Sha256(digested)) {
    return absl::DataLossError("spool: a place is damaged");
  }
  SlotHeader header;
  const auto state = TakeNumber<uint32_t>(bytes);
  header.size = TakeNumber<uint32_t>(bytes);
  header.sequence = TakeNumber<uint64_t>(bytes);
  header.id = std::string(Take(bytes, kIdBytes));
  header.owner = std::string(Take(bytes, kIdBytes));
  header.body_digest = std::string(Take(bytes, crypto::kSha256Size));
  if (state != static_cast<uint32_t>(SlotState::kWaiting) &&
      state != static_cast<uint32_t>(SlotState::kDelivered)) {
    return absl::DataLossError("spool: a place is of an unknown kind");
  }
  header.state = static_cast<SlotState>(state);
  return header;
}

std::string Binding(const SlotHeader& header) {
  return absl::StrCat("tasuki/intake-spool/v1", BigEndian(header.sequence),
                      header.id);
}

}  // namespace tasuki::intake
