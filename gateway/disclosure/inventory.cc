#include "gateway/disclosure/inventory.h"

#include <google/protobuf/descriptor.h>

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/crypto/digest.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

using FieldsByName = std::map<std::string, const FieldDescriptor*>;

void Collect(const Descriptor& message, std::set<const Descriptor*>& seen,
             FieldsByName& fields) {
  // A message may contain itself: the faults say so, this must only end.
  if (!seen.insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    fields.emplace(field->full_name(), field);
    if (field->message_type() != nullptr) {
      Collect(*field->message_type(), seen, fields);
    }
  }
}

// A new number opens no field, but says more under the same one.
std::string NumbersOf(const EnumDescriptor& vocabulary) {
  std::vector<std::string> numbers;
  for (int i = 0; i < vocabulary.value_count(); ++i) {
    const EnumValueDescriptor& value = *vocabulary.value(i);
    const int of_class = ClassOf(value);
    numbers.push_back(of_class == 0
                          ? absl::StrCat(value.number())
                          : absl::StrCat(value.number(), ">", of_class));
  }
  return absl::StrCat(vocabulary.full_name(), "{", absl::StrJoin(numbers, ","),
                      "}");
}

std::string TypeOf(const FieldDescriptor& field) {
  if (field.enum_type() != nullptr) return NumbersOf(*field.enum_type());
  if (field.message_type() != nullptr) return field.message_type()->full_name();
  return field.type_name();
}

std::string LineOf(const InventoryField& entry) {
  const FieldDescriptor& field = *entry.field;
  const v1::FieldDisclosure& option = entry.option;
  return absl::StrCat(field.full_name(), " ", field.number(), " ",
                      field.is_repeated() ? "repeated " : "", TypeOf(field),
                      " ", v1::Category_Name(option.category()), " ",
                      option.sensitivity(), " ",
                      v1::Reduction_Name(option.reduction()), " ",
                      option.conference() ? "conference" : "-", " ",
                      v1::ValueFormat_Name(option.format()), " ",
                      option.max_bytes(), " ", option.max_characters(), " ",
                      option.max_items(), " ", option.max_value(), "\n");
}

}  // namespace

v1::FieldDisclosure OptionOf(const FieldDescriptor& field) {
  return field.options().GetExtension(v1::disclosure);
}

int ClassOf(const EnumValueDescriptor& value) {
  return value.options().GetExtension(v1::class_number);
}

std::vector<InventoryField> FieldInventory(const Descriptor* root) {
  std::set<const Descriptor*> seen = {root};
  FieldsByName fields;
  for (int i = 0; i < root->field_count(); ++i) {
    const Descriptor* group = root->field(i)->message_type();
    if (group != nullptr) Collect(*group, seen, fields);
  }
  std::vector<InventoryField> inventory;
  for (const auto& [name, field] : fields) {
    inventory.push_back({field, OptionOf(*field)});
  }
  return inventory;
}

std::string InventoryText(const Descriptor* root) {
  std::string text;
  for (const InventoryField& entry : FieldInventory(root)) {
    absl::StrAppend(&text, LineOf(entry));
  }
  return text;
}

const std::string& InventoryHash() {
  static const auto* const hash =
      new std::string(crypto::Sha256(InventoryText(v1::Record::descriptor())));
  return *hash;
}

}  // namespace tasuki::disclosure
