#include "gateway/analysis/case_faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/cases.h"
#include "gateway/analysis/lint.h"
#include "gateway/analysis/policy_files.h"
#include "tests/files.h"
#include "tests/policy_packs.h"

namespace tasuki::analysis {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kPack[] = R"(name: "p"
ceilings {
  id: "CE-1" condition: "STOP_USE" categories: "C07" at_most: "WITHHELD"
  sentence_ja: "文。" sentence_en: "S." citation: "none"
}
)";

constexpr char kSound[] = R"(usually_true: ["CONFIRMED"]
usually_false: ["LEGAL_HOLD", "STOP_USE"]
cases {
  name: "one"
  situation {
    reader: "CITY_FS" role: "CW" holder: "CITY_MH"
    grounds { basis: "CONSENT" mask { level: "FULL" categories: ["C01"] } }
    known_true: "STOP_USE" unknown: ["LEGAL_HOLD"]
  }
  expect { level: "WITHHELD" categories: ["C07", "C08"] }
  expect { level: "WITHHELD" categories: "C09" }
  closed_by { ceiling: "CE-1" categories: "C07" }
}
cases {
  name: "two"
  situation { reader: "CITY_MH" role: "PHN" relation: "NONE"
              holder: "SOS_NPO" grounds { basis: "CONSENT" } }
  nothing_else: true
}
)";

std::vector<Finding> ErrorsOf(const std::string& cases) {
  std::vector<Finding> errors;
  for (Finding& finding : Lint({{"p.txtpb", kPack}, {"c.txtpb", cases}})) {
    if (finding.error) errors.push_back(std::move(finding));
  }
  return errors;
}

auto At(int line, int column, const std::string& english) {
  return AllOf(Field(&Finding::file, "c.txtpb"),
               Field(&Finding::place, TextPlace{line, column}),
               Field(&Finding::message, Field(&Text::en, HasSubstr(english))));
}

// Once `from` is `to`.
std::vector<Finding> Edited(const std::string& from, const std::string& to) {
  std::string text = kSound;
  text.replace(text.find(from), from.size(), to);
  return ErrorsOf(text);
}

TEST(CaseFaultsTest, CasesThatTrySomethingHaveNone) {
  EXPECT_THAT(ErrorsOf(kSound), IsEmpty());
}

TEST(CaseFaultsTest, ACaseWithoutExpectationTriesNothing) {
  EXPECT_THAT(Edited("  nothing_else: true\n", ""),
              ElementsAre(At(14, 1, "case \"two\": the case expects nothing")));
  EXPECT_THAT(ErrorsOf("cases {}"), Contains(At(1, 1, "expects nothing")));
  EXPECT_THAT(ErrorsOf("cases {}"), Contains(At(1, 1, "no name")));
}

TEST(CaseFaultsTest, AFileWithoutCasesTriesNothing) {
  EXPECT_THAT(ErrorsOf("usually_true: \"CONFIRMED\"\n"),
              ElementsAre(At(1, 1, "there is no case")));
  const auto empty = SoundCasesIn({{"c.txtpb", "# none\n"}}, {});
  EXPECT_THAT(std::string(empty.status().message()),
              AllOf(HasSubstr("c.txtpb:1:1: "), HasSubstr("no case")));
}

TEST(CaseFaultsTest, ANameStandsOnceInAFile) {
  EXPECT_THAT(Edited("\"two\"", "\"one\""),
              ElementsAre(At(15, 9, "has this name")));
}

TEST(CaseFaultsTest, UnknownNamesAreShownWhereTheyStandWithTheCase) {
  EXPECT_THAT(Edited("unknown: [\"LEGAL_HOLD\"]", "unknown: [\"NOPE\"]"),
              ElementsAre(At(8, 38, "case \"one\": unknown name NOPE")));
  EXPECT_THAT(Edited("\"C07\", \"C08\"", "\"C07\", \"C99\""),
              ElementsAre(At(10, 50, "unknown name C99")));
  EXPECT_THAT(
      Edited("[\"LEGAL_HOLD\", \"STOP_USE\"]", "[\"LEGAL_HOLD\", \"STOP\"]"),
      ElementsAre(At(2, 31, "unknown name STOP")));
  EXPECT_THAT(Edited("role: \"CW\"", "role: \"C01\""),
              ElementsAre(At(6, 29, "unknown name C01")));
  // Of a list of categories "*" is all, but not of those that were closed.
  EXPECT_THAT(
      Edited("\"CE-1\" categories: \"C07\"", "\"CE-1\" categories: \"*\""),
      ElementsAre(At(12, 43, "unknown name *")));
}

TEST(CaseFaultsTest, AFactIsTrueOrFalseOrUnknown) {
  EXPECT_THAT(Edited("unknown: [\"LEGAL_HOLD\"]",
                     "unknown: [\"LEGAL_HOLD\", \"STOP_USE\"]"),
              ElementsAre(At(8, 52, "in known_true too")));
  EXPECT_THAT(Edited("unknown: [\"LEGAL_HOLD\"]", "known_false: \"STOP_USE\""),
              ElementsAre(At(8, 41, "in known_true too")));
  EXPECT_THAT(Edited("usually_true: [\"CONFIRMED\"",
                     "usually_true: [\"CONFIRMED\", \"STOP_USE\""),
              ElementsAre(At(2, 31, "in usually_true too")));
}

TEST(CaseFaultsTest, ClosedByNamesACeilingAndWhatItClosed) {
  EXPECT_THAT(
      Edited("\"CE-1\" categories: \"C07\"", "\"CE-2\" categories: \"C07\""),
      ElementsAre(At(12, 24, "no ceiling has this id")));
  EXPECT_THAT(Edited("\"CE-1\" categories: \"C07\"", "\"CE-1\""),
              ElementsAre(At(12, 3, "closed_by without categories")));
  // Without packs nobody knows which ceilings there are.
  EXPECT_THAT(Lint({{"c.txtpb", kSound}}), IsEmpty());
}

TEST(CaseFaultsTest, OneLevelIsExpectedOfACategory) {
  EXPECT_THAT(Edited("level: \"WITHHELD\" categories: \"C09\"",
                     "level: \"FULL\" categories: [\"C09\", \"C08\"]"),
              ElementsAre(At(11, 46, "another level is expected")));
  EXPECT_THAT(
      Edited("level: \"WITHHELD\" categories: \"C09\"", "level: \"WITHHELD\""),
      ElementsAre(At(11, 3, "without categories")));
}

TEST(CaseFaultsTest, WhatIsLeftOutIsShownWhereItShouldStand) {
  EXPECT_THAT(
      Edited("level: \"WITHHELD\" categories: \"C09\"", "categories: \"C09\""),
      ElementsAre(At(11, 3, "without a level")));
  EXPECT_THAT(Edited("basis: \"CONSENT\" mask", "mask"),
              ElementsAre(At(7, 5, "without its basis")));
  EXPECT_THAT(Edited("level: \"FULL\" categories", "categories"),
              ElementsAre(At(7, 32, "without its level")));
}

TEST(CaseFaultsTest, AReaderThatCannotBeTriesNothing) {
  EXPECT_THAT(Edited("role: \"PHN\"", "role: \"CW\""),
              ElementsAre(At(16, 39, "nobody of this reader has this role")));
  EXPECT_THAT(Edited("role: \"PHN\"", ""),
              ElementsAre(At(16, 3, "reader or role is not named")));
  EXPECT_THAT(Edited("reader: \"CITY_FS\" role: \"CW\"", ""), IsEmpty())
      << "it expects a ceiling, and so it fails";
}

TEST(CaseFaultsTest, WithoutAGroundNothingOpensWhateverTheRulesSay) {
  EXPECT_THAT(Edited("grounds { basis: \"CONSENT\" } }", "}"),
              ElementsAre(At(16, 3, "case \"two\": there is no ground")));
  EXPECT_THAT(Edited("grounds { basis: \"CONSENT\" mask { level: \"FULL\" "
                     "categories: [\"C01\"] } }",
                     ""),
              IsEmpty())
      << "it expects a ceiling, and so it fails";
}

TEST(CaseFaultsTest, AGroundThatIsMaskedAwayOpensNothing) {
  const std::string two = "{ basis: \"CONSENT\" } }\n  nothing_else: true";
  const auto masked = [](const std::string& mask, const std::string& expected) {
    return absl::StrCat("{ basis: \"CONSENT\" mask { ", mask, " } } }\n  ",
                        expected);
  };
  const std::string nothing = "nothing_else: true";
  const std::string of_c07 =
      "expect { level: \"WITHHELD\" categories: \"C07\" }";
  EXPECT_THAT(
      Edited(two, masked("level: \"WITHHELD\" categories: \"*\"", nothing)),
      ElementsAre(At(17, 33, "no ground lets through")));
  EXPECT_THAT(
      Edited(two, masked("level: \"FULL\" categories: \"C01\"", of_c07)),
      ElementsAre(At(17, 33, "no ground lets through")));
  EXPECT_THAT(
      Edited(two, masked("level: \"EXISTENCE\" categories: \"C07\"", of_c07)),
      IsEmpty());
  EXPECT_THAT(
      Edited(two, masked("level: \"FULL\" categories: \"C01\"", nothing)),
      IsEmpty());
}

TEST(CaseFaultsTest, OwnOpensNothingOfWhatAnotherHolds) {
  const std::string two = "{ basis: \"CONSENT\" } }\n  nothing_else: true";
  EXPECT_THAT(Edited(two, "{ basis: \"OWN\" } }\n  nothing_else: true"),
              ElementsAre(At(17, 33, "no ground lets through")));
}

TEST(CaseFaultsTest, NobodyHoldsWhatAnotherBodyHolds) {
  EXPECT_THAT(Edited("holder: \"SOS_NPO\"",
                     "holder: \"SOS_NPO\" reader_is_holder: true"),
              ElementsAre(At(17, 51, "is not believed")));
  EXPECT_THAT(Edited("holder: \"SOS_NPO\"", "reader_is_holder: true"),
              ElementsAre(At(17, 33, "is not believed")));
  EXPECT_THAT(Edited("holder: \"SOS_NPO\"",
                     "holder: \"CITY_MH\" reader_is_holder: true"),
              IsEmpty());
}

TEST(CaseFaultsTest, TheShippedCasesHaveNone) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(
           TASUKI_SOURCE_DIR "/policies/cases")) {
    files.push_back({entry.path(), ReadFile(entry.path())});
  }
  const auto cases = SoundCasesIn(files, ShippedPacks());
  EXPECT_TRUE(cases.ok()) << cases.status();
}

// A gateway has no text, and tells it too.
TEST(CaseFaultsTest, ACaseThatTriesNothingFails) {
  v1::PolicyCase one;
  one.set_name("one");
  const auto policy = policy::Policy::Compile({});
  ASSERT_TRUE(policy.ok());
  const auto failed = FailedCases(**policy, {one});
  ASSERT_TRUE(failed.ok());
  ASSERT_THAT(*failed, SizeIs(1));
  EXPECT_THAT((*failed)[0].mismatches,
              ElementsAre(HasSubstr("the case expects nothing")));
  v1::PolicyBundle bundle;
  bundle.add_cases();
  *bundle.add_cases()->add_cases() = one;
  *bundle.mutable_cases(1)->add_cases() = one;
  EXPECT_THAT(
      FaultsOfFiles(bundle),
      ElementsAre("file 1 of cases: there is no case",
                  "file 2 of cases, case 2: another case of this file has this "
                  "name"));
}

}  // namespace
}  // namespace tasuki::analysis
