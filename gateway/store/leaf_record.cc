#include "gateway/store/leaf_record.h"

#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/base/check.h"

namespace tasuki::store {
namespace {

constexpr size_t kLeafDataSize = 33;
constexpr char kPadding = 0, kWithOpenings = 1;

// Takes parts off the front of a block; once one is missing, all are.
class Cursor {
 public:
  explicit Cursor(absl::string_view bytes) : bytes_(bytes) {}

  absl::string_view Take(size_t size) {
    whole_ = whole_ && size <= bytes_.size();
    if (!whole_) return {};
    const absl::string_view part = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return part;
  }
  absl::string_view TakeSized() {
    const absl::string_view size = Take(4);
    return whole_ ? Take(audit::ReadU32(size)) : size;
  }
  int64_t TakeNumber() {
    uint64_t value = 0;
    for (const char byte : Take(8)) {
      value = value << 8 | static_cast<unsigned char>(byte);
    }
    return static_cast<int64_t>(value);
  }
  bool whole() const { return whole_; }
  bool empty() const { return bytes_.empty(); }

 private:
  absl::string_view bytes_;
  bool whole_ = true;
};

LeafRecord TakeOpenings(Cursor& cursor) {
  LeafRecord record;
  record.digests = cursor.Take(LeafRecord::kDigestsSize);
  for (absl::string_view& body : record.bodies) body = cursor.TakeSized();
  record.subject_key = cursor.TakeNumber();
  record.party_key = cursor.TakeNumber();
  for (absl::string_view* wrap :
       {&record.office_wrap1, &record.office_wrap2, &record.subject_wrap3,
        &record.subject_wrap4}) {
    *wrap = cursor.Take(LeafRecord::kWrapSize);
  }
  if (record.party_key != 0) {
    record.party_wrap1 = cursor.Take(LeafRecord::kWrapSize);
  }
  return record;
}

}  // namespace

void AppendRecord(const LeafRecord& record, std::string& block) {
  if (record.is_padding()) {
    CHECK(record.padding.size() == kLeafDataSize);
    absl::StrAppend(&block, absl::string_view(&kPadding, 1), record.padding);
    return;
  }
  CHECK(record.digests.size() == LeafRecord::kDigestsSize);
  absl::StrAppend(&block, absl::string_view(&kWithOpenings, 1), record.digests);
  for (const absl::string_view body : record.bodies) {
    absl::StrAppend(&block, audit::U32(static_cast<uint32_t>(body.size())),
                    body);
  }
  block += audit::U64(static_cast<uint64_t>(record.subject_key));
  block += audit::U64(static_cast<uint64_t>(record.party_key));
  absl::StrAppend(&block, record.office_wrap1, record.office_wrap2,
                  record.subject_wrap3, record.subject_wrap4,
                  record.party_wrap1);
}

absl::StatusOr<std::vector<LeafRecord>> ReadRecords(absl::string_view block) {
  std::vector<LeafRecord> records;
  Cursor cursor(block);
  while (!cursor.empty() && cursor.whole()) {
    const absl::string_view kind = cursor.Take(1);
    if (kind[0] == kPadding) {
      records.push_back({.padding = cursor.Take(kLeafDataSize)});
    } else if (kind[0] == kWithOpenings) {
      records.push_back(TakeOpenings(cursor));
    } else {
      return absl::DataLossError("a block of the log has an unknown record");
    }
  }
  if (cursor.whole()) return records;
  return absl::DataLossError("a block of the log is cut off");
}

}  // namespace tasuki::store
