#include <set>

#include "tests/gateway/policy/small_pack.h"
#include "tests/status_matchers.h"

namespace tasuki::policy {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string ErrorOf(const std::string& text) {
  const auto policy = Policy::Compile({PackOf(text)});
  EXPECT_THAT(policy, StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  return std::string(policy.status().message());
}

TEST(CompileTest, EveryUnknownNameIsRefusedWithTheRuleThatHasIt) {
  const struct {
    const char* text;
    const char* name;
  } kCases[] = {
      {R"(grants { id: "R" citation: "c" ground: "HOPE"
                   gives { level: "FULL" categories: "C01" } })",
       "HOPE"},
      {R"(grants { id: "R" citation: "c" ground: "OWN"
                   gives { level: "SOME" categories: "C01" } })",
       "SOME"},
      {R"(grants { id: "R" citation: "c" ground: "OWN"
                   gives { level: "FULL" categories: "C99" } })",
       "C99"},
      {R"(grants { id: "R" citation: "c" ground: "OWN" condition: "LUCKY"
                   gives { level: "FULL" categories: "C01" } })",
       "LUCKY"},
      {R"(grants { id: "R" citation: "c" ground: "OWN"
                   scope { readers: "CITY_XX" }
                   gives { level: "FULL" categories: "C01" } })",
       "CITY_XX"},
      {R"(grants { id: "R" citation: "c" ground: "OWN"
                   scope { relations: "NONE" }
                   gives { level: "FULL" categories: "C01" } })",
       "NONE"},
      {R"(ceilings { id: "R" citation: "c" categories: "C01" at_most: "WITHHELD"
                     except { roles: "KING" } })",
       "KING"},
      {R"(ceilings { id: "R" citation: "c" categories: "C01" at_most: "WITHHELD"
                     yields_to { ground: "HOPE" categories: "*" } })",
       "HOPE"},
      {R"(actions { id: "R" citation: "c" actions: "FLY" })", "FLY"},
      {R"(guarantees { id: "R" citation: "c" categories: "C01"
                       at_most: "WITHHELD" except_grounds: "HOPE" })",
       "HOPE"},
  };
  for (const auto& [text, name] : kCases) {
    const std::string error = ErrorOf(text);
    EXPECT_THAT(error, HasSubstr("rule R: ")) << text;
    EXPECT_THAT(error, HasSubstr(name)) << text;
  }
}

TEST(CompileTest, WhatDoesNotLookLikeANameIsNotRepeated) {
  const std::string error = ErrorOf(R"(
    grants { id: "R" citation: "c" ground: "Kuwana Hanako"
             gives { level: "FULL" categories: "C01" } })");
  EXPECT_THAT(error, HasSubstr("BasisCode"));
  EXPECT_THAT(error, Not(HasSubstr("Hanako")));
}

TEST(CompileTest, RulesThatCannotBeMeantAreRefused) {
  const char* kTexts[] = {
      // No citation, no id, no ground, nothing given.
      R"(grants { id: "R" ground: "OWN"
                  gives { level: "FULL" categories: "C01" } })",
      R"(grants { citation: "c" ground: "OWN"
                  gives { level: "FULL" categories: "C01" } })",
      R"(grants { id: "R" citation: "c"
                  gives { level: "FULL" categories: "C01" } })",
      R"(grants { id: "R" citation: "c" ground: "OWN" })",
      R"(grants { id: "R" citation: "c" ground: "OWN"
                  gives { level: "FULL" } })",
      // A grant rests on what is known true.
      R"(grants { id: "R" citation: "c" ground: "OWN" condition: "!STOP_USE"
                  gives { level: "FULL" categories: "C01" } })",
      // Ceilings and guarantees that limit nothing.
      R"(ceilings { id: "R" citation: "c" categories: "C01" at_most: "FULL" })",
      R"(ceilings { id: "R" citation: "c" at_most: "WITHHELD" })",
      R"(ceilings { id: "R" citation: "c" categories: "C01" at_most: "WITHHELD"
                    except {} })",
      R"(ceilings { id: "R" citation: "c" categories: "C01" at_most: "WITHHELD"
                    condition: ["STOP_USE", "!STOP_USE"] })",
      R"(guarantees { id: "R" citation: "c" categories: "C01"
                      at_most: "FULL" })",
      R"(guarantees { id: "R" citation: "c" categories: "C01"
                      at_most: "WITHHELD" except {} })",
      R"(guarantees { id: "R" citation: "c" categories: "C01"
                      at_most: "WITHHELD" grounds: "CONSENT"
                      except_grounds: ["OWN", "CONSENT"] })",
      R"(ceilings { id: "R" citation: "c" categories: "C01" at_most: "WITHHELD"
                    yields_to { categories: "C01" } })",
      // The police have no midwife.
      R"(guarantees { id: "R" citation: "c" categories: "C01"
                      at_most: "WITHHELD"
                      scope { readers: "POLICE" roles: "MIDWIFE" } })",
      // Each list of the exception has what the scope has.
      R"(guarantees { id: "R" citation: "c" categories: "C01"
                      at_most: "WITHHELD"
                      scope { readers: "POLICE" purposes: ["SUPPORT", "INTAKE"]
                              relations: "NONE" }
                      except { readers: ["POLICE", "CGC"]
                               relations: ["NONE", "LEAD"]
                               purposes: ["INTAKE", "SUPPORT"] } })",
      R"(guarantees { id: "R" citation: "c" categories: "C01"
                      at_most: "WITHHELD"
                      scope { readers: "POLICE" }
                      except { roles: "POLICE_OFFICER" } })",
      R"(actions { id: "R" citation: "c" })",
      R"(actions { id: "R" citation: "c" actions: "OPEN_CASE"
                   scope { purposes: "SUPPORT" } })",
      R"(obligations { ground: "OWN" })",
  };
  for (const char* text : kTexts) ErrorOf(text);
}

TEST(CompileTest, AGuaranteeThatLeavesSomethingUnexceptedIsTaken) {
  for (const char* scopes :
       {R"(scope { readers: "POLICE" purposes: ["SUPPORT", "INTAKE"] }
           except { readers: "POLICE" purposes: "SUPPORT" })",
        R"(scope { readers: ["CITY_FS", "CITY_MH"] roles: "MIDWIFE" })",
        R"(scope { readers: "CITY_MH" } except { roles: "PHN" })",
        // It is about every other purpose, the unknown one too.
        R"(except { purposes: "SUPPORT" })",
        R"(scope { relations: ["NONE", "LEAD"] }
           except { relations: "LEAD" })"}) {
    const auto rules = Policy::Compile({PackOf(absl::StrCat(
        R"(guarantees { id: "R" citation: "c" categories: "C01"
                        at_most: "WITHHELD" )",
        scopes, "}"))});
    EXPECT_TRUE(rules.ok()) << rules.status();
  }
}

// Escapes in protobuf text are decoded: what an officer would be shown is what
// is looked at.
TEST(CompileTest, NothingThatMovesAScreenOrALineIsTaken) {
  for (const std::string text : {"a\033[2Jb", "a\nb", "a\x7f", "a\u202Eb\u202C",
                                 "a\u2066b\u2069", "a\xff"}) {
    v1::PolicyPack pack;
    pack.set_name("p");
    pack.add_guarantees()->set_sentence_ja(text);
    const auto policy = Policy::Compile({pack});
    EXPECT_TRUE(absl::IsInvalidArgument(policy.status()));
    EXPECT_THAT(std::string(policy.status().message()),
                ::testing::StartsWith("sentence_ja: "));
  }
}

TEST(CompileTest, AnIdIsGivenOnceInAllPacksAndToAllKindsOfRules) {
  const v1::PolicyPack one =
      PackOf(R"(actions { id: "R" citation: "c" actions: "OPEN_CASE" })");
  const v1::PolicyPack other = PackOf(
      R"(ceilings { id: "R" citation: "c" categories: "*" at_most: "REDUCED" })");
  EXPECT_THAT(Policy::Compile({one}), IsOk());
  EXPECT_THAT(Policy::Compile({one, other}),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CompileTest, TheHashTellsPacksApartAndNotTheirOrder) {
  const v1::PolicyPack a = PackOf(R"(name: "a")");
  const v1::PolicyPack b = PackOf(R"(name: "b")");
  const auto hash = [](std::vector<v1::PolicyPack> packs) {
    return (*Policy::Compile(packs))->hash();
  };
  EXPECT_EQ(hash({a, b}), hash({b, a}));
  const std::set<std::string> different = {hash({}), hash({a}), hash({b}),
                                           hash({a, b}), hash({a, a})};
  EXPECT_EQ(different.size(), 5u);
  EXPECT_EQ(hash({a}).size(), 32u);
}

TEST(CompileTest, AnyNumberOfRulesMeetsInOneSituation) {
  v1::PolicyPack pack;
  for (int i = 0; i < 70'000; ++i) {
    v1::Grant& grant = *pack.add_grants();
    grant.set_id("GR-" + std::to_string(i));
    grant.set_citation("c");
    grant.set_ground("CENTER_INTEGRATED");
    grant.add_gives()->set_level("REDUCED");
    grant.mutable_gives(0)->add_categories("C02");
  }
  pack.mutable_grants(69'999)->mutable_gives(0)->set_level("FULL");
  for (int i = 0; i < 300; ++i) {
    v1::Ceiling& ceiling = *pack.add_ceilings();
    ceiling.set_id("CE-" + std::to_string(i));
    ceiling.set_citation("c");
    ceiling.add_categories(i == 299 ? "C02" : "C03");
    ceiling.set_at_most("EXISTENCE");
    ceiling.add_condition(i == 299 ? "STOP_USE" : "LEGAL_HOLD");
  }
  const auto policy = Policy::Compile({pack});
  ASSERT_THAT(policy, IsOk());
  Situation situation = FamilySupportAsks();
  EXPECT_EQ(LevelOf(**policy, situation, v1::CATEGORY_C02),
            v1::LEVEL_EXISTENCE);
  situation.facts.Set(v1::FACT_STOP_USE, false);
  EXPECT_EQ(LevelOf(**policy, situation, v1::CATEGORY_C02), v1::LEVEL_FULL);
}

TEST(LoadPackTest, AnErrorHasAPlaceAndNoContent) {
  const auto pack = LoadPack("name: \"x\"\ngrants {\n  hanako: 1\n}\n");
  ASSERT_THAT(pack, StatusIs(absl::StatusCode::kInvalidArgument));
  const std::string message(pack.status().message());
  EXPECT_THAT(message, HasSubstr("PolicyPack at line 3, column "));
  EXPECT_THAT(message, Not(HasSubstr("hanako")));
}

}  // namespace
}  // namespace tasuki::policy
