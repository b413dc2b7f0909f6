#include "gateway/disclosure/reduction.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <vector>

#include "gateway/disclosure/inventory.h"
#include "gateway/disclosure/value_format.h"
#include "tasuki/v1/subject_profile.pb.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsMessage(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

bool IsEmpty(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields.empty();
}

// Keeps the order of the elements that stay.
template <typename Change>
void ChangeElements(Message& message, const FieldDescriptor& field,
                    const Change& change) {
  const Reflection& of = *message.GetReflection();
  const int size = of.FieldSize(message, &field);
  int kept = 0;
  for (int i = 0; i < size; ++i) {
    Message& element = *of.MutableRepeatedMessage(&message, &field, i);
    change(element);
    if (IsEmpty(element)) continue;
    if (i != kept) of.SwapElements(&message, &field, i, kept);
    ++kept;
  }
  for (int i = kept; i < size; ++i) of.RemoveLast(&message, &field);
}

// Applies `change` to what the field nests and removes what has become empty.
template <typename Change>
void ChangeNested(Message& message, const FieldDescriptor& field,
                  const Change& change) {
  if (field.is_repeated()) return ChangeElements(message, field, change);
  const Reflection& of = *message.GetReflection();
  Message& nested = *of.MutableMessage(&message, &field);
  change(nested);
  if (IsEmpty(nested)) of.ClearField(&message, &field);
}

bool Withholds(const FieldDescriptor& field) {
  const v1::Reduction reduction = OptionOf(field).reduction();
  return reduction == v1::REDUCTION_WITHHELD ||
         reduction == v1::REDUCTION_UNSPECIFIED;
}

// A permission on a condition that is withheld: who does not read the hours
// would call at every hour. What forbids is true without them (SR-04).
bool IsHalfAPermission(const Message& message) {
  const auto* rule =
      google::protobuf::DynamicCastToGenerated<v1::SafeContactRule>(&message);
  if (rule == nullptr || !rule->allowed()) return false;
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return std::any_of(fields.begin(), fields.end(),
                     [](const auto* field) { return Withholds(*field); });
}

void ReduceValue(Message& message, const FieldDescriptor& field,
                 v1::Reduction reduction) {
  const Reflection& of = *message.GetReflection();
  if (reduction == v1::REDUCTION_KEEP) return;
  if (!field.is_repeated() &&
      field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    of.SetString(&message, &field,
                 ReduceText(of.GetString(message, &field), reduction));
  } else if (!field.is_repeated() &&
             field.cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
    of.SetInt64(&message, &field,
                ReduceNumber(of.GetInt64(message, &field), reduction));
  } else if (!field.is_repeated() &&
             field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    of.SetEnumValue(&message, &field,
                    ReduceEnum(*of.GetEnum(message, &field), reduction));
  } else {
    of.ClearField(&message, &field);
  }
}

void ReduceField(Message& message, const FieldDescriptor& field) {
  const v1::Reduction reduction = OptionOf(field).reduction();
  if (!IsMessage(field)) return ReduceValue(message, field, reduction);
  if (reduction == v1::REDUCTION_KEEP) {
    return ChangeNested(message, field, Reduce);
  }
  message.GetReflection()->ClearField(&message, &field);
}

}  // namespace

void ClearUndeclaredAndEmpty(Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (OptionOf(*field).category() == v1::CATEGORY_UNSPECIFIED) {
      message.GetReflection()->ClearField(&message, field);
    } else if (IsMessage(*field)) {
      ChangeNested(message, *field, ClearUndeclaredAndEmpty);
    }
  }
}

void Reduce(Message& message) {
  if (IsHalfAPermission(message)) return message.Clear();
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) ReduceField(message, *field);
}

}  // namespace tasuki::disclosure
