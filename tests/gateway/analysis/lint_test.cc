#include "gateway/analysis/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gateway/analysis/named_values.h"
#include "gateway/analysis/report.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tests/files.h"
#include "tests/policy_packs.h"

namespace tasuki::analysis {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<SourceFile> ShippedFiles() {
  std::vector<SourceFile> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(kPackFolder)) {
    if (entry.path().extension() != ".txtpb") continue;
    files.push_back({entry.path(), ReadFile(entry.path())});
  }
  return files;
}

constexpr char kGood[] = R"(name: "test"

grants {
  id: "GR-1"
  scope { readers: "CITY_MH" holders: "CITY_FS" purposes: "SUPPORT" }
  ground: "CONSENT"
  gives { level: "FULL" categories: "C07" }
  sentence_ja: "文。"
  sentence_en: "A sentence."
  citation: "none"
}
)";

// Once `from` is `to`.
std::vector<Finding> LintOf(const std::string& from, const std::string& to) {
  std::string text = kGood;
  text.replace(text.find(from), from.size(), to);
  return Lint({{"a.txtpb", text}});
}

auto ErrorAt(int line, int column, const std::string& english) {
  return AllOf(Field(&Finding::error, true),
               Field(&Finding::place, TextPlace{line, column}),
               Field(&Finding::message, Field(&Text::en, HasSubstr(english))));
}

TEST(LintTest, AnUnknownNameIsShownWhereItStands) {
  EXPECT_THAT(LintOf("CITY_FS", "CITY_XX"),
              ElementsAre(ErrorAt(5, 39, "unknown name CITY_XX")));
  EXPECT_THAT(LintOf("ground: \"CONSENT\"", "ground: \"CONSEN\""),
              ElementsAre(ErrorAt(6, 11, "unknown name CONSEN")));
  EXPECT_THAT(LintOf("\"CITY_FS\"", "\"city fs\""),
              ElementsAre(ErrorAt(5, 39, "not a name")));
  EXPECT_THAT(LintOf("\"CITY_FS\"", "\"\""),
              ElementsAre(ErrorAt(5, 39, "not a name")));
}

// A name in every place that there is for one, beside the same name as another
// word, as in the id, and another name of the same vocabulary.
constexpr char kEveryName[] = R"(name: "NOPE"
grants {
  id: "NOPE"
  scope {
    readers: ["CITY_MH", "CITY_FS"] roles: ["PHN", "CW"]
    relations: "LEAD" relations: "MEMBER"
    holders: "CITY_FS" purposes: "SUPPORT" classes: ["GENERAL"]
  }
  ground: "CONSENT"
  condition: ["CONFIRMED", "TEAM_CONFIRMED"]
  gives [{ level: "FULL" categories: ["C07", "C08"] },
         { level: 'REDUCED' categories: "C01" categories: "C02" }]
  sentence_ja: "NOPE" sentence_en: "NOPE" citation: "NOPE"
}
ceilings <
  id: "CE-1"
  scope { readers: "CITY_MH" relations: "LEAD" }
  except { readers: ["CITY_FS", "CGC"] }
  condition: ["!CONFIRMED", "STOP_USE"]
  categories: ["C07", "C08"]
  at_most: "REDUCED"
  yields_to [ { ground: ["CONSENT", "OWN"] categories: ["C07", "C08"] } ]
  sentence_ja: "NOPE" sentence_en: "NOPE" citation: "NOPE" refusal: "LEGAL_HOLD"
>
actions {
  id: "AC-1"
  scope { readers: "CITY_MH" roles: "PHN" relations: ["NONE", "LEAD"] }
  actions: ["OPEN_CASE", "READ_POLICY"]
  sentence_ja: "NOPE" sentence_en: "NOPE" citation: "NOPE"
}
obligations: [ {
  ground: "CONSENT" categories: ["C07", "C08"]
  obligations: ["OBEY_SAFE_CONTACT", "CENTRE_ONLY"] scope { readers: "CITY_MH" }
} ]
guarantees {
  id: "G-1"
  scope { relations: ["NONE", "LEAD"] } except { readers: "CITY_MH" }
  grounds: ["CONSENT", "OWN"] except_grounds: "CENTER_INTEGRATED"
  condition: ["!CONFIRMED", "STOP_USE"] categories: ["C04", "C29"]
  at_most: "WITHHELD"
  sentence_ja: "NOPE" sentence_en: "NOPE" citation: "NOPE"
}
accepted_flows {
  id: "AF-1"
  facts: ["STOP_USE", "LEGAL_HOLD"] scope { readers: "CITY_MH" roles: "PHN" }
  sentence_ja: "NOPE" sentence_en: "NOPE" citation: "NOPE"
}
)";

// Every value with which `text` says a name, but for the words of an author and
// the ids, in bytes from its quote on.
std::vector<std::pair<size_t, size_t>> NamesIn(const std::string& text) {
  std::vector<std::pair<size_t, size_t>> names;
  for (size_t at = text.find_first_of("\"'"); at != text.npos;
       at = text.find_first_of("\"'", at + 1)) {
    const size_t end = text.find(text[at], at + 1) + 1;
    const std::string value = text.substr(at + 1, end - at - 2);
    if (value != "NOPE" && value.find('-') == value.npos) {
      names.emplace_back(at, end - at);
    }
    at = end - 1;
  }
  return names;
}

TEST(LintTest, AnUnknownNameIsShownAtItsOwnPlaceWhereverItStands) {
  for (const Finding& finding : Lint({{"a.txtpb", kEveryName}})) {
    EXPECT_FALSE(finding.error) << finding.message.en;
  }
  const std::string text = kEveryName;
  const auto names = NamesIn(text);
  EXPECT_GT(names.size(), 50u);
  for (const auto& [at, size] : names) {
    std::string edited = text;
    edited.replace(at, size, text[at + 1] == '!' ? "\"!NOPE\"" : "\"NOPE\"");
    const TextPlace place = PlaceOfByte(edited, at);
    EXPECT_THAT(
        Lint({{"a.txtpb", edited}}),
        ElementsAre(ErrorAt(place.line, place.column, "unknown name NOPE")))
        << text.substr(at, size);
  }
}

TEST(LintTest, EveryUnknownNameOfAStatementIsShown) {
  EXPECT_THAT(LintOf("readers: \"CITY_MH\" holders: \"CITY_FS\"",
                     "readers: [\"CITY_MH\", \"A\"] holders: [\"A\", \"*\"]"),
              ElementsAre(ErrorAt(5, 32, "unknown name A"),
                          ErrorAt(5, 47, "unknown name A"),
                          ErrorAt(5, 52, "unknown name *")));
}

// So that a field that is added later is thought of.
void ExpectVocabularies(const google::protobuf::Descriptor& type,
                        std::set<std::string>& seen) {
  static const std::set<std::string> kWords = {
      "id",       "name",   "sentence_ja", "sentence_en",
      "citation", "source", "ceiling"};
  if (!seen.insert(type.full_name()).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *type.field(i);
    if (field.message_type() != nullptr) {
      ExpectVocabularies(*field.message_type(), seen);
    } else if (field.type() == field.TYPE_STRING) {
      EXPECT_NE(VocabularyOf(field).has_value(), kWords.contains(field.name()))
          << field.full_name();
    }
  }
}

TEST(LintTest, EveryTextFieldHoldsNamesOrIsKnownToHoldWords) {
  std::set<std::string> seen;
  ExpectVocabularies(*v1::PolicyPack::descriptor(), seen);
  ExpectVocabularies(*v1::PolicyCases::descriptor(), seen);
  EXPECT_GT(seen.size(), 10u);
}

TEST(LintTest, AnUnknownFieldOrABrokenBracketIsShownWhereItStands) {
  EXPECT_THAT(LintOf("ground:", "grund:"),
              testing::Contains(ErrorAt(6, 8, "how a PolicyPack")));
  EXPECT_THAT(LintOf("citation: \"none\"\n}", "citation: \"none\"\n"),
              testing::Contains(ErrorAt(12, 1, "how a PolicyPack")));
}

TEST(LintTest, MissingSentencesAndCitationsAreErrors) {
  EXPECT_THAT(LintOf("  citation: \"none\"\n", ""),
              ElementsAre(ErrorAt(3, 1, "no citation")));
  EXPECT_THAT(LintOf("  sentence_ja: \"文。\"\n", ""),
              ElementsAre(ErrorAt(3, 1, "no Japanese sentence")));
  EXPECT_THAT(LintOf("  sentence_en: \"A sentence.\"\n", ""),
              ElementsAre(ErrorAt(3, 1, "no English sentence")));
  EXPECT_THAT(LintOf("  id: \"GR-1\"\n", ""),
              ElementsAre(ErrorAt(3, 1, "no id")));
}

TEST(LintTest, WhatNobodyCanSeeIsMissing) {
  for (const char* blank :
       {" ", "\\u3000", "\\u200B\\u00A0", "\\u3164", "\\uFE0F",
        "\\U000E0020\\U000E0061", "\\u180B", "\\u2065", "\\u206A", "\\u17B5",
        "\\U0001D173", "\\uFFF9\\uFFFA\\uFFFB", "\\uFFFC", "\\u0301", "\\u3099",
        "\\uE000", "\\u2800", "\\U000E0100", " \\u0301\\uFE0F"}) {
    EXPECT_THAT(LintOf("\"文。\"", absl::StrCat("\"", blank, "\"")),
                ElementsAre(ErrorAt(3, 1, "no Japanese sentence")));
    EXPECT_THAT(LintOf("\"A sentence.\"", absl::StrCat("\"", blank, "\"")),
                ElementsAre(ErrorAt(3, 1, "no English sentence")));
    EXPECT_THAT(LintOf("\"none\"", absl::StrCat("\"", blank, "\"")),
                ElementsAre(ErrorAt(3, 1, "no citation")));
  }
}

TEST(LintTest, WhatHasInkIsASentence) {
  for (const char* text : {"1", "。", "か\\u3099", "葛\\U000E0100",
                           "\\u0915\\u093F", "☎\\uFE0F", "\\U00031350"}) {
    EXPECT_FALSE(HasErrors(LintOf("\"文。\"", absl::StrCat("\"", text, "\""))))
        << text;
  }
}

TEST(LintTest, AMarkOfDirectionIsAnErrorWhereItStands) {
  for (const char* mark :
       {"\\u061C", "\\u200E", "\\u200F", "\\u202E", "\\u2066", "\\u2069"}) {
    EXPECT_THAT(LintOf("A sentence", absl::StrCat("A ", mark, " sentence")),
                ElementsAre(ErrorAt(9, 16, "mark of direction")));
  }
}

TEST(LintTest, AnIdIsANameAndIsNotShownOtherwise) {
  for (const std::string& id : {std::string("a b"), std::string(65, 'a')}) {
    const std::vector<Finding> findings = LintOf("GR-1", id);
    EXPECT_THAT(findings, ElementsAre(ErrorAt(3, 1, "no id")));
    EXPECT_EQ(findings[0].rule, "");
  }
}

TEST(LintTest, AnIdThatIsThereTwiceIsAnErrorAcrossFiles) {
  EXPECT_THAT(Lint({{"a.txtpb", kGood}, {"b.txtpb", kGood}}),
              ElementsAre(AllOf(ErrorAt(3, 1, "a.txtpb:3:1"),
                                Field(&Finding::file, "b.txtpb"))));
}

TEST(LintTest, WhatIsNotUtf8OrAControlCharacterIsShownWhereItStands) {
  EXPECT_THAT(LintOf("A sentence", "A \xff sentence"),
              ElementsAre(ErrorAt(9, 19, "not UTF-8")));
  EXPECT_THAT(LintOf("A sentence", "A \x01 sentence"),
              ElementsAre(ErrorAt(9, 19, "control character")));
}

TEST(LintTest, AByteOrderMarkIsCalledByItsName) {
  EXPECT_THAT(LintOf("name: ", "\xEF\xBB\xBFname: "),
              ElementsAre(ErrorAt(1, 1, "byte order mark")));
}

// A comment would swallow the rest of such a file.
TEST(LintTest, ALineThatEndsInCrAloneIsAnError) {
  EXPECT_THAT(LintOf("A sentence", "A \r sentence"),
              ElementsAre(ErrorAt(9, 19, "CR alone")));
  const std::string windows = absl::StrReplaceAll(kGood, {{"\n", "\r\n"}});
  EXPECT_EQ(Lint({{"a.txtpb", windows}}).size(),
            Lint({{"a.txtpb", kGood}}).size());
}

TEST(LintTest, AFileOfTenMegabytesIsRefusedAtOnce) {
  std::string text = kGood;
  while (text.size() < (size_t{10} << 20)) text += "# a line of a comment\n";
  const std::vector<Finding> findings = Lint({{"a.txtpb", text}});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_THAT(findings[0].message.en, HasSubstr("too large"));
  EXPECT_GT(findings[0].place.line, 100'000);
  EXPECT_GT(findings[0].place.column, 0);
}

// A midwife of the police: it would hold whatever the rules say.
TEST(LintTest, AGuaranteeThatSpeaksOfNobodyIsAnErrorWhereItStands) {
  const std::string guarantee = absl::StrCat(kGood, R"(
guarantees {
  id: "G-1"
  scope { readers: "POLICE" roles: "MIDWIFE" }
  categories: "C07"
  at_most: "WITHHELD"
  sentence_ja: "文。"
  sentence_en: "A sentence."
  citation: "none"
}
)");
  const std::vector<Finding> findings = Lint({{"a.txtpb", guarantee}});
  ASSERT_THAT(findings, ElementsAre(ErrorAt(13, 1, "speaks of nothing")));
  EXPECT_EQ(findings[0].rule, "G-1");
  EXPECT_THAT(
      Lint({{"a.txtpb", absl::StrReplaceAll(guarantee, {{"MIDWIFE", "*"}})}}),
      testing::Each(Field(&Finding::error, false)));
}

TEST(LintTest, AnErrorNeverQuotesWhatIsNoName) {
  for (const Finding& finding : LintOf("CITY_FS", "my secret words")) {
    EXPECT_THAT(finding.message.en, testing::Not(HasSubstr("secret")));
  }
}

std::string Rule(const std::string& id, const std::string& body) {
  return absl::StrCat("\n", body.substr(0, body.find(' ')), " {\n  id: \"", id,
                      "\"\n", body.substr(body.find(' ')),
                      "\n  sentence_ja: \"文。\"\n  sentence_en: \"S.\"\n  "
                      "citation: \"none\"\n}\n");
}

std::vector<std::string> WarnedOf(const std::string& more) {
  std::vector<std::string> rules;
  for (const Finding& finding : Lint({{"a.txtpb", kGood + more}})) {
    EXPECT_FALSE(finding.error) << finding.message.en;
    if (!finding.rule.empty()) rules.push_back(finding.rule);
  }
  return rules;
}

TEST(LintTest, RulesWithoutEffectAreWarnedOf) {
  EXPECT_THAT(WarnedOf(""), IsEmpty());
  const std::string scope =
      "scope { readers: \"CITY_MH\" holders: \"CITY_FS\" "
      "purposes: \"SUPPORT\" } ground: \"CONSENT\" ";
  // Never reached: no police officer is a midwife.
  EXPECT_THAT(
      WarnedOf(Rule("GR-2",
                    "grants scope { readers: \"POLICE\" roles: \"MIDWIFE\" } "
                    "ground: \"CONSENT\" gives { level: \"FULL\" categories: "
                    "\"C07\" }")),
      ElementsAre("GR-2"));
  // The same for less.
  EXPECT_THAT(WarnedOf(Rule("GR-2", "grants " + scope +
                                        "condition: \"LEAD_WORKER\" gives { "
                                        "level: \"REDUCED\" categories: "
                                        "\"C07\" }")),
              ElementsAre("GR-2"));
  EXPECT_THAT(WarnedOf(Rule("GR-2", "grants " + scope +
                                        "gives { level: \"FULL\" categories: "
                                        "\"C08\" }")),
              IsEmpty());
  // Nothing to limit, and a limit below another one.
  EXPECT_THAT(WarnedOf(Rule("CE-1",
                            "ceilings categories: \"C09\" at_most: "
                            "\"WITHHELD\"")),
              ElementsAre("CE-1"));
  EXPECT_THAT(WarnedOf(Rule("CE-1",
                            "ceilings condition: \"STOP_USE\" categories: "
                            "\"C07\" at_most: \"WITHHELD\"") +
                       Rule("CE-2",
                            "ceilings condition: [\"STOP_USE\", "
                            "\"LEGAL_HOLD\"] categories: \"C07\" at_most: "
                            "\"REDUCED\"")),
              ElementsAre("CE-2"));
}

TEST(LintTest, CategoriesThatNobodySeesAreWarnedOfUnlessPromised) {
  const auto unseen = [](const std::string& more) {
    int count = 0;
    for (const Finding& finding : Lint({{"a.txtpb", kGood + more}})) {
      count += finding.rule.empty() ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(unseen(""), 33);
  EXPECT_EQ(unseen(Rule("G-1",
                        "guarantees categories: [\"C04\", \"C29\"] at_most: "
                        "\"WITHHELD\"")),
            31);
}

TEST(LintTest, WhatIsAboutTheWholePolicyNamesNoPlace) {
  const std::string text = FindingsText(Lint({{"a.txtpb", kGood}}));
  EXPECT_THAT(text, HasSubstr("the whole policy: 注意 / warning"));
  EXPECT_THAT(text, testing::Not(HasSubstr(":0:0:")));
}

// Belts stay for grants to come (docs/policy.md).
TEST(LintTest, TheShippedPacksHaveNoErrorsAndOnlyBeltsWithoutEffect) {
  for (const Finding& finding : Lint(ShippedFiles())) {
    EXPECT_FALSE(finding.error) << finding.message.en;
    EXPECT_THAT(finding.rule, testing::StartsWith("CE-")) << finding.message.en;
  }
}

}  // namespace
}  // namespace tasuki::analysis
