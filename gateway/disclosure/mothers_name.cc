#include "gateway/disclosure/mothers_name.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <string_view>

#include "gateway/disclosure/folded_text.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/disclosure/labelled_identity.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Text = std::u32string_view;

// Stands for the child's own name; no name itself (name_words.h).
constexpr Text kTheChild = U"対象者";

bool EndsWith(Text text, Text suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

void ReplaceAll(Text name, std::u32string& text) {
  if (name.size() < 2) return;
  for (size_t at = text.find(name); at != text.npos;
       at = text.find(name, at + kTheChild.size())) {
    text.replace(at, name.size(), kTheChild);
  }
}

std::u32string InHiragana(std::u32string text) {
  constexpr char32_t kFirst = 0x30A1, kLast = 0x30F6, kApart = 0x60;
  for (char32_t& c : text) {
    if (c >= kFirst && c <= kLast) c -= kApart;
  }
  return text;
}

// As it is written, in other kana, and without the space between its parts.
void TakeOutName(const std::string& name, std::u32string& text) {
  const std::u32string folded = Folded(name);
  std::u32string whole = folded;
  whole.erase(std::remove(whole.begin(), whole.end(), U' '), whole.end());
  for (const std::u32string& form :
       {folded, whole, InHiragana(folded), InHiragana(whole)}) {
    ReplaceAll(form, text);
  }
}

// 母 in 祖母 or 母子手帳, "mother" in "grandmother": not she.
bool MeansHer(Text text, size_t at, Text word) {
  const Text before = text.substr(0, at);
  const Text after = text.substr(at + word.size());
  if (IsLatin(word.front())) {
    return at == 0 ||
           (!IsLatin(text[at - 1]) && !EndsWith(before, U"foster ") &&
            !EndsWith(before, U"adoptive "));
  }
  if (!before.empty() &&
      Text(U"祖養里継義保乳分酵叔伯").find(before.back()) != Text::npos) {
    return false;
  }
  return after.empty() || Text(U"子乳国語校音").find(after[0]) == Text::npos;
}

// What is said of her there, until the sentence ends or turns to the child.
Text ClauseFrom(Text text, size_t at) {
  Text clause = text.substr(at);
  for (const Text end :
       {Text(U"。"), Text(U"\n"), Text(U"児"), Text(U"子は"), Text(U"子の"),
        Text(U"赤ちゃん"), Text(U"child"), Text(U"baby")}) {
    clause = clause.substr(0, clause.find(end));
  }
  return clause;
}

bool CarriesMothersIdentity(Text folded) {
  std::u32string lower(folded);
  for (char32_t& c : lower) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  }
  const Text text = lower;
  for (const Text word : {Text(U"母"), Text(U"mother")}) {
    for (size_t at = text.find(word); at != text.npos;
         at = text.find(word, at + 1)) {
      if (!MeansHer(text, at, word)) continue;
      const Text clause = ClauseFrom(text, at);
      if (CarriesLabelledBirthDate(clause) ||
          CarriesLabelledNumberOrAddress(clause)) {
        return true;
      }
    }
  }
  return false;
}

// Who is named in the child's records without leading to her.
bool IsApartFromHer(int label) {
  switch (label) {
    case v1::PERSON_LABEL_SUBJECT:
    case v1::PERSON_LABEL_CHILD:
    case v1::PERSON_LABEL_GUARDIAN:
    case v1::PERSON_LABEL_CARER:
    case v1::PERSON_LABEL_FRIEND:
    case v1::PERSON_LABEL_NEIGHBOUR:
    case v1::PERSON_LABEL_TEACHER:
    case v1::PERSON_LABEL_PROFESSIONAL:
      return true;
    default:
      return false;
  }
}

// A person of the record who is she or leads to her: kin by their label, and
// the father.
bool IsKinOfHers(const Message& message) {
  if (message.GetDescriptor()->name() == "FatherOfChild") return true;
  const FieldDescriptor* const label =
      message.GetDescriptor()->FindFieldByName("person");
  return label != nullptr && !label->is_repeated() &&
         label->cpp_type() == FieldDescriptor::CPPTYPE_ENUM &&
         label->enum_type()->name() == "PersonLabel" &&
         !IsApartFromHer(message.GetReflection()->GetEnumValue(message, label));
}

bool NamesKinOfHers(const Message& message) {
  if (!IsKinOfHers(message)) return false;
  for (const char* name : {"name", "phone", "other_alias"}) {
    const FieldDescriptor* const field =
        message.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr && !field->is_repeated() &&
        field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
        !message.GetReflection()->GetString(message, field).empty()) {
      return true;
    }
  }
  return false;
}

bool IsFreeText(const FieldDescriptor& field) {
  const v1::ValueFormat format = OptionOf(field).format();
  return field.cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
         (format == v1::VALUE_FORMAT_LINE || format == v1::VALUE_FORMAT_TEXT);
}

bool MessageMayNameMother(const Message& message,
                          const std::vector<std::string>& childs_names) {
  if (NamesKinOfHers(message)) return true;
  const Reflection& of = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  of.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool listed = field->is_repeated();
    const int size = listed ? of.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        if (MessageMayNameMother(listed
                                     ? of.GetRepeatedMessage(message, field, i)
                                     : of.GetMessage(message, field),
                                 childs_names)) {
          return true;
        }
      } else if (IsFreeText(*field) &&
                 TextMayNameMother(listed
                                       ? of.GetRepeatedString(message, field, i)
                                       : of.GetString(message, field),
                                   childs_names)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

bool TextMayNameMother(absl::string_view text,
                       const std::vector<std::string>& childs_names) {
  std::u32string folded = Folded(text);
  for (const std::string& name : childs_names) TakeOutName(name, folded);
  return CarriesLabelledName(folded) || CarriesMothersIdentity(folded) ||
         CarriesMyNumber(folded);
}

bool RecordMayNameMother(const v1::Record& record,
                         const std::vector<std::string>& childs_names) {
  return MessageMayNameMother(record, childs_names);
}

}  // namespace tasuki::disclosure
