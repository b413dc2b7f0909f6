#ifndef GATEWAY_STORE_LEAF_RECORD_H_
#define GATEWAY_STORE_LEAF_RECORD_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/audit/leaf.h"

namespace tasuki::store {

// What is stored of a leaf beside its hash (docs/formats/state.md). Refers to
// bytes that it does not own.
struct LeafRecord {
  static constexpr size_t kDigestsSize = 128;
  static constexpr size_t kWrapSize = 72;

  // Of a padding leaf its data (33 bytes), and nothing of what follows.
  absl::string_view padding = {};
  absl::string_view digests = {};  // d(1) to d(4)
  std::array<absl::string_view, audit::kGroups> bodies = {};
  int64_t subject_key = 0;
  int64_t party_key = 0;  // 0: there is no party
  absl::string_view office_wrap1 = {}, office_wrap2 = {};
  absl::string_view subject_wrap3 = {}, subject_wrap4 = {};
  absl::string_view party_wrap1 = {};  // empty without a party

  bool is_padding() const { return !padding.empty(); }
};

// Appends the record. Its parts have their sizes.
void AppendRecord(const LeafRecord& record, std::string& block);

// The records of a block. DATA_LOSS: it does not consist of whole records.
absl::StatusOr<std::vector<LeafRecord>> ReadRecords(absl::string_view block);

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_LEAF_RECORD_H_
