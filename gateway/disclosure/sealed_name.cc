#include "gateway/disclosure/sealed_name.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "gateway/disclosure/folded_text.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/disclosure/labelled_identity.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Calls `visit` with each text of the message, at every depth, until it says
// true. Whether it did.
template <typename Visit>
bool AnyText(const Message& message, const Visit& visit) {
  const Reflection& of = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  of.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? of.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      const bool listed = field->is_repeated();
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        if (visit(*field, listed ? of.GetRepeatedString(message, field, i)
                                 : of.GetString(message, field))) {
          return true;
        }
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        if (AnyText(listed ? of.GetRepeatedMessage(message, field, i)
                           : of.GetMessage(message, field),
                    visit)) {
          return true;
        }
      }
    }
  }
  return false;
}

bool IsFreeText(v1::ValueFormat format) {
  return format == v1::VALUE_FORMAT_LINE || format == v1::VALUE_FORMAT_TEXT;
}

// One spelling, ready to be searched for.
struct Spelling {
  std::u32string whole;     // squeezed
  std::u32string reversed;  // of a name in letters
  std::vector<std::u32string> parts;
};

bool Any(std::u32string_view text, bool (*is)(char32_t)) {
  return std::any_of(text.begin(), text.end(), is);
}

// A role label, 対象者A or "subject A", names nobody.
bool IsRoleLabel(std::u32string_view squeezed) {
  for (const std::u32string_view role :
       {U"対象者", U"児童", U"母", U"本人", U"subject", U"client"}) {
    if (squeezed.substr(0, role.size()) == role &&
        squeezed.size() <= role.size() + 2) {
      return true;
    }
  }
  return false;
}

// So long that no ordinary word contains it by chance.
bool IsDistinctive(std::u32string_view squeezed) {
  constexpr size_t kLeastKanji = 2, kLeastKana = 4, kLeastLetters = 6;
  if (IsRoleLabel(squeezed)) return false;
  if (Any(squeezed, IsKanji)) return squeezed.size() >= kLeastKanji;
  if (Any(squeezed, IsKatakana)) return squeezed.size() >= kLeastKana;
  return squeezed.size() >= kLeastLetters;
}

Spelling SpellingOf(absl::string_view name) {
  const std::u32string folded = Folded(name);
  Spelling spelling{.whole = Squeezed(folded), .reversed = {}, .parts = {}};
  std::u32string part;
  for (const char32_t c : folded + U" ") {
    if (c != ' ' && c != U'・') {
      part.push_back(c);
    } else if (!part.empty()) {
      spelling.parts.push_back(Squeezed(part));
      part.clear();
    }
  }
  for (const std::u32string& one : spelling.parts) {
    spelling.reversed = one + spelling.reversed;
  }
  return spelling;
}

// 佐藤さん, where she is called 佐藤 花子.
bool CalledByPart(std::u32string_view text, const Spelling& spelling) {
  if (IsRoleLabel(spelling.whole)) return false;
  for (const std::u32string& part : spelling.parts) {
    if (part.size() < 2) continue;
    for (const std::u32string_view title :
         {U"サン", U"サマ", U"チャン", U"クン", U"様", U"氏"}) {
      const std::u32string called = part + std::u32string(title);
      if (text.find(called) != text.npos) return true;
    }
  }
  return false;
}

bool Contains(std::u32string_view text, const Spelling& spelling) {
  return (IsDistinctive(spelling.whole) &&
          (text.find(spelling.whole) != text.npos ||
           text.find(spelling.reversed) != text.npos)) ||
         CalledByPart(text, spelling);
}

bool IsHandle(const FieldDescriptor& field) {
  return OptionOf(field).category() == v1::CATEGORY_C03;
}

bool IsIn(const FieldDescriptor& field, const char* message) {
  return field.containing_type()->name() == message;
}

// The field was made to hold a name of the person that the record is about.
bool IsNameField(const FieldDescriptor& field) {
  if (OptionOf(field).category() != v1::CATEGORY_C02) return false;
  if (IsIn(field, "RecordedName")) {
    return field.name() == "original" || field.name() == "fallback";
  }
  return absl::StrContains(field.name(), "name") && !IsIn(field, "Inquiry");
}

// The field was made to tell who, or where at home, the person is, or who her
// kin are. What is kept when reduced, a language or a municipality, tells
// neither; institutions, visits and observed signs are about something else.
bool IsIdentityField(const FieldDescriptor& field) {
  const v1::FieldDisclosure option = OptionOf(field);
  if (option.reduction() == v1::REDUCTION_KEEP) return false;
  switch (option.category()) {
    case v1::CATEGORY_C02:
    case v1::CATEGORY_C33:
      return IsIn(field, "SubjectProfile") || IsIn(field, "ReportIntake") ||
             IsIn(field, "RecordedName") || IsIn(field, "RecordedAddress") ||
             IsIn(field, "PhoneNumber") || IsIn(field, "BodyLocalId");
    case v1::CATEGORY_C17:
    case v1::CATEGORY_C18:
      return field.name() == "name";
    default:
      return false;
  }
}

const Message* GroupOf(const v1::Record& record) {
  const Reflection& of = *record.GetReflection();
  const FieldDescriptor* group = of.GetOneofFieldDescriptor(
      record, v1::Record::descriptor()->oneof_decl(0));
  return group == nullptr ? nullptr : &of.GetMessage(record, group);
}

}  // namespace

Spellings SpellingsIn(const v1::Record& record) {
  Spellings known;
  AnyText(record, [&](const FieldDescriptor& field, const std::string& text) {
    if (IsNameField(field)) known.names.push_back(text);
    if (IsHandle(field)) known.aliases.push_back(text);
    return false;
  });
  return known;
}

bool TextMayNamePerson(absl::string_view text,
                       const std::vector<std::string>& known_names) {
  const std::u32string folded = Folded(text);
  if (CarriesLabelledName(folded) || CarriesLabelledBirthDate(folded) ||
      CarriesLabelledNumberOrAddress(folded) || CarriesMyNumber(folded)) {
    return true;
  }
  const std::u32string squeezed = Squeezed(folded);
  return std::any_of(known_names.begin(), known_names.end(),
                     [&](const std::string& name) {
                       return Contains(squeezed, SpellingOf(name));
                     });
}

bool TextsMayNamePerson(const v1::Record& record, const Spellings& known) {
  std::vector<std::string> all = known.names;
  all.insert(all.end(), known.aliases.begin(), known.aliases.end());
  return AnyText(
      record, [&](const FieldDescriptor& field, const std::string& text) {
        return IsFreeText(OptionOf(field).format()) &&
               TextMayNamePerson(text, IsHandle(field) ? known.names : all);
      });
}

bool HoldsIdentityFields(const v1::Record& record) {
  const Message* const group = GroupOf(record);
  return group != nullptr &&
         AnyText(*group, [](const FieldDescriptor& field, const std::string&) {
           return IsIdentityField(field);
         });
}

}  // namespace tasuki::disclosure
