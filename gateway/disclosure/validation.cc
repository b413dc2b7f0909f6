#include "gateway/disclosure/validation.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/unknown_field_set.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/disclosure/value_format.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

absl::Status Refuse(const FieldDescriptor& field, absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat(field.full_name(), ": ", why));
}

absl::Status ValidateText(const FieldDescriptor& field,
                          const v1::FieldDisclosure& option,
                          const std::string& text) {
  if (text.empty()) return Refuse(field, "an empty element in a list");
  if (HasForm(text, option)) return absl::OkStatus();
  return Refuse(field, "not of the form or size that the field demands");
}

absl::Status ValidateNumber(const FieldDescriptor& field,
                            const v1::FieldDisclosure& option, int64_t number) {
  if (number >= 0 && number <= option.max_value()) return absl::OkStatus();
  return Refuse(field, absl::StrCat("not from 0 to ", option.max_value()));
}

absl::Status ValidateEnum(const FieldDescriptor& field, int number) {
  if (field.enum_type()->FindValueByNumber(number) == nullptr) {
    return Refuse(field, "a number that its vocabulary does not have");
  }
  if (number == 0) return Refuse(field, "an unspecified element in a list");
  return absl::OkStatus();
}

// Element `i` of a list, or the one value of a singular field that is set,
// which in proto3 is never the zero value.
absl::Status ValidateValue(const Message& message, const FieldDescriptor& field,
                           const v1::FieldDisclosure& option, int i) {
  const Reflection& of = *message.GetReflection();
  const bool listed = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_INT32:
      return ValidateNumber(field, option,
                            listed ? of.GetRepeatedInt32(message, &field, i)
                                   : of.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return ValidateNumber(field, option,
                            listed ? of.GetRepeatedInt64(message, &field, i)
                                   : of.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return ValidateEnum(field,
                          listed ? of.GetRepeatedEnumValue(message, &field, i)
                                 : of.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_STRING:
      return ValidateText(field, option,
                          listed ? of.GetRepeatedString(message, &field, i)
                                 : of.GetString(message, &field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Validate(listed ? of.GetRepeatedMessage(message, &field, i)
                             : of.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      break;
  }
  return Refuse(field, "a type that no record may have");
}

absl::Status ValidateField(const Message& message,
                           const FieldDescriptor& field) {
  const v1::FieldDisclosure option = OptionOf(field);
  if (!field.is_repeated()) return ValidateValue(message, field, option, 0);
  const int size = message.GetReflection()->FieldSize(message, &field);
  if (size > option.max_items()) {
    return Refuse(field, absl::StrCat("more than ", option.max_items()));
  }
  for (int i = 0; i < size; ++i) {
    RETURN_IF_ERROR(ValidateValue(message, field, option, i));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Validate(const Message& message) {
  const Reflection& of = *message.GetReflection();
  if (!of.GetUnknownFields(message).empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        message.GetDescriptor()->full_name(), ": has an unknown field"));
  }
  std::vector<const FieldDescriptor*> fields;
  of.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    RETURN_IF_ERROR(ValidateField(message, *field));
  }
  return absl::OkStatus();
}

}  // namespace tasuki::disclosure
