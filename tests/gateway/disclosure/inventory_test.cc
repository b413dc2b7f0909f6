#include "gateway/disclosure/inventory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tasuki/v1/record.pb.h"
#include "tests/gateway/disclosure/test_schema.h"

namespace tasuki::disclosure {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

constexpr absl::string_view kKept =
    "category: CATEGORY_C06 sensitivity: 2 reduction: REDUCTION_KEEP ";

std::string Line(absl::string_view more = "") {
  return absl::StrCat(kKept, "format: VALUE_FORMAT_LINE max_bytes: 10 ", more);
}

TEST(InventoryTest, EveryFieldOfEveryRecordIsDeclared) {
  EXPECT_THAT(InventoryFaults(v1::Record::descriptor()), IsEmpty());
  const auto inventory = FieldInventory(v1::Record::descriptor());
  EXPECT_GT(inventory.size(), 70u);
  for (const InventoryField& entry : inventory) {
    EXPECT_NE(entry.option.category(), v1::CATEGORY_UNSPECIFIED)
        << entry.field->full_name();
  }
}

TEST(InventoryTest, WellDeclaredTestSchemaHasNoFault) {
  const TestSchema schema(
      absl::StrCat(Field("line", 1, "TYPE_STRING", Line()),
                   Field("flag", 2, "TYPE_BOOL", kKept),
                   Repeated(Field("inner", 3, "TYPE_MESSAGE",
                                  absl::StrCat(kKept, "max_items: 3"),
                                  "type_name: \".test.Inner\""))),
      absl::StrCat("message_type { name: \"Inner\" ",
                   Field("text", 1, "TYPE_STRING", Line()), "}"));
  EXPECT_THAT(InventoryFaults(schema.root()), IsEmpty());
}

struct FaultCase {
  std::string name, group, more, want;
};

class InventoryFaultTest : public ::testing::TestWithParam<FaultCase> {};

TEST_P(InventoryFaultTest, IsFoundByTheFullNameOfTheField) {
  const TestSchema schema(GetParam().group, GetParam().more);
  EXPECT_THAT(InventoryFaults(schema.root()), Contains(GetParam().want));
}

std::string InnerOf(absl::string_view fields) {
  return absl::StrCat("message_type { name: \"Inner\" ", fields, "}");
}
std::string NestedField(absl::string_view option) {
  return Field("x", 1, "TYPE_MESSAGE", option, "type_name: \".test.Inner\"");
}

constexpr absl::string_view kClass =
    "category: CATEGORY_C06 sensitivity: 2 reduction: REDUCTION_CLASS ";

std::string ClassField() {
  return Field("x", 1, "TYPE_ENUM", kClass, "type_name: \".test.E\"");
}

// An enum E whose values 1, 2, … have these names and classes.
std::string Vocabulary(const std::vector<std::pair<std::string, int>>& values) {
  std::string text =
      "enum_type { name: \"E\" value { name: \"ZERO\" number: 0 } ";
  int number = 0;
  for (const auto& [name, of_class] : values) {
    absl::StrAppend(&text, "value { name: \"", name, "\" number: ", ++number,
                    " options { [tasuki.v1.class_number]: ", of_class, " } } ");
  }
  return text + "}";
}

std::vector<FaultCase> ReductionFaultCases() {
  const std::string want =
      "test.Group.x: a reduction that does not fit the type";
  return {
      {"ClassOfOneValue", ClassField(),
       Vocabulary({{"A", 1}, {"CLASS", 0}, {"B", 4}, {"C", 4}, {"D", 0}}),
       want},
      {"ClassThatIsNone", ClassField(), Vocabulary({{"A", 9}, {"B", 9}}), want},
      {"ClassOfAClass", ClassField(),
       Vocabulary({{"A", 3}, {"B", 3}, {"C", 4}, {"D", 0}, {"G", 4}}), want},
      {"ValueWithoutAClass", ClassField(),
       Vocabulary({{"A", 3}, {"B", 3}, {"C", 0}, {"D", 0}}), want},
      {"ClassOfAList",
       Repeated(Field("x", 1, "TYPE_ENUM", absl::StrCat(kClass, "max_items: 2"),
                      "type_name: \".test.E\"")),
       Vocabulary({{"A", 3}, {"B", 3}, {"C", 0}}), want},
      {"ClassOfAFlag", Field("x", 1, "TYPE_BOOL", kClass), "", want},
      {"PhoneClassOfALine",
       Field("x", 1, "TYPE_STRING",
             "category: CATEGORY_C06 sensitivity: 2 "
             "reduction: REDUCTION_PHONE_CLASS format: VALUE_FORMAT_LINE "
             "max_bytes: 9"),
       "", want},
      {"YearOfAFlag",
       Field("x", 1, "TYPE_BOOL",
             "category: CATEGORY_C06 sensitivity: 2 reduction: REDUCTION_YEAR"),
       "", want},
      {"YearOfALine",
       Field("x", 1, "TYPE_STRING",
             "category: CATEGORY_C06 sensitivity: 2 reduction: REDUCTION_YEAR "
             "format: VALUE_FORMAT_LINE max_bytes: 9"),
       "", want},
      {"BandOfADate",
       Field("x", 1, "TYPE_STRING",
             "category: CATEGORY_C06 sensitivity: 2 "
             "reduction: REDUCTION_WEEKS_BAND format: VALUE_FORMAT_DATE"),
       "", want},
      {"WeekOfAPlainNumber",
       Field("x", 1, "TYPE_INT64",
             "category: CATEGORY_C06 sensitivity: 2 "
             "reduction: REDUCTION_WEEK max_value: 7"),
       "", want},
      {"YearOfANestedMessage",
       NestedField(
           "category: CATEGORY_C06 sensitivity: 2 reduction: REDUCTION_YEAR"),
       InnerOf(Field("y", 1, "TYPE_BOOL", kKept)), want},
  };
}

std::vector<FaultCase> FaultCases() {
  const std::string x = "test.Group.x: ";
  return {
      {"MissingOption", Field("x", 1, "TYPE_STRING", ""), "",
       x + "no disclosure option"},
      {"MissingOptionInNested", NestedField(kKept),
       InnerOf(Field("y", 1, "TYPE_STRING", "")),
       "test.Inner.y: no disclosure option"},
      {"NoCategory",
       Field("x", 1, "TYPE_BOOL", "sensitivity: 1 reduction: REDUCTION_KEEP"),
       "", x + "no category"},
      {"CategoryThatNeverEnters",
       Field("x", 1, "TYPE_BOOL",
             "category: CATEGORY_C04 sensitivity: 5 reduction: REDUCTION_KEEP"),
       "", x + "a category that never enters the gateway"},
      {"NoSensitivity",
       Field("x", 1, "TYPE_BOOL",
             "category: CATEGORY_C06 reduction: REDUCTION_KEEP"),
       "", x + "sensitivity is not 1 to 5"},
      {"NoReduction",
       Field("x", 1, "TYPE_BOOL", "category: CATEGORY_C06 sensitivity: 2"), "",
       x + "no reduction"},
      {"ConferenceOfWithheld",
       Field("x", 1, "TYPE_BOOL",
             "category: CATEGORY_C06 sensitivity: 2 "
             "reduction: REDUCTION_WITHHELD conference: true"),
       "", x + "withheld when reduced, yet meant for conferences"},
      {"ConferenceOfACategoryThatNoneSees",
       Field("x", 1, "TYPE_BOOL",
             "category: CATEGORY_C08 sensitivity: 2 "
             "reduction: REDUCTION_KEEP conference: true"),
       "", x + "a category that no conference sees"},
      {"ConferenceOfAMessageThatKeepsMore",
       NestedField(absl::StrCat(kKept, "conference: true")),
       InnerOf(Field("y", 1, "TYPE_BOOL", kKept)),
       "test.Inner.y: not for conferences, but test.Group.x is"},
      {"MixedNestedCategory", NestedField(kKept),
       InnerOf(Field("y", 1, "TYPE_BOOL",
                     "category: CATEGORY_C08 sensitivity: 2 "
                     "reduction: REDUCTION_KEEP")),
       "test.Inner.y: another category than test.Group.x"},
      {"Map",
       Repeated(Field("x", 1, "TYPE_MESSAGE",
                      absl::StrCat(kKept, "max_items: 1"),
                      "type_name: \".test.Group.XEntry\"")) +
           "nested_type { name: \"XEntry\" options { map_entry: true } "
           "field { name: \"key\" number: 1 type: TYPE_STRING "
           "label: LABEL_OPTIONAL } "
           "field { name: \"value\" number: 2 type: TYPE_STRING "
           "label: LABEL_OPTIONAL } }",
       "", x + "a map is not allowed in a record"},
      {"Any",
       Field("x", 1, "TYPE_MESSAGE", kKept,
             "type_name: \".google.protobuf.Any\""),
       "", x + "Any and other well-known types are not allowed in a record"},
      {"Bytes", Field("x", 1, "TYPE_BYTES", kKept), "",
       x + "bytes are not allowed in a record"},
      {"Double", Field("x", 1, "TYPE_DOUBLE", kKept), "",
       x + "numbers are int32 or int64 in a record"},
      {"Optional",
       Field("x", 1, "TYPE_BOOL", kKept,
             "oneof_index: 0 proto3_optional: true") +
           "oneof_decl { name: \"_x\" }",
       "", x + "oneof and optional are not allowed in a record"},
      {"Unpacked",
       "field { name: \"x\" number: 1 type: TYPE_BOOL label: LABEL_REPEATED "
       "options { packed: false [tasuki.v1.disclosure] { " +
           std::string(kKept) + "max_items: 2 } } }",
       "", x + "repeated numbers must be packed"},
      {"MessageInItself", NestedField(kKept),
       InnerOf(
           Field("y", 1, "TYPE_MESSAGE", kKept, "type_name: \".test.Inner\"")),
       "test.Inner.y: a message that contains itself"},
      {"StringWithoutFormat", Field("x", 1, "TYPE_STRING", kKept), "",
       x + "a string needs a format"},
      {"LineWithoutSize",
       Field("x", 1, "TYPE_STRING",
             absl::StrCat(kKept, "format: VALUE_FORMAT_LINE")),
       "", x + "text needs max_bytes or max_characters"},
      {"NumberWithoutLimit", Field("x", 1, "TYPE_INT32", kKept), "",
       x + "max_value belongs to numbers, and to all of them"},
      {"ListWithoutLimit", Repeated(Field("x", 1, "TYPE_STRING", Line())), "",
       x + "max_items belongs to repeated fields, and to all of them"},
      {"FieldNumberTooLarge", Field("x", 2048, "TYPE_BOOL", kKept), "",
       x + "field number above 2047"},
      {"EnumNumberTooLarge",
       Field("x", 1, "TYPE_ENUM", kKept, "type_name: \".test.E\""),
       "enum_type { name: \"E\" value { name: \"ZERO\" number: 0 } "
       "value { name: \"BIG\" number: 64 } }",
       x + "enum number outside 0 to 63"},
  };
}

INSTANTIATE_TEST_SUITE_P(EachFault, InventoryFaultTest,
                         ::testing::ValuesIn(FaultCases()),
                         [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(EachReduction, InventoryFaultTest,
                         ::testing::ValuesIn(ReductionFaultCases()),
                         [](const auto& info) { return info.param.name; });

TEST(InventoryTest, ClassesThatStandForTwoAreInOrder) {
  const TestSchema schema(
      ClassField(),
      Vocabulary({{"A", 3}, {"B", 3}, {"C", 0}, {"D", 6}, {"G", 6}, {"F", 0}}));
  EXPECT_THAT(InventoryFaults(schema.root()), IsEmpty());
}

TEST(InventoryTest, AnotherClassChangesTheText) {
  const TestSchema before(ClassField(),
                          Vocabulary({{"A", 3}, {"B", 3}, {"C", 0}}));
  const TestSchema after(ClassField(),
                         Vocabulary({{"A", 3}, {"B", 0}, {"C", 0}}));
  EXPECT_NE(InventoryText(before.root()), InventoryText(after.root()));
}

TEST(InventoryTest, EveryKindHasAGroupOfItsNumber) {
  const auto* record = v1::Record::descriptor();
  const auto* kinds = v1::SectionKind_descriptor();
  for (int i = 1; i < kinds->value_count(); ++i) {
    EXPECT_NE(record->FindFieldByNumber(kinds->value(i)->number()), nullptr)
        << kinds->value(i)->name();
  }
  EXPECT_EQ(record->field_count(), kinds->value_count() - 1);
}

TEST(InventoryTest, GroupThatIsNoMessageIsAFault) {
  EXPECT_THAT(
      InventoryFaults(v1::FieldDisclosure::descriptor()),
      Contains("tasuki.v1.FieldDisclosure.sensitivity: a record group is a "
               "message of the oneof, number 1 to 31"));
}

std::string Kept() {
  std::ifstream file(std::string(TASUKI_SOURCE_DIR) +
                     "/tests/gateway/disclosure/inventory.txt");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(InventoryTest, ChangeOfTheInventoryIsSeenAndCounted) {
  const std::string now =
      absl::StrCat("version ", kInventoryVersion, " sha256 ",
                   absl::BytesToHexString(InventoryHash()), "\n",
                   InventoryText(v1::Record::descriptor()));
  EXPECT_EQ(now, Kept()) << "raise kInventoryVersion and replace "
                            "tests/gateway/disclosure/inventory.txt";
}

TEST(InventoryTest, NewFieldOptionOrEnumNumberChangesTheText) {
  const std::string e_with =
      "enum_type { name: \"E\" value { name: \"ZERO\" "
      "number: 0 } value { name: \"ONE\" number: 1 } ";
  const std::string field =
      Field("x", 1, "TYPE_ENUM", kKept, "type_name: \".test.E\"");
  const TestSchema before(field, e_with + "}");
  const TestSchema number(field,
                          e_with + "value { name: \"TWO\" number: 2 } }");
  const TestSchema option(
      Field("x", 1, "TYPE_ENUM", absl::StrCat(kKept, "conference: true"),
            "type_name: \".test.E\""),
      e_with + "}");
  const TestSchema added(field + Field("y", 2, "TYPE_BOOL", kKept),
                         e_with + "}");
  const std::string text = InventoryText(before.root());
  EXPECT_NE(InventoryText(number.root()), text);
  EXPECT_NE(InventoryText(option.root()), text);
  EXPECT_NE(InventoryText(added.root()), text);
}

}  // namespace
}  // namespace tasuki::disclosure
