#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/policy/explanation.h"
#include "tests/gateway/policy/small_pack.h"

namespace tasuki::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kPack[] = R"(
  grants { id: "GR-1" ground: "CONSENT" citation: "c"
           sentence_ja: "同意で読む" sentence_en: "by consent"
           gives { level: "FULL" categories: ["C06", "C07", "C08"] } }
  grants { id: "GR-2" ground: "CENTER_INTEGRATED" citation: "c"
           sentence_ja: "センターで読む" sentence_en: "in the centre"
           gives { level: "REDUCED" categories: "C07" } }
  ceilings { id: "CE-1" condition: "STOP_USE" categories: "C07"
             at_most: "EXISTENCE" citation: "c" sentence_en: "stopped"
             sentence_ja: "利用停止"
             yields_to { ground: "CENTER_INTEGRATED" categories: "*" } }
  ceilings { id: "CE-2" categories: "C08" at_most: "WITHHELD" citation: "c"
             sentence_ja: "出ない" sentence_en: "never" }
  ceilings { id: "CE-3" categories: "C08" at_most: "EXISTENCE" citation: "c" }
  obligations { ground: "CONSENT" obligations: "STOP_AT_EXPIRY" }
  obligations { ground: "CONSENT" categories: "C05"
                obligations: "OBEY_SAFE_CONTACT" }
  obligations { ground: "CENTER_INTEGRATED" obligations: "CENTRE_ONLY"
                scope { readers: "CITY_FS" } }
  obligations { ground: "CENTER_INTEGRATED" obligations: "ALIAS_ONLY"
                scope { readers: "SOS_NPO" } })";

Situation BothGrounds() {
  Situation situation = FamilySupportAsks();
  situation.grounds = {
      On(v1::BASIS_CODE_CONSENT, LevelSet::Full(), "consents/c1"),
      On(v1::BASIS_CODE_CENTER_INTEGRATED, LevelSet::Full(), "centre")};
  return situation;
}

MATCHER_P5(Reason, category, level, grant, source, ceiling, "") {
  return arg.category == category && arg.level == level &&
         arg.grant_id == grant && arg.ground_source == source &&
         arg.ceiling_id == ceiling;
}

TEST(ExplainTest, NamesTheRuleTheGroundAndTheCeilingOfEachCategory) {
  const auto policy = PolicyOf(kPack);
  Situation situation = BothGrounds();
  EXPECT_THAT(
      policy->Explain(situation),
      ElementsAre(
          Reason(v1::CATEGORY_C06, v1::LEVEL_FULL, "GR-1", "consents/c1", ""),
          // The ceiling holds consent down, so the centre gives more.
          Reason(v1::CATEGORY_C07, v1::LEVEL_REDUCED, "GR-2", "centre", ""),
          // Closed altogether: the lowest ceiling is the reason.
          Reason(v1::CATEGORY_C08, v1::LEVEL_WITHHELD, "GR-1", "consents/c1",
                 "CE-2")));
  situation.facts.Set(v1::FACT_STOP_USE, false);
  EXPECT_THAT(
      policy->Explain(situation)[1],
      Reason(v1::CATEGORY_C07, v1::LEVEL_FULL, "GR-1", "consents/c1", ""));
}

TEST(ExplainTest, WhatTheMaskClosesHasNoReason) {
  const auto policy = PolicyOf(kPack);
  Situation situation = FamilySupportAsks();
  situation.grounds = {
      On(v1::BASIS_CODE_CONSENT,
         LevelSet::Of(CategorySet::Of(v1::CATEGORY_C06), v1::LEVEL_REDUCED))};
  EXPECT_THAT(
      policy->Explain(situation),
      ElementsAre(Reason(v1::CATEGORY_C06, v1::LEVEL_REDUCED, "GR-1", "", "")));
}

TEST(ExplainTest, TextIsJapaneseOrEnglishOneLineForEachCategory) {
  const auto policy = PolicyOf(kPack);
  EXPECT_EQ(ExplanationText(*policy, BothGrounds(), false),
            "C06 full | rule GR-1: by consent | ground CONSENT (consents/c1)\n"
            "C07 summary | rule GR-2: in the centre | ground CENTER_INTEGRATED "
            "(centre)\n"
            "C08 withheld | rule GR-1: by consent | ground CONSENT "
            "(consents/c1) | limit CE-2: never\n");
  const std::string text = ExplanationText(*policy, BothGrounds(), true);
  EXPECT_THAT(text, HasSubstr("C07 要約 | 規則 GR-2: センターで読む"));
  EXPECT_THAT(text, HasSubstr("| 上限 CE-2: 出ない\n"));
  EXPECT_EQ(ExplanationText(*policy, Situation(), false),
            "No category is disclosed.\n");
}

TEST(ObligationsTest, FollowTheContributingGroundsOfWhatIsDisclosed) {
  const auto policy = PolicyOf(kPack);
  const Situation situation = BothGrounds();
  const LevelSet outcome = policy->Evaluate(situation);
  EXPECT_THAT(
      policy->Obligations(situation, outcome),
      ElementsAre(v1::OBLIGATION_CENTRE_ONLY, v1::OBLIGATION_STOP_AT_EXPIRY));
  // Only C07 was there to disclose: consent contributed nothing to it.
  const LevelSet c07 = outcome.Meet(
      LevelSet::Of(CategorySet::Of(v1::CATEGORY_C07), v1::LEVEL_FULL));
  EXPECT_THAT(policy->Obligations(situation, c07),
              ElementsAre(v1::OBLIGATION_CENTRE_ONLY));
  EXPECT_THAT(policy->Obligations(situation, LevelSet()), ElementsAre());
}

TEST(SentenceTest, IsEmptyForAnUnknownRule) {
  const auto policy = PolicyOf(kPack);
  EXPECT_EQ(policy->Sentence("CE-1", true), "利用停止");
  EXPECT_EQ(policy->Sentence("CE-1", false), "stopped");
  EXPECT_EQ(policy->Sentence("CE-99", false), "");
}

}  // namespace
}  // namespace tasuki::policy
