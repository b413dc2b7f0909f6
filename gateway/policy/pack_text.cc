#include "gateway/policy/pack_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/base/status_macros.h"
#include "gateway/base/utf8.h"
#include "gateway/policy/ink.h"

namespace tasuki::policy {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Control characters, separators of lines, and what has the property
// Bidi_Control (Unicode 17, PropList.txt).
bool PointMayBeShown(char32_t point) {
  return point != kNotUtf8 && point >= 0x20 &&
         !(point >= 0x7F && point <= 0x9F) && point != 0x061C &&
         point != 0x200E && point != 0x200F &&
         !(point >= 0x2028 && point <= 0x202E) &&
         !(point >= 0x2066 && point <= 0x2069);
}

absl::Status CheckText(const FieldDescriptor& field, const std::string& text) {
  if (policy::MayBeShown(text)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field.name(), ": ", kMayNotBeShown));
}

}  // namespace

bool MayBeShown(absl::string_view text) {
  while (!text.empty()) {
    if (!PointMayBeShown(TakeCodePoint(text))) return false;
  }
  return true;
}

bool IsBlank(absl::string_view text) {
  while (!text.empty()) {
    const char32_t point = TakeCodePoint(text);
    if (point == kNotUtf8) return false;  // another error, and told as such
    if (HasInk(point)) return false;
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
