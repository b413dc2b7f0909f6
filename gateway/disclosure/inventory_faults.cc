#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/disclosure/inventory.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

// A tag of at most two bytes, a set of enum numbers in one word: what the walk
// over stored bytes is built for.
constexpr int kLastFieldNumber = 2047;
constexpr int kLastGroupNumber = 31;
constexpr int kLastEnumNumber = 63;

// What may be shown to everybody in a room of several bodies, if reduced.
constexpr std::array<v1::Category, 12> kConferenceCategories = {
    v1::CATEGORY_C01, v1::CATEGORY_C06, v1::CATEGORY_C07, v1::CATEGORY_C09,
    v1::CATEGORY_C10, v1::CATEGORY_C11, v1::CATEGORY_C19, v1::CATEGORY_C20,
    v1::CATEGORY_C23, v1::CATEGORY_C24, v1::CATEGORY_C25, v1::CATEGORY_C32};

bool InConferences(v1::Category category) {
  return std::find(kConferenceCategories.begin(), kConferenceCategories.end(),
                   category) != kConferenceCategories.end();
}

// Collects faults of one field or message under its full name.
class Faults {
 public:
  Faults(absl::string_view name, std::vector<std::string>& lines)
      : name_(name), lines_(lines) {}
  void AddIf(bool fault, absl::string_view what) {
    if (fault) lines_.push_back(absl::StrCat(name_, ": ", what));
  }

 private:
  absl::string_view name_;
  std::vector<std::string>& lines_;
};

bool IsMessage(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

void CheckType(const FieldDescriptor& field, Faults& faults) {
  switch (field.type()) {
    case FieldDescriptor::TYPE_BOOL:
    case FieldDescriptor::TYPE_INT32:
    case FieldDescriptor::TYPE_INT64:
    case FieldDescriptor::TYPE_ENUM:
    case FieldDescriptor::TYPE_STRING:
      return;
    case FieldDescriptor::TYPE_MESSAGE:
      faults.AddIf(field.is_map(), "a map is not allowed in a record");
      faults.AddIf(
          field.message_type()->file()->package() == "google.protobuf",
          "Any and other well-known types are not allowed in a record");
      return;
    case FieldDescriptor::TYPE_BYTES:
      faults.AddIf(true, "bytes are not allowed in a record");
      return;
    case FieldDescriptor::TYPE_GROUP:
      faults.AddIf(true, "a group is not allowed in a record");
      return;
    case FieldDescriptor::TYPE_DOUBLE:
    case FieldDescriptor::TYPE_FLOAT:
    case FieldDescriptor::TYPE_UINT64:
    case FieldDescriptor::TYPE_FIXED64:
    case FieldDescriptor::TYPE_FIXED32:
    case FieldDescriptor::TYPE_UINT32:
    case FieldDescriptor::TYPE_SFIXED32:
    case FieldDescriptor::TYPE_SFIXED64:
    case FieldDescriptor::TYPE_SINT32:
    case FieldDescriptor::TYPE_SINT64:
      faults.AddIf(true, "numbers are int32 or int64 in a record");
      return;
  }
  faults.AddIf(true, "unknown type");
}

void CheckShape(const FieldDescriptor& field, Faults& faults) {
  faults.AddIf(field.number() > kLastFieldNumber, "field number above 2047");
  faults.AddIf(field.containing_oneof() != nullptr,
               "oneof and optional are not allowed in a record");
  faults.AddIf(field.is_packable() && !field.is_packed(),
               "repeated numbers must be packed");
  const EnumDescriptor* vocabulary = field.enum_type();
  if (vocabulary == nullptr) return;
  for (int i = 0; i < vocabulary->value_count(); ++i) {
    const int number = vocabulary->value(i)->number();
    faults.AddIf(number < 0 || number > kLastEnumNumber,
                 "enum number outside 0 to 63");
  }
}

void CheckOption(const FieldDescriptor& field,
                 const v1::FieldDisclosure& option, Faults& faults) {
  const v1::Category category = option.category();
  faults.AddIf(
      category == v1::CATEGORY_UNSPECIFIED || !v1::Category_IsValid(category),
      "no category");
  faults.AddIf(category == v1::CATEGORY_C04 || category == v1::CATEGORY_C29,
               "a category that never enters the gateway");
  faults.AddIf(option.sensitivity() < 1 || option.sensitivity() > 5,
               "sensitivity is not 1 to 5");
  faults.AddIf(option.reduction() == v1::REDUCTION_UNSPECIFIED ||
                   !v1::Reduction_IsValid(option.reduction()),
               "no reduction");
  faults.AddIf(
      option.conference() && option.reduction() == v1::REDUCTION_WITHHELD,
      "withheld when reduced, yet meant for conferences");
  faults.AddIf(option.conference() && !InConferences(category),
               "a category that no conference sees");
  faults.AddIf(field.is_repeated() != (option.max_items() > 0),
               "max_items belongs to repeated fields, and to all of them");
}

void CheckLimits(const FieldDescriptor& field,
                 const v1::FieldDisclosure& option, Faults& faults) {
  const bool text = option.format() == v1::VALUE_FORMAT_LINE ||
                    option.format() == v1::VALUE_FORMAT_TEXT;
  const bool seconds = option.format() == v1::VALUE_FORMAT_UNIX_SECONDS;
  const bool is_string = field.type() == FieldDescriptor::TYPE_STRING;
  const bool is_number = field.type() == FieldDescriptor::TYPE_INT32 ||
                         field.type() == FieldDescriptor::TYPE_INT64;
  const bool has_format = option.format() != v1::VALUE_FORMAT_UNSPECIFIED;
  const bool has_size = option.max_bytes() > 0 || option.max_characters() > 0;
  faults.AddIf(!v1::ValueFormat_IsValid(option.format()), "unknown format");
  faults.AddIf(is_string && (!has_format || seconds),
               "a string needs a format");
  faults.AddIf(is_string && text && !has_size,
               "text needs max_bytes or max_characters");
  faults.AddIf(!(is_string && text) && has_size, "a size that limits nothing");
  faults.AddIf(is_number != (option.max_value() > 0),
               "max_value belongs to numbers, and to all of them");
  faults.AddIf(!is_string && has_format &&
                   !(seconds && field.type() == FieldDescriptor::TYPE_INT64),
               "a format that does not fit the type");
}

// A class stands for two values at least, or its reduced form would be as good
// as the value; it stands for itself, or reducing twice would differ from once.
bool HasClasses(const EnumDescriptor& vocabulary) {
  std::map<int, int> members;
  for (int i = 1; i < vocabulary.value_count(); ++i) {
    const int of_class = ClassOf(*vocabulary.value(i));
    ++members[of_class == 0 ? vocabulary.value(i)->number() : of_class];
  }
  return std::all_of(members.begin(), members.end(), [&](const auto& entry) {
    const auto* value = vocabulary.FindValueByNumber(entry.first);
    // The class itself, and two that it stands for.
    return value != nullptr && ClassOf(*value) == 0 && entry.second > 2;
  });
}

// Lists keep or lose their values whole: equal reduced values in a list would
// tell how many there are.
bool ReductionFits(const FieldDescriptor& field,
                   const v1::FieldDisclosure& option) {
  const auto one = [&field, &option](v1::ValueFormat format) {
    return !field.is_repeated() && option.format() == format;
  };
  switch (option.reduction()) {
    case v1::REDUCTION_YEAR:
    case v1::REDUCTION_YEAR_MONTH:
      return one(v1::VALUE_FORMAT_DATE) || one(v1::VALUE_FORMAT_PARTIAL_DATE);
    case v1::REDUCTION_PART_OF_MONTH:
    case v1::REDUCTION_WEEK_OF_DATE:
      return one(v1::VALUE_FORMAT_DATE);
    case v1::REDUCTION_WEEKS_BAND:
      return one(v1::VALUE_FORMAT_GESTATIONAL_AGE);
    case v1::REDUCTION_AGE_BAND:
      return one(v1::VALUE_FORMAT_AGE);
    case v1::REDUCTION_PHONE_CLASS:
      return one(v1::VALUE_FORMAT_PHONE);
    case v1::REDUCTION_SCORE_CLASS:
      return one(v1::VALUE_FORMAT_SCORE);
    case v1::REDUCTION_BIRTH_WEIGHT_BAND:
      return one(v1::VALUE_FORMAT_GRAMS);
    case v1::REDUCTION_WEEK:
      return one(v1::VALUE_FORMAT_UNIX_SECONDS);
    case v1::REDUCTION_CLASS:
      return !field.is_repeated() && field.enum_type() != nullptr &&
             HasClasses(*field.enum_type());
    case v1::REDUCTION_UNSPECIFIED:
    case v1::REDUCTION_WITHHELD:
    case v1::REDUCTION_KEEP:
    case v1::Reduction_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Reduction_INT_MAX_SENTINEL_DO_NOT_USE_:
      return true;
  }
  return true;
}

// A nested message enters a conference whole: what it keeps must be for one.
void CheckNestedField(const FieldDescriptor& parent,
                      const FieldDescriptor& field, v1::Category category,
                      std::vector<std::string>& lines) {
  Faults faults(field.full_name(), lines);
  const v1::FieldDisclosure option = OptionOf(field);
  faults.AddIf(option.category() != category,
               absl::StrCat("another category than ", parent.full_name()));
  faults.AddIf(
      OptionOf(parent).conference() && !option.conference() &&
          option.reduction() != v1::REDUCTION_WITHHELD,
      absl::StrCat("not for conferences, but ", parent.full_name(), " is"));
}

void CheckNested(const FieldDescriptor& parent, const v1::Category category,
                 std::vector<const Descriptor*>& path,
                 std::vector<std::string>& lines) {
  const Descriptor* message = parent.message_type();
  Faults faults(parent.full_name(), lines);
  if (std::find(path.begin(), path.end(), message) != path.end()) {
    faults.AddIf(true, "a message that contains itself");
    return;
  }
  path.push_back(message);
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor& field = *message->field(i);
    CheckNestedField(parent, field, category, lines);
    if (IsMessage(field)) CheckNested(field, category, path, lines);
  }
  path.pop_back();
}

void CheckField(const FieldDescriptor& field, std::vector<std::string>& lines) {
  Faults faults(field.full_name(), lines);
  CheckType(field, faults);
  CheckShape(field, faults);
  if (!field.options().HasExtension(v1::disclosure)) {
    faults.AddIf(true, "no disclosure option");
    return;
  }
  const v1::FieldDisclosure option = OptionOf(field);
  CheckOption(field, option, faults);
  CheckLimits(field, option, faults);
  faults.AddIf(!ReductionFits(field, option),
               "a reduction that does not fit the type");
}

void CheckGroup(const FieldDescriptor& group, std::vector<std::string>& lines) {
  Faults faults(group.full_name(), lines);
  faults.AddIf(!IsMessage(group) || group.is_repeated() ||
                   group.containing_oneof() == nullptr ||
                   group.number() > kLastGroupNumber,
               "a record group is a message of the oneof, number 1 to 31");
  if (!IsMessage(group)) return;
  std::vector<const Descriptor*> path = {group.message_type()};
  for (int i = 0; i < group.message_type()->field_count(); ++i) {
    const FieldDescriptor& field = *group.message_type()->field(i);
    if (!IsMessage(field)) continue;
    CheckNested(field, OptionOf(field).category(), path, lines);
  }
}

void CheckExtensions(const Descriptor& message,
                     std::vector<std::string>& lines) {
  Faults(message.full_name(), lines)
      .AddIf(message.extension_range_count() > 0,
             "extensions are not allowed in a record");
}

}  // namespace

std::vector<std::string> InventoryFaults(const Descriptor* root) {
  std::vector<std::string> lines;
  CheckExtensions(*root, lines);
  for (int i = 0; i < root->field_count(); ++i) {
    CheckGroup(*root->field(i), lines);
  }
  for (const InventoryField& entry : FieldInventory(root)) {
    CheckField(*entry.field, lines);
    CheckExtensions(*entry.field->containing_type(), lines);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

}  // namespace tasuki::disclosure
