#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/consent/grounds.h"

// Consents of which something was taken back, that exclude somebody, that a
// guardian gave, or that are more than a consent.
namespace tasuki::consent {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kUnit[] = "bodies/city/units/mh";
constexpr char kCentre[] = "bodies/wco";

CategorySet Set(std::initializer_list<v1::Category> categories) {
  CategorySet set;
  for (const v1::Category one : categories) set = set | CategorySet::Of(one);
  return set;
}

// From the unit to the women's centre: C07 and C16 for the support of women.
GroundInputs Inputs() {
  StoredConsent consent;
  consent.id = "c1";
  consent.terms.add_holders(kUnit);
  consent.terms.add_recipients(kCentre);
  consent.terms.add_purposes(v1::PURPOSE_WOMENS_SUPPORT);
  v1::ConsentItem& item = *consent.terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C07);
  item.add_categories(v1::CATEGORY_C16);
  consent.terms.set_valid_until(2000);
  consent.shown = {{kCentre, LevelSet::Full()}};
  consent.state = v1::CONSENT_STATE_ACTIVE;
  consent.confirmed_by = {kUnit};
  consent.granted_at = absl::FromUnixSeconds(1000);
  return {.reader = {.name = kCentre,
                     .body = kCentre,
                     .audience = v1::AUDIENCE_TYPE_WCO},
          .holder = {.name = kUnit,
                     .body = "bodies/city",
                     .audience = v1::AUDIENCE_TYPE_CITY_MH},
          .purpose = v1::PURPOSE_WOMENS_SUPPORT,
          .case_name = "cases/k",
          .consents = {consent},
          .now = absl::FromUnixSeconds(1500)};
}

std::vector<int> BasesOf(const GroundInputs& inputs) {
  std::vector<int> bases;
  for (const policy::Ground& ground : GroundsFor(inputs)) {
    bases.push_back(ground.basis);
  }
  return bases;
}

TEST(LessTest, WhatWasTakenBackIsWithdrawnTowardsWhomItWas) {
  GroundInputs inputs = Inputs();
  StoredConsent& consent = inputs.consents[0];
  consent.taken_back = {{"bodies/other", CategorySet::All()},
                        {"", Set({v1::CATEGORY_C07})}};
  EXPECT_EQ(MaskOf(consent, kCentre).existence(), Set({v1::CATEGORY_C16}));
  EXPECT_EQ(AgreedFor(consent, kCentre).existence(),
            Set({v1::CATEGORY_C07, v1::CATEGORY_C16}));
  EXPECT_EQ(WhyNoGround(inputs, Set({v1::CATEGORY_C07})),
            v1::REFUSAL_CODE_CONSENT_WITHDRAWN);
  EXPECT_EQ(WhyNoGround(inputs, Set({v1::CATEGORY_C16})),
            v1::REFUSAL_CODE_UNSPECIFIED);
  consent.taken_back.push_back({kCentre, CategorySet::All()});
  EXPECT_THAT(BasesOf(inputs), IsEmpty());
  EXPECT_FALSE(WomanConsents(inputs));
}

TEST(LessTest, AnEventEndsItAtItsInstant) {
  GroundInputs inputs = Inputs();
  inputs.consents[0].ended_by_event = absl::FromUnixSeconds(1600);
  ASSERT_THAT(BasesOf(inputs), ElementsAre(v1::BASIS_CODE_CONSENT));
  EXPECT_EQ(GroundsFor(inputs)[0].valid_until, absl::FromUnixSeconds(1600));
  inputs.now = absl::FromUnixSeconds(1600);
  EXPECT_THAT(BasesOf(inputs), IsEmpty());
  EXPECT_EQ(WhyNoGround(inputs, Set({v1::CATEGORY_C07})),
            v1::REFUSAL_CODE_CONSENT_EXPIRED);
}

TEST(LessTest, WhoIsExcludedGetsNothingNorDoItsUnits) {
  GroundInputs inputs = Inputs();
  inputs.consents[0].terms.add_excluded(kCentre);
  EXPECT_THAT(BasesOf(inputs), IsEmpty());
  v1::ConsentTerms terms;
  terms.add_excluded("bodies/city");
  EXPECT_TRUE(Excludes(terms, kUnit));
  EXPECT_FALSE(Excludes(terms, "bodies/city-2/units/mh"));
  terms.set_excluded(0, kUnit);
  EXPECT_FALSE(Excludes(terms, "bodies/city/units/fs"));
}

TEST(LessTest, AGuardiansHoldsOnlyWhereNothingBarsGuardians) {
  GroundInputs inputs = Inputs();
  inputs.guardian_barred = true;
  EXPECT_THAT(BasesOf(inputs), ElementsAre(v1::BASIS_CODE_CONSENT));
  inputs.consents[0].terms.set_capacity(
      v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD);
  EXPECT_THAT(BasesOf(inputs), IsEmpty());
  inputs.guardian_barred = false;
  EXPECT_THAT(BasesOf(inputs), ElementsAre(v1::BASIS_CODE_CONSENT));
}

TEST(LessTest, TheWomensCouncilNeedsBothMembersTheBranchAndThePurpose) {
  const auto with = [](bool reader, bool holder, bool branch) {
    GroundInputs inputs = Inputs();
    inputs.reader.womens_council_member = reader;
    inputs.holder.womens_council_member = holder;
    inputs.women_branch = branch;
    return inputs;
  };
  EXPECT_THAT(BasesOf(with(true, true, true)),
              ElementsAre(v1::BASIS_CODE_CONSENT, v1::BASIS_CODE_WSA_15_COUNCIL,
                          v1::BASIS_CODE_DVA_COUNCIL));
  for (const GroundInputs& inputs :
       {with(false, true, true), with(true, false, true),
        with(true, true, false)}) {
    EXPECT_THAT(BasesOf(inputs), ElementsAre(v1::BASIS_CODE_CONSENT));
  }
  GroundInputs inputs = with(true, true, true);
  EXPECT_TRUE(WomanConsents(inputs));
  inputs.purpose = v1::PURPOSE_SUPPORT;
  inputs.consents[0].terms.add_purposes(v1::PURPOSE_SUPPORT);
  EXPECT_THAT(BasesOf(inputs), ElementsAre(v1::BASIS_CODE_CONSENT));
  EXPECT_FALSE(WomanConsents(inputs));
}

TEST(LessTest, AStageIsAGroundOfItsOwn) {
  GroundInputs inputs = Inputs();
  inputs.consents[0].terms.set_adoption_stage(v1::ADOPTION_STAGE_SECOND);
  EXPECT_THAT(BasesOf(inputs), ElementsAre(v1::BASIS_CODE_ADOPTION_STAGE));
  EXPECT_TRUE(StageConsented(inputs, v1::ADOPTION_STAGE_SECOND));
  EXPECT_FALSE(StageConsented(inputs, v1::ADOPTION_STAGE_FIRST));
  EXPECT_FALSE(WomanConsents(inputs));
  inputs.consents[0].state = v1::CONSENT_STATE_WITHDRAWN;
  EXPECT_FALSE(StageConsented(inputs, v1::ADOPTION_STAGE_SECOND));
}

}  // namespace
}  // namespace tasuki::consent
