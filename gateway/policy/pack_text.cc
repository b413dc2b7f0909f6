#include "gateway/policy/pack_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/status_macros.h"
#include "gateway/base/utf8.h"

namespace tasuki::policy {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Control characters, separators of lines, marks of direction (Unicode 15,
// chapter 23).
bool MayBeShown(char32_t point) {
  return point != kNotUtf8 && point >= 0x20 &&
         !(point >= 0x7F && point <= 0x9F) && point != 0x200E &&
         point != 0x200F && !(point >= 0x2028 && point <= 0x202E) &&
         !(point >= 0x2066 && point <= 0x2069);
}

bool MayBeShown(absl::string_view text) {
  while (!text.empty()) {
    if (!MayBeShown(TakeCodePoint(text))) return false;
  }
  return true;
}

absl::Status CheckText(const FieldDescriptor& field, const std::string& text) {
  if (MayBeShown(absl::string_view(text))) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field.name(),
                   ": holds what is not UTF-8, a control character or a mark "
                   "of direction"));
}

// Characters without ink: White_Space of Unicode 15, those without width, and
// the fillers that fonts leave empty.
bool IsInkless(char32_t point) {
  return point <= 0x20 || point == 0x85 || point == 0xA0 || point == 0xAD ||
         point == 0x034F || point == 0x115F || point == 0x1160 ||
         point == 0x1680 || point == 0x180E ||
         (point >= 0x2000 && point <= 0x200F) ||
         (point >= 0x2028 && point <= 0x202F) ||
         (point >= 0x205F && point <= 0x2064) || point == 0x2800 ||
         point == 0x3000 || point == 0x3164 || point == 0xFEFF ||
         point == 0xFFA0;
}

}  // namespace

bool IsBlank(absl::string_view text) {
  while (!text.empty()) {
    if (!IsInkless(TakeCodePoint(text))) return false;
  }
  return true;
}

bool IsRuleId(absl::string_view id) {
  constexpr size_t kLongestId = 64;
  return !id.empty() && id.size() <= kLongestId &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
         });
}

absl::Status CheckTexts(const Message& message) {
  const google::protobuf::Reflection& of = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  of.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? of.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        RETURN_IF_ERROR(
            CheckText(*field, field->is_repeated()
                                  ? of.GetRepeatedString(message, field, i)
                                  : of.GetString(message, field)));
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        RETURN_IF_ERROR(CheckTexts(
            field->is_repeated() ? of.GetRepeatedMessage(message, field, i)
                                 : of.GetMessage(message, field)));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace tasuki::policy
