#ifndef GATEWAY_INTAKE_SLOT_H_
#define GATEWAY_INTAKE_SLOT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// The bytes of one slot of a spool (docs/formats/report-spool.md).
namespace tasuki::intake {

inline constexpr size_t kSlotHeaderBytes = 120;

enum class SlotState : uint8_t { kUnused = 0, kWaiting = 1, kDelivered = 2 };

struct SlotHeader {
  SlotState state = SlotState::kUnused;
  uint64_t sequence = 0;
  std::string id;           // 16 bytes
  std::string owner;        // 16 bytes: whose share of the places it takes
  uint32_t size = 0;        // of the sealed content
  std::string body_digest;  // SHA-256 of the sealed content
};

std::string EncodeHeader(const SlotHeader& header);
// All zeros are an unused slot. DATA_LOSS: neither that nor a whole header.
absl::StatusOr<SlotHeader> DecodeHeader(absl::string_view bytes);

// What binds sealed content to its place in the order.
std::string Binding(const SlotHeader& header);

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_SLOT_H_
