#include "gateway/disclosure/wire_table.h"

#include <google/protobuf/descriptor.h>

#include <limits>

#include "gateway/base/check.h"
#include "gateway/disclosure/inventory.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

WireKind KindOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return field.is_repeated() ? WireKind::kPackedNumbers : WireKind::kNumber;
    case FieldDescriptor::CPPTYPE_ENUM:
      return field.is_repeated() ? WireKind::kPackedEnums : WireKind::kEnum;
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_STRING
                 ? WireKind::kText
                 : WireKind::kUndeclared;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return field.type() == FieldDescriptor::TYPE_MESSAGE
                 ? WireKind::kMessage
                 : WireKind::kUndeclared;
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return WireKind::kUndeclared;
  }
  return WireKind::kUndeclared;
}

uint64_t MostOf(const FieldDescriptor& field) {
  if (field.type() == FieldDescriptor::TYPE_BOOL) return 1;
  return std::numeric_limits<int64_t>::max();
}

uint8_t ViewsOf(const v1::FieldDisclosure& option) {
  auto views = static_cast<uint8_t>(View::kFull);
  if (option.reduction() == v1::REDUCTION_WITHHELD ||
      option.reduction() == v1::REDUCTION_UNSPECIFIED) {
    return views;
  }
  views |= static_cast<uint8_t>(View::kReduced);
  if (option.conference()) views |= static_cast<uint8_t>(View::kConference);
  return views;
}

uint64_t NumbersOf(const EnumDescriptor* vocabulary) {
  uint64_t numbers = 0;
  if (vocabulary == nullptr) return numbers;
  for (int i = 0; i < vocabulary->value_count(); ++i) {
    const int number = vocabulary->value(i)->number();
    // Zero is the absent value: canonical bytes never spell it out. Above 63
    // the build fails; here such a number is one that the field may not have.
    if (number > 0 && number < 64) numbers |= uint64_t{1} << number;
  }
  return numbers;
}

}  // namespace

RecordTable::RecordTable(const Descriptor* root) {
  for (int i = 0; i < root->field_count(); ++i) {
    const FieldDescriptor& group = *root->field(i);
    CHECK(group.message_type() != nullptr);
    CHECK(static_cast<size_t>(group.number()) < groups_.size());
    groups_[group.number()] = TableOf(*group.message_type());
  }
}

const RecordTable& RecordTable::OfRecord() {
  static const auto* const table = new RecordTable(v1::Record::descriptor());
  return *table;
}

const MessageTable* RecordTable::TableOf(const Descriptor& message) {
  std::unique_ptr<MessageTable>& table = tables_[&message];
  // Set before the fields are looked at, so that recursion ends.
  if (table != nullptr) return table.get();
  table = std::make_unique<MessageTable>();
  MessageTable* const built = table.get();
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const FieldRow row = RowOf(field);
    const size_t number = field.number();
    if (number >= built->rows.size()) built->rows.resize(number + 1);
    built->rows[number] = row;
  }
  return built;
}

FieldRow RecordTable::RowOf(const FieldDescriptor& field) {
  const v1::FieldDisclosure option = OptionOf(field);
  FieldRow row;
  row.category = CategorySet::Of(option.category());
  // BuildEditions puts no such field into an edition.
  if (row.category.empty()) return row;
  row.kind = KindOf(field);
  row.repeated = field.is_repeated() && !field.is_packed();
  row.views = ViewsOf(option);
  row.most = MostOf(field);
  row.numbers = NumbersOf(field.enum_type());
  if (row.kind == WireKind::kMessage)
    row.nested = TableOf(*field.message_type());
  return row;
}

}  // namespace tasuki::disclosure
