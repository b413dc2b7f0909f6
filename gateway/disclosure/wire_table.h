#ifndef GATEWAY_DISCLOSURE_WIRE_TABLE_H_
#define GATEWAY_DISCLOSURE_WIRE_TABLE_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "gateway/model/level_set.h"

namespace google::protobuf {
class Descriptor;
class FieldDescriptor;
}  // namespace google::protobuf

namespace tasuki::disclosure {

struct MessageTable;

// How the values of a field lie in canonical bytes.
enum class WireKind : uint8_t {
  kUndeclared,  // no such field, or no option: its bytes are not canonical
  kNumber,      // bool, int32, int64
  kEnum,
  kText,
  kMessage,
  kPackedNumbers,
  kPackedEnums,
};

// What a reader gets of a category: the full edition, the reduced one, or what
// a conference may see of the reduced one.
enum class View : uint8_t { kFull = 1, kReduced = 2, kConference = 4 };

// What the walk over stored bytes must know of a field.
struct FieldRow {
  CategorySet category;
  WireKind kind = WireKind::kUndeclared;
  bool repeated = false;  // elements follow each other, not packed
  uint8_t views = 0;      // sum of those that may have it
  uint64_t most = 0;      // largest number
  uint64_t numbers = 0;   // bit n: the enum has number n
  const MessageTable* nested = nullptr;

  bool LeavesIn(View view) const {
    return (views & static_cast<uint8_t>(view)) != 0;
  }

  bool length_delimited() const {
    return kind != WireKind::kNumber && kind != WireKind::kEnum;
  }
};

// The rows of one message by field number; row 0 stands for every other number.
struct MessageTable {
  std::vector<FieldRow> rows{1};

  const FieldRow& At(uint64_t number) const {
    return rows[number < rows.size() ? number : 0];
  }
};

// The tables of all messages below a root like Record, built from descriptors
// once. Immutable, thread-safe.
class RecordTable {
 public:
  explicit RecordTable(const google::protobuf::Descriptor* root);
  static const RecordTable& OfRecord();

  // The table of a record group; null if there is no such group.
  const MessageTable* Group(uint64_t number) const {
    return number < groups_.size() ? groups_[number] : nullptr;
  }

 private:
  const MessageTable* TableOf(const google::protobuf::Descriptor& message);
  FieldRow RowOf(const google::protobuf::FieldDescriptor& field);

  std::array<const MessageTable*, 32> groups_ = {};
  std::map<const google::protobuf::Descriptor*, std::unique_ptr<MessageTable>>
      tables_;
};

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_WIRE_TABLE_H_
