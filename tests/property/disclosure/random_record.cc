#include "tests/property/disclosure/random_record.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gateway/base/check.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/disclosure/value_format.h"

namespace tasuki::disclosure {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

v1::Record RandomRecords::Draw() {
  v1::Record record;
  const auto* group = v1::Record::descriptor()->field(
      Below(v1::Record::descriptor()->field_count()));
  Fill(*record.GetReflection()->MutableMessage(&record, group));
  return record;
}

v1::Record RandomRecords::DrawLike(const v1::Record& like) {
  v1::Record record;
  const auto* group = like.GetReflection()->GetOneofFieldDescriptor(
      like, v1::Record::descriptor()->oneof_decl(0));
  Fill(*record.GetReflection()->MutableMessage(&record, group));
  return record;
}

LevelSet RandomRecords::DrawLevels() {
  LevelSet levels;
  for (int n = 1; n <= v1::Category_MAX; ++n) {
    const auto level = static_cast<v1::Level>(v1::LEVEL_WITHHELD + Below(4));
    levels = levels.Join(
        LevelSet::Of(CategorySet::Of(static_cast<v1::Category>(n)), level));
  }
  return levels;
}

void RandomRecords::Fill(Message& message) {
  const auto* descriptor = message.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor& field = *descriptor->field(i);
    if (!Chance(67)) continue;
    if (field.is_repeated()) {
      SetRepeated(message, field);
    } else {
      Set(message, field);
    }
  }
}

void RandomRecords::Set(Message& message, const FieldDescriptor& field) {
  const Reflection& of = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return of.SetBool(&message, &field, Chance(70));
    case FieldDescriptor::CPPTYPE_INT32:
      return of.SetInt32(&message, &field, Number(field));
    case FieldDescriptor::CPPTYPE_INT64:
      return of.SetInt64(&message, &field, Number(field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return of.SetEnumValue(&message, &field, EnumNumber(field));
    case FieldDescriptor::CPPTYPE_STRING:
      return of.SetString(&message, &field, Text(field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Fill(*of.MutableMessage(&message, &field));
    default:
      CHECK(false);
  }
}

void RandomRecords::SetRepeated(Message& message,
                                const FieldDescriptor& field) {
  const Reflection& of = *message.GetReflection();
  const int size = Below(std::min(6, OptionOf(field).max_items() + 1));
  for (int i = 0; i < size; ++i) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int last = field.enum_type()->value_count() - 1;
        of.AddEnumValue(&message, &field,
                        field.enum_type()->value(1 + Below(last))->number());
        break;
      }
      case FieldDescriptor::CPPTYPE_STRING: {
        const std::string text = Text(field);
        of.AddString(&message, &field, text.empty() ? "x" : text);
        break;
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Fill(*of.AddMessage(&message, &field));
        break;
      default:
        CHECK(false);
    }
  }
}

int64_t RandomRecords::Number(const FieldDescriptor& field) {
  const int64_t most = OptionOf(field).max_value();
  if (Chance(10)) return Chance(50) ? 0 : most;
  return std::uniform_int_distribution<int64_t>(0, most)(random_);
}

int RandomRecords::EnumNumber(const FieldDescriptor& field) {
  return field.enum_type()
      ->value(Below(field.enum_type()->value_count()))
      ->number();
}

std::string RandomRecords::Date() {
  return absl::StrFormat("%04d-%02d-%02d", 1900 + Below(300), 1 + Below(12),
                         1 + Below(28));
}

std::string RandomRecords::PartialDate() {
  const size_t known[] = {4, 7, 10};
  return Date().substr(0, known[Below(3)]);
}

std::string RandomRecords::Phone() {
  constexpr std::array<absl::string_view, 6> kPrefixes = {
      "03-", "0594-", "090-", "0120-", "+81-90-", "110"};
  return absl::StrCat(kPrefixes[Below(kPrefixes.size())], 100 + Below(900), "-",
                      1000 + Below(9000));
}

std::string RandomRecords::Value(const v1::FieldDisclosure& option) {
  switch (option.format()) {
    case v1::VALUE_FORMAT_DATE:
      return Date();
    case v1::VALUE_FORMAT_PARTIAL_DATE:
      return PartialDate();
    case v1::VALUE_FORMAT_MONTH:
      return Date().substr(0, 7);
    case v1::VALUE_FORMAT_TIME_OF_DAY:
      return absl::StrFormat("%02d:%02d", Below(24), Below(60));
    case v1::VALUE_FORMAT_GESTATIONAL_AGE:
      return absl::StrCat(Below(46), "w", Below(7), "d");
    case v1::VALUE_FORMAT_AGE:
      return Chance(50) ? absl::StrCat(Below(130), "y")
                        : absl::StrCat(Below(20), "y", Below(12), "m");
    case v1::VALUE_FORMAT_BLOOD_PRESSURE:
      return absl::StrCat(90 + Below(100), "/", 50 + Below(60));
    case v1::VALUE_FORMAT_PHONE:
      return Phone();
    case v1::VALUE_FORMAT_SCORE:
      return absl::StrCat(20 + Below(181));
    case v1::VALUE_FORMAT_GRAMS:
      return absl::StrCat(100 + Below(9900), "g");
    case v1::VALUE_FORMAT_PARTY_NAME:
      return absl::StrCat("bodies/b", Below(9), Chance(50) ? "" : "/units/u");
    case v1::VALUE_FORMAT_VERSION:
      return absl::StrCat("v", Below(10), ".", Below(10));
    case v1::VALUE_FORMAT_SHA256_HEX:
      return std::string(64, static_cast<char>('a' + Below(6)));
    default:
      return Characters(option.max_bytes(), option.max_characters(),
                        option.format() == v1::VALUE_FORMAT_TEXT);
  }
}

std::string RandomRecords::Text(const FieldDescriptor& field) {
  const v1::FieldDisclosure option = OptionOf(field);
  const std::string text = Value(option);
  // A received copy holds what is reduced already.
  const bool reducible = option.reduction() != v1::REDUCTION_WITHHELD;
  return reducible && Chance(15) ? ReduceText(text, option.reduction()) : text;
}

std::string RandomRecords::Characters(int most_bytes, int most_characters,
                                      bool line_feeds) {
  constexpr std::array<absl::string_view, 6> kAlphabet = {
      "a", "Z", " ", "é", "妊", "\xF0\xA0\xAE\xB7"};
  // Short most of the time; long enough for two-byte lengths some of it.
  const int length = Chance(80) ? Below(20) : Below(2000);
  std::string text;
  for (int i = 0; i < length; ++i) {
    if (most_characters > 0 && i >= most_characters) break;
    const absl::string_view next = line_feeds && Chance(3)
                                       ? absl::string_view("\n")
                                       : kAlphabet[Below(kAlphabet.size())];
    if (most_bytes > 0 &&
        text.size() + next.size() > static_cast<size_t>(most_bytes)) {
      break;
    }
    absl::StrAppend(&text, next);
  }
  return text;
}

void RandomRecords::ChangeUnderReduction(Message& message) {
  // Whether a permission has a condition shows in its reduced form.
  const auto* rule =
      google::protobuf::DynamicCastToGenerated<v1::SafeContactRule>(&message);
  if (rule != nullptr && rule->allowed()) return;
  const auto* descriptor = message.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    ChangeField(message, *descriptor->field(i));
  }
}

void RandomRecords::ChangeField(Message& message,
                                const FieldDescriptor& field) {
  const Reflection& of = *message.GetReflection();
  const v1::Reduction reduction = OptionOf(field).reduction();
  if (reduction == v1::REDUCTION_WITHHELD) {
    of.ClearField(&message, &field);
    if (Chance(30)) return;
    return field.is_repeated() ? SetRepeated(message, field)
                               : Set(message, field);
  }
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return ChangeNested(message, field);
  }
  if (reduction == v1::REDUCTION_KEEP) return;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    of.SetString(
        &message, &field,
        AnotherOfSameReduction(of.GetString(message, &field), OptionOf(field)));
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    of.SetEnumValue(&message, &field,
                    AnotherOfSameClass(*of.GetEnum(message, &field)));
  } else {
    constexpr int64_t kWeek = 7 * 24 * 60 * 60;
    const int64_t monday =
        ReduceNumber(of.GetInt64(message, &field), reduction);
    // The first days of 1970 reduce to nothing, as an absent value does.
    of.SetInt64(&message, &field,
                monday == 0 ? Below(4 * 24 * 60 * 60)
                            : std::min(monday + Below(kWeek),
                                       OptionOf(field).max_value()));
  }
}

void RandomRecords::ChangeNested(Message& message,
                                 const FieldDescriptor& field) {
  const Reflection& of = *message.GetReflection();
  if (!field.is_repeated()) {
    return ChangeUnderReduction(*of.MutableMessage(&message, &field));
  }
  // One more, of which the reduced edition shows nothing.
  if (of.FieldSize(message, &field) < OptionOf(field).max_items()) {
    of.AddMessage(&message, &field);
  }
  for (int i = 0; i < of.FieldSize(message, &field); ++i) {
    ChangeUnderReduction(*of.MutableRepeatedMessage(&message, &field, i));
  }
}

std::string RandomRecords::AnotherOfSameReduction(
    const std::string& text, const v1::FieldDisclosure& option) {
  if (text.empty()) return text;
  const std::string reduced = ReduceText(text, option.reduction());
  for (int attempt = 0; attempt < 50; ++attempt) {
    std::string other = Value(option);
    // Dates hit the same month or year too rarely.
    if (option.format() == v1::VALUE_FORMAT_DATE && reduced.size() >= 4) {
      const bool year = option.reduction() == v1::REDUCTION_YEAR;
      const size_t known = year ? 4 : 7;
      other = reduced.substr(0, known) + other.substr(known);
    }
    if (HasForm(other, option) &&
        ReduceText(other, option.reduction()) == reduced) {
      return other;
    }
  }
  return text;
}

int RandomRecords::AnotherOfSameClass(
    const google::protobuf::EnumValueDescriptor& value) {
  const int reduced = ReduceEnum(value, v1::REDUCTION_CLASS);
  const auto& vocabulary = *value.type();
  for (int attempt = 0; attempt < 50; ++attempt) {
    const auto& other = *vocabulary.value(Below(vocabulary.value_count()));
    if (ReduceEnum(other, v1::REDUCTION_CLASS) == reduced) {
      return other.number();
    }
  }
  return value.number();
}

}  // namespace tasuki::disclosure
