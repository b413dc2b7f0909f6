#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "gateway/analysis/facts.h"
#include "gateway/analysis/report.h"
#include "gateway/policy/pack.h"
#include "gateway/policy/policy.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Two grants on consent, to a hospital (four roles) and to the police (one).
// Nothing is said of classes.
constexpr char kGrants[] = R"(
grants {
  id: "GR-HOSP" citation: "c" ground: "CONSENT"
  scope { readers: "OB_HOSP" relations: "MEMBER" holders: "CITY_MH"
          purposes: "SUPPORT" }
  gives { level: "FULL" categories: ["C05", "C07"] }
}
grants {
  id: "GR-POLICE" citation: "c" ground: "CONSENT" condition: "LEGAL_HOLD"
  scope { readers: "POLICE" relations: "MEMBER" holders: "CITY_MH"
          purposes: ["SUPPORT", "PROTECTION"] }
  gives { level: "REDUCED" categories: "C07" }
}
)";
constexpr int kHospitalRoles = 4, kClasses = v1::CaseClass_MAX + 1;

v1::PolicyPack PackOf(const std::string& text) {
  const auto pack = policy::LoadPack(text);
  CHECK(pack.ok());
  return *pack;
}

Diff DiffBetween(const std::string& before, const std::string& after) {
  const auto diff =
      Compare(VersionOf(PackOf(before)), VersionOf(PackOf(after)));
  CHECK(diff.ok());
  return *diff;
}

std::vector<Change> DutiesIn(const Diff& diff) {
  std::vector<Change> duties;
  for (const Change& change : diff.changes) {
    if (change.kind == ChangeKind::kObligation) duties.push_back(change);
  }
  return duties;
}

std::vector<std::string> Said(const Diff& diff) {
  std::vector<std::string> said;
  for (const Change& change : diff.changes) {
    said.push_back(change.sentence.en);
  }
  return said;
}

constexpr char kOnC05[] =
    "obligations { ground: \"CONSENT\" categories: \"C05\" "
    "obligations: \"ALIAS_ONLY\" }";
constexpr char kOnAll[] =
    "obligations { ground: \"CONSENT\" obligations: \"ALIAS_ONLY\" }";

// The police are on the ground too, and get nothing that carries the duty.
TEST(DiffDutiesTest, CountsWhereTheCategoryOpensAndShowsIt) {
  const std::string with = std::string(kGrants) + kOnC05;
  for (const bool lost : {true, false}) {
    const Diff diff =
        lost ? DiffBetween(with, kGrants) : DiffBetween(kGrants, with);
    const std::vector<Change> duties = DutiesIn(diff);
    ASSERT_EQ(duties.size(), 1u);
    EXPECT_EQ(duties[0].effect, lost ? Effect::kWidens : Effect::kNarrows);
    EXPECT_THAT(
        duties[0].sentence.en,
        HasSubstr(std::string("whoever receives C05 on her consent is ") +
                  (lost ? "freed of" : "put under")));
    const Example& example = *duties[0].example;
    EXPECT_EQ(example.places, uint64_t{kHospitalRoles * kClasses});
    EXPECT_EQ(example.situation.reader, v1::AUDIENCE_TYPE_OB_HOSP);
    EXPECT_EQ(example.situation.holder, v1::AUDIENCE_TYPE_CITY_MH);
    EXPECT_EQ(example.situation.purpose, v1::PURPOSE_SUPPORT);
    EXPECT_NE(example.situation.case_class, v1::CASE_CLASS_UNSPECIFIED);
    EXPECT_EQ(example.situation.facts, OrdinaryFacts());
  }
}

// What the police get they get of frozen records only.
TEST(DiffDutiesTest, TheExampleHasTheFactsThatOpenIt) {
  std::string police = kGrants;
  police.erase(0, police.find("grants", 10));
  const Diff diff = DiffBetween(police + kOnAll, police);
  const std::vector<Change> duties = DutiesIn(diff);
  ASSERT_EQ(duties.size(), 1u);
  EXPECT_EQ(duties[0].example->places, uint64_t{2 * kClasses});
  KnownFacts facts = OrdinaryFacts();
  facts.Set(v1::FACT_LEGAL_HOLD, true);
  EXPECT_EQ(duties[0].example->situation.facts, facts);
  EXPECT_THAT(DiffText(diff, {}), HasSubstr("; the record is frozen"));
  // An ordinary case, if there is one anywhere.
  const Diff both = DiffBetween(std::string(kGrants) + kOnAll, kGrants);
  ASSERT_EQ(DutiesIn(both).size(), 1u);
  EXPECT_EQ(DutiesIn(both)[0].example->situation.facts, OrdinaryFacts());
  EXPECT_THAT(Said(both), Contains(HasSubstr("whoever receives anything")));
}

constexpr char kClosesC05[] = R"(
ceilings { id: "CE-1" citation: "c" categories: "C05" at_most: "WITHHELD" }
)";

TEST(DiffDutiesTest, WhatNothingOpensLosesItsDutyQuietlyAndWidens) {
  const std::string closed = std::string(kGrants) + kClosesC05;
  const Diff diff = DiffBetween(closed + kOnC05, closed);
  EXPECT_THAT(DutiesIn(diff), testing::IsEmpty());
  EXPECT_THAT(Said(diff),
              ElementsAre(AllOf(HasSubstr("goes or reaches less"),
                                HasSubstr("nobody's obligations change"))));
  EXPECT_FALSE(OnlyNarrows(diff));
  const Diff gained = DiffBetween(closed, closed + kOnC05);
  EXPECT_THAT(Said(gained), ElementsAre(HasSubstr("is new or reaches more")));
  EXPECT_TRUE(OnlyNarrows(gained));
}

TEST(DiffDutiesTest, WhatClosesWithItsDutyIsNotSaidToLoseItAndYetWidens) {
  const Diff diff = DiffBetween(std::string(kGrants) + kOnC05,
                                std::string(kGrants) + kClosesC05);
  EXPECT_THAT(DutiesIn(diff), testing::IsEmpty());
  EXPECT_THAT(Said(diff), Contains(HasSubstr("goes or reaches less")));
  EXPECT_FALSE(OnlyNarrows(diff));
}

TEST(DiffDutiesTest, WhatOpensWhileItsDutyGoesIsSaidToBeWithoutIt) {
  const Diff diff =
      DiffBetween(std::string(kGrants) + kClosesC05 + kOnC05, kGrants);
  const std::vector<Change> duties = DutiesIn(diff);
  ASSERT_EQ(duties.size(), 1u);
  EXPECT_THAT(duties[0].sentence.en, HasSubstr("whoever receives C05 on"));
  EXPECT_EQ(duties[0].example->places, uint64_t{kHospitalRoles * kClasses});
}

// To the hospital for support, to the police for protection: a sentence about
// both for both would be untrue of the police that support.
TEST(DiffDutiesTest, NobodyIsSaidToBePutUnderADutyThatIsNotThere) {
  const std::string rules = R"(
obligations { ground: "CONSENT" obligations: "ALIAS_ONLY"
              scope { readers: "OB_HOSP" purposes: "SUPPORT" } }
obligations { ground: "CONSENT" obligations: "ALIAS_ONLY"
              scope { readers: "POLICE" purposes: "PROTECTION" } }
)";
  const std::vector<Change> duties =
      DutiesIn(DiffBetween(kGrants, std::string(kGrants) + rules));
  ASSERT_EQ(duties.size(), 2u);
  EXPECT_THAT(duties[0].sentence.en, Not(HasSubstr("police")));
  EXPECT_THAT(duties[1].sentence.en, HasSubstr("police, for "));
}

// With the engine that decides: the example opens something that carried the
// duty and does not any more.
TEST(DiffDutiesTest, EveryExampleOfTheShippedRulesLosesTheDuty) {
  const v1::PolicyPack shipped = ShippedPack();
  const auto before = policy::Policy::Compile({shipped});
  ASSERT_TRUE(before.ok());
  constexpr int kStep = 7;
  for (int i = 0; i < shipped.obligations_size(); i += kStep) {
    v1::PolicyPack without = shipped;
    without.mutable_obligations()->DeleteSubrange(i, 1);
    SCOPED_TRACE(i);
    const auto after = policy::Policy::Compile({without});
    ASSERT_TRUE(after.ok());
    const auto diff = Compare(VersionOf(shipped), VersionOf(without));
    ASSERT_TRUE(diff.ok());
    EXPECT_FALSE(OnlyNarrows(*diff));
    for (const Change& change : DutiesIn(*diff)) {
      const policy::Situation& situation = change.example->situation;
      const LevelSet opened = (*after)->Evaluate(situation);
      const auto members = opened.existence().members();
      EXPECT_TRUE(std::any_of(
          members.begin(), members.end(), [&](v1::Category category) {
            const auto one =
                LevelSet::Of(CategorySet::Of(category), v1::LEVEL_FULL);
            return (*before)->Obligations(situation, one).size() >
                   (*after)->Obligations(situation, one).size();
          }));
    }
  }
}

}  // namespace
}  // namespace tasuki::analysis
