#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/gateway/policy/allocation_count.h"
#include "tests/gateway/policy/small_pack.h"

namespace tasuki::policy {
namespace {

constexpr char kGrant[] = R"(
  grants {
    id: "GR-1"
    scope {
      readers: "CITY_FS" relations: ["LEAD", "MEMBER"] holders: "CITY_MH"
      purposes: "SUPPORT"
    }
    ground: "CENTER_INTEGRATED"
    gives { level: "FULL" categories: ["C01", "C07"] }
    citation: "test"
  })";

TEST(EvaluateTest, AGrantOpensItsCategoriesAndNoOther) {
  const auto policy = PolicyOf(kGrant);
  const LevelSet outcome = policy->Evaluate(FamilySupportAsks());
  EXPECT_EQ(outcome, LevelSet::Of(CategorySet::Of(v1::CATEGORY_C01) |
                                      CategorySet::Of(v1::CATEGORY_C07),
                                  v1::LEVEL_FULL));
}

TEST(EvaluateTest, NothingIsOpenWithoutTheGroundOrItsMask) {
  const auto policy = PolicyOf(kGrant);
  Situation situation = FamilySupportAsks();
  situation.grounds = {On(v1::BASIS_CODE_CONSENT)};
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  situation.grounds = {On(v1::BASIS_CODE_CENTER_INTEGRATED, LevelSet())};
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  situation.grounds.clear();
  EXPECT_TRUE(policy->Evaluate(situation).empty());
}

TEST(EvaluateTest, AnUnknownOrOtherValueMatchesNoList) {
  const auto policy = PolicyOf(kGrant);
  const auto nothing_with = [&](auto Situation::*attribute, auto value) {
    Situation situation = FamilySupportAsks();
    situation.*attribute = value;
    EXPECT_TRUE(policy->Evaluate(situation).empty());
  };
  nothing_with(&Situation::reader, v1::AUDIENCE_TYPE_UNSPECIFIED);
  nothing_with(&Situation::reader, v1::AUDIENCE_TYPE_CGC);
  nothing_with(&Situation::role, v1::ROLE_UNSPECIFIED);
  nothing_with(&Situation::role, v1::ROLE_PHN);
  nothing_with(&Situation::relation, v1::RELATION_UNSPECIFIED);
  nothing_with(&Situation::relation, v1::RELATION_OBSERVER);
  nothing_with(&Situation::holder, v1::AUDIENCE_TYPE_UNSPECIFIED);
  nothing_with(&Situation::purpose, v1::PURPOSE_UNSPECIFIED);
  // The class is open to all values, the unknown one too.
  Situation situation = FamilySupportAsks();
  situation.case_class = v1::CASE_CLASS_UNSPECIFIED;
  EXPECT_FALSE(policy->Evaluate(situation).empty());
}

TEST(EvaluateTest, ValuesOfALaterVocabularyAreUnknown) {
  const auto policy = PolicyOf(kGrant);
  Situation situation = FamilySupportAsks();
  situation.purpose = static_cast<v1::Purpose>(1000);
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  situation = FamilySupportAsks();
  situation.relation = static_cast<v1::Relation>(-1);
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  situation = FamilySupportAsks();
  situation.grounds[0].basis = static_cast<v1::BasisCode>(1000);
  EXPECT_TRUE(policy->Evaluate(situation).empty());
}

TEST(EvaluateTest, AGrantsConditionMustBeKnownTrue) {
  const auto policy = PolicyOf(R"(grants {
    id: "GR-1" ground: "CENTER_INTEGRATED" condition: ["CO_WORKER", "CONFIRMED"]
    gives { level: "FULL" categories: "C12" } citation: "test"
  })");
  Situation situation = FamilySupportAsks();
  situation.facts.Set(v1::FACT_CONFIRMED, true);
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  situation.facts.Set(v1::FACT_CO_WORKER, false);
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  situation.facts.Set(v1::FACT_CO_WORKER, true);
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C12), v1::LEVEL_FULL);
}

TEST(EvaluateTest, ACeilingActsUnlessItsConditionIsKnownFalse) {
  const auto policy = PolicyOf(absl::StrCat(kGrant, R"(ceilings {
    id: "CE-1" condition: ["STOP_USE", "!CONFIRMED"] categories: "C07"
    at_most: "EXISTENCE" citation: "test"
  })"));
  const auto level_with = [&](auto... facts) {
    Situation situation = FamilySupportAsks();
    (situation.facts.Set(facts.first, facts.second), ...);
    EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C01), v1::LEVEL_FULL);
    return LevelOf(*policy, situation, v1::CATEGORY_C07);
  };
  using F = std::pair<v1::Fact, bool>;
  EXPECT_EQ(level_with(), v1::LEVEL_EXISTENCE);
  EXPECT_EQ(level_with(F(v1::FACT_STOP_USE, true)), v1::LEVEL_EXISTENCE);
  EXPECT_EQ(level_with(F(v1::FACT_CONFIRMED, false)), v1::LEVEL_EXISTENCE);
  EXPECT_EQ(level_with(F(v1::FACT_STOP_USE, false)), v1::LEVEL_FULL);
  EXPECT_EQ(level_with(F(v1::FACT_CONFIRMED, true)), v1::LEVEL_FULL);
}

TEST(EvaluateTest, AnUnknownValueEscapesNeitherScopeNorException) {
  const auto policy = PolicyOf(R"(
    grants { id: "GR-1" ground: "CENTER_INTEGRATED" citation: "test"
             gives { level: "FULL" categories: "*" } }
    ceilings { id: "CE-1" scope { holders: "CGC" } categories: "C01"
               at_most: "REDUCED" citation: "test" }
    ceilings { id: "CE-2" except { holders: "CITY_MH" relations: "MEMBER" }
               categories: "C02" at_most: "WITHHELD" citation: "test" })");
  Situation situation = FamilySupportAsks();
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C01), v1::LEVEL_FULL);
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C02), v1::LEVEL_FULL);
  situation.holder = v1::AUDIENCE_TYPE_UNSPECIFIED;
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C01), v1::LEVEL_REDUCED);
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C02), v1::LEVEL_WITHHELD);
  // An exception of two lists spares only who is known to match both.
  situation = FamilySupportAsks();
  situation.relation = v1::RELATION_LEAD;
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C02), v1::LEVEL_WITHHELD);
}

TEST(EvaluateTest, ACeilingYieldsToItsGroundForItsCategoriesOnly) {
  const auto policy = PolicyOf(R"(
    grants { id: "GR-1" ground: "CONSENT" citation: "test"
             gives { level: "FULL" categories: ["C01", "C02"] } }
    grants { id: "GR-2" ground: "VITAL_INTEREST" citation: "test"
             gives { level: "REDUCED" categories: ["C01", "C02"] } }
    ceilings { id: "CE-1" categories: "*" at_most: "WITHHELD" citation: "test"
               yields_to { ground: ["CAPA_6", "VITAL_INTEREST"]
                           categories: "C02" } })");
  Situation situation = FamilySupportAsks();
  situation.grounds = {On(v1::BASIS_CODE_CONSENT)};
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  // It yields to one ground and stays for the other at the same time.
  situation.grounds.push_back(On(v1::BASIS_CODE_VITAL_INTEREST));
  EXPECT_EQ(policy->Evaluate(situation),
            LevelSet::Of(CategorySet::Of(v1::CATEGORY_C02), v1::LEVEL_REDUCED));
}

TEST(EvaluateTest, OwnNeedsTheHolderItselfAndNotOnlyItsAudience) {
  const auto policy = PolicyOf(R"(
    grants { id: "GR-1" ground: "OWN" citation: "test"
             gives { level: "FULL" categories: "C01" } }
    grants { id: "GR-2" ground: "CAPA_4_6" citation: "test"
             scope { readers: "CGC" holders: "CGC" }
             gives { level: "FULL" categories: "C01" } }
    ceilings { id: "CE-1" reader_is_not_holder: true condition: "!CONFIRMED"
               categories: "C01" at_most: "WITHHELD" citation: "test" })");
  Situation situation = FamilySupportAsks();
  situation.reader = situation.holder = v1::AUDIENCE_TYPE_CGC;
  situation.role = v1::ROLE_CWO;
  situation.facts.Set(v1::FACT_CONFIRMED, true);
  situation.grounds = {On(v1::BASIS_CODE_OWN)};
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  // Two parties of one audience: a hand-over is no reading of one's own.
  situation.grounds = {On(v1::BASIS_CODE_CAPA_4_6)};
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C01), v1::LEVEL_FULL);
  situation.facts.Set(v1::FACT_CONFIRMED, false);
  EXPECT_TRUE(policy->Evaluate(situation).empty());
  situation.grounds = {On(v1::BASIS_CODE_OWN)};
  situation.reader_is_holder = true;
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C01), v1::LEVEL_FULL);
  // A claim to be the holder that the audiences contradict is not believed.
  situation.holder = v1::AUDIENCE_TYPE_WCO;
  EXPECT_TRUE(policy->Evaluate(situation).empty());
}

TEST(EvaluateTest, GroundsAddUpAndTheContributingOnesAreTold) {
  const auto policy = PolicyOf(R"(
    grants { id: "GR-1" ground: "CONSENT" citation: "test"
             gives { level: "FULL" categories: "C07" } }
    grants { id: "GR-2" ground: "CENTER_INTEGRATED" citation: "test"
             gives { level: "REDUCED" categories: ["C06", "C07"] } }
    grants { id: "GR-3" ground: "CWA_25" citation: "test"
             gives { level: "REDUCED" categories: "C07" } })");
  Situation situation = FamilySupportAsks();
  situation.grounds = {On(v1::BASIS_CODE_CWA_25), On(v1::BASIS_CODE_CONSENT),
                       On(v1::BASIS_CODE_CENTER_INTEGRATED)};
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C06), v1::LEVEL_REDUCED);
  EXPECT_EQ(LevelOf(*policy, situation, v1::CATEGORY_C07), v1::LEVEL_FULL);
  EXPECT_THAT(policy->Contributing(situation), testing::ElementsAre(1, 2));
}

TEST(EvaluateTest, DecidingAllocatesNothing) {
  const auto policy = PolicyOf(absl::StrCat(kGrant, R"(ceilings {
    id: "CE-1" condition: "STOP_USE" categories: "C07" at_most: "EXISTENCE"
    citation: "test"
  })"));
  const Situation situation = FamilySupportAsks();
  const int64_t before = AllocationCount();
  const LevelSet outcome = policy->Evaluate(situation);
  EXPECT_EQ(AllocationCount() - before, 0);
  EXPECT_EQ(outcome.At(v1::CATEGORY_C07), v1::LEVEL_EXISTENCE);
  // The count counts.
  const Situation copy = situation;  // NOLINT(performance-unnecessary-copy*)
  EXPECT_GT(AllocationCount(), before);
}

TEST(EvaluateTest, AnEmptyPolicyOpensNothing) {
  const auto policy = Policy::Compile({});
  ASSERT_TRUE(policy.ok());
  EXPECT_TRUE((*policy)->Evaluate(FamilySupportAsks()).empty());
  EXPECT_TRUE((*policy)->Explain(FamilySupportAsks()).empty());
}

}  // namespace
}  // namespace tasuki::policy
