#ifndef GATEWAY_DISCLOSURE_FIELD_CURSOR_H_
#define GATEWAY_DISCLOSURE_FIELD_CURSOR_H_

#include <cstdint>
#include <limits>

#include "absl/strings/string_view.h"
#include "gateway/disclosure/varint.h"
#include "gateway/disclosure/wire_table.h"

namespace tasuki::disclosure {

// Steps over the fields of one canonical message without looking into them.
// Views the bytes; they and the table must outlive it.
class FieldCursor {
 public:
  FieldCursor(const MessageTable& table, absl::string_view bytes)
      : table_(table), at_(bytes.data()), end_(at_ + bytes.size()) {}

  // Steps to the next field, or to the end. False: what comes is not canonical
  // (unknown, not ascending, twice, of another wire type, cut short).
  bool Advance() {
    begin_ = at_;
    if (at_ == end_) {
      number_ = kEnd;
      return true;
    }
    uint64_t tag;
    if (!ReadVarint(at_, end_, tag)) return false;
    const uint64_t number = tag >> 3;
    row_ = &table_.At(number);
    if (row_->kind == WireKind::kUndeclared) return false;
    if (number < number_ || (number == number_ && !row_->repeated)) {
      return false;
    }
    number_ = number;
    const uint64_t wire_type = row_->length_delimited() ? 2 : 0;
    if ((tag & 7) != wire_type || !ReadVarint(at_, end_, value_)) return false;
    if (wire_type == 0) return true;
    if (value_ > static_cast<uint64_t>(end_ - at_)) return false;
    content_ = absl::string_view(at_, value_);
    at_ += value_;
    return true;
  }

  bool done() const { return number_ == kEnd; }
  // Of the present field; the greatest number of all at the end.
  uint64_t number() const { return number_; }
  const FieldRow& row() const { return *row_; }
  // A number's value.
  uint64_t value() const { return value_; }
  // The bytes of a text, list or message, without tag and length.
  absl::string_view content() const { return content_; }
  // The whole field with its tag.
  absl::string_view range() const {
    return absl::string_view(begin_, at_ - begin_);
  }

 private:
  static constexpr uint64_t kEnd = std::numeric_limits<uint64_t>::max();

  const MessageTable& table_;
  const char* at_;
  const char* const end_;
  const char* begin_ = nullptr;
  const FieldRow* row_ = nullptr;
  uint64_t number_ = 0;
  uint64_t value_ = 0;
  absl::string_view content_;
};

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_FIELD_CURSOR_H_
