// Every field of every kind, filled with what it must refuse: the answer names
// the field and never repeats the value.
#include <gmock/gmock.h>
#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/inventory.h"
#include "tests/property/disclosure/field_paths.h"
#include "tests/status_matchers.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr char kSentinel[] = "SENTINEL";
constexpr int kUnknownNumber = 424242;

class BadInputTest : public ::testing::Test {
 protected:
  // Expects the record to be refused in the name of `name`.
  void ExpectRefused(const v1::Record& record, const std::string& name,
                     const std::string& value, absl::string_view why) {
    const absl::Status status = BuildEditions(record).status();
    ++tried_;
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument))
        << name << " " << why;
    EXPECT_TRUE(absl::StartsWith(status.message(), absl::StrCat(name, ": ")))
        << name << " " << why << ": " << status.message();
    EXPECT_FALSE(absl::StrContains(status.message(), value))
        << name << " " << why;
  }

  void ExpectTextRefused(const FieldPath& path, const std::string& text,
                         absl::string_view why) {
    v1::Record record;
    Message& message = Reach(record, path);
    const Reflection& of = *message.GetReflection();
    path.back()->is_repeated() ? of.AddString(&message, path.back(), text)
                               : of.SetString(&message, path.back(), text);
    ExpectRefused(record, path.back()->full_name(), kSentinel, why);
  }

  void ExpectNumberRefused(const FieldPath& path, int64_t number) {
    v1::Record record;
    Message& message = Reach(record, path);
    const Reflection& of = *message.GetReflection();
    if (path.back()->cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
      of.SetInt64(&message, path.back(), number);
    } else {
      of.SetInt32(&message, path.back(), static_cast<int32_t>(number));
    }
    ExpectRefused(record, path.back()->full_name(), absl::StrCat(number),
                  "out of range");
  }

  void TryText(const FieldPath& path) {
    const v1::FieldDisclosure option = OptionOf(*path.back());
    ExpectTextRefused(path, absl::StrCat(kSentinel, "\x01"), "control");
    ExpectTextRefused(path, absl::StrCat(kSentinel, "\x7F"), "delete");
    ExpectTextRefused(path, absl::StrCat(kSentinel, "\xFF"), "not UTF-8");
    ExpectTextRefused(path, absl::StrCat(kSentinel, "\xED\xA0\x80"),
                      "surrogate");
    if (option.format() != v1::VALUE_FORMAT_TEXT) {
      ExpectTextRefused(path, absl::StrCat(kSentinel, "\n"), "line feed");
    }
    if (option.max_bytes() > 0) {
      ExpectTextRefused(
          path, absl::StrCat(kSentinel, std::string(option.max_bytes(), 'x')),
          "too many bytes");
    } else if (option.max_characters() > 0) {
      std::string text = kSentinel;
      for (int i = 0; i < option.max_characters(); ++i) text += "字";
      ExpectTextRefused(path, text, "too many characters");
    } else {
      ExpectTextRefused(path, kSentinel, "wrong form");
      ExpectTextRefused(path, absl::StrCat(kSentinel, std::string(9000, '0')),
                        "wrong form and long");
    }
  }

  void TryNumber(const FieldPath& path) {
    const int64_t most = OptionOf(*path.back()).max_value();
    ExpectNumberRefused(path, -kUnknownNumber);
    const bool wide = path.back()->cpp_type() == FieldDescriptor::CPPTYPE_INT64;
    const int64_t limit = wide ? std::numeric_limits<int64_t>::max()
                               : std::numeric_limits<int32_t>::max();
    if (most < limit) ExpectNumberRefused(path, most + 1);
    ExpectNumberRefused(path, limit);
  }

  void TryEnum(const FieldPath& path) {
    for (const int number : {kUnknownNumber, -kUnknownNumber}) {
      v1::Record record;
      Message& message = Reach(record, path);
      const Reflection& of = *message.GetReflection();
      path.back()->is_repeated()
          ? of.AddEnumValue(&message, path.back(), number)
          : of.SetEnumValue(&message, path.back(), number);
      ExpectRefused(record, path.back()->full_name(),
                    absl::StrCat(kUnknownNumber), "unknown number");
    }
  }

  void TryUnknownField(const FieldPath& path) {
    FieldPath inner = path;
    inner.push_back(nullptr);  // Reach stops before the last
    v1::Record record;
    Message& message = Reach(record, inner);
    message.GetReflection()->MutableUnknownFields(&message)->AddLengthDelimited(
        1999, kSentinel);
    ExpectRefused(record, message.GetDescriptor()->full_name(), kSentinel,
                  "unknown field");
  }

  // One element more than the list may have, each of them good.
  void TryLongList(const FieldPath& path) {
    v1::Record record;
    Message& message = Reach(record, path);
    const Reflection& of = *message.GetReflection();
    const FieldDescriptor* field = path.back();
    for (int i = 0; i <= OptionOf(*field).max_items(); ++i) {
      switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
          of.AddString(&message, field, kSentinel);
          break;
        case FieldDescriptor::CPPTYPE_ENUM:
          of.AddEnumValue(&message, field,
                          field->enum_type()->value(1)->number());
          break;
        case FieldDescriptor::CPPTYPE_MESSAGE:
          of.AddMessage(&message, field);
          break;
        default:
          of.AddInt32(&message, field, 1);
      }
    }
    ExpectRefused(record, field->full_name(), kSentinel, "too many");
  }

  void TryEmptyElement(const FieldPath& path) {
    v1::Record record;
    Message& message = Reach(record, path);
    const Reflection& of = *message.GetReflection();
    if (path.back()->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      of.AddString(&message, path.back(), "");
    } else {
      of.AddEnumValue(&message, path.back(), 0);
    }
    ExpectRefused(record, path.back()->full_name(), kSentinel, "empty");
  }

  void TryField(const FieldPath& path) {
    const FieldDescriptor& field = *path.back();
    if (field.is_repeated()) TryLongList(path);
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        TryText(path);
        if (field.is_repeated()) TryEmptyElement(path);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        TryEnum(path);
        if (field.is_repeated()) TryEmptyElement(path);
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        TryUnknownField(path);
        break;
      case FieldDescriptor::CPPTYPE_INT32:
      case FieldDescriptor::CPPTYPE_INT64:
        if (!field.is_repeated()) TryNumber(path);
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        return;  // takes every value
      default:
        ADD_FAILURE() << field.full_name() << ": a type nobody tries";
    }
    named_.insert(field.full_name());
  }

  int tried_ = 0;
  std::set<std::string> named_;
};

TEST_F(BadInputTest, EveryFieldOfEveryKindRefusesWhatItMustAndNamesItself) {
  for (const FieldPath& path : AllFieldPaths()) TryField(path);
  for (const InventoryField& entry : FieldInventory(v1::Record::descriptor())) {
    if (entry.field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL) continue;
    EXPECT_TRUE(named_.count(entry.field->full_name()))
        << entry.field->full_name() << " was not tried";
  }
  std::cout << tried_ << " bad records, " << named_.size() << " fields\n";
  EXPECT_GT(tried_, 1000);
}

TEST_F(BadInputTest, EveryKindRefusesAFieldThatItDoesNotHave) {
  const auto* record = v1::Record::descriptor();
  for (int i = 0; i < record->field_count(); ++i) {
    TryUnknownField({record->field(i)});
  }
  EXPECT_EQ(tried_, record->field_count());
}

}  // namespace
}  // namespace tasuki::disclosure
