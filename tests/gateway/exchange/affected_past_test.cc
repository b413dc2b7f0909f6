#include "tests/gateway/exchange/affected_setting.h"
#include "tests/gateway/exchange/consent_steps.h"

// What has become less since the time that is asked for.
namespace tasuki::exchange {
namespace {

class AffectedPastTest : public AffectedTest {
 protected:
  // The same until the gateway's clock went on.
  v1::ListAffectedRequest AskingUntilNow() {
    v1::ListAffectedRequest request = Asking();
    request.set_to(Now() + 60);
    world_.clock().Advance(absl::Hours(5));
    return request;
  }
  v1::ListAffectedRequest AskingFromNow() {
    world_.clock().Advance(absl::Hours(5));
    v1::ListAffectedRequest request = Asking();
    request.set_from(Now());
    world_.clock().Advance(absl::Hours(5));
    return request;
  }
  v1::Level LevelFor(const char* party, v1::Category category,
                     const v1::ListAffectedRequest& request) {
    const v1::ListAffectedResponse affected = Affected(request);
    const v1::Exposed* const exposed = Exposure(affected, party);
    if (exposed == nullptr) return v1::LEVEL_WITHHELD;
    for (const v1::DisclosedCategory& entry : exposed->could()) {
      if (entry.category() == category) return entry.level();
    }
    return v1::LEVEL_WITHHELD;
  }
  bool FamilyCould(const v1::ListAffectedRequest& request) {
    return LevelFor(kFamily, v1::CATEGORY_C06, request) > v1::LEVEL_WITHHELD;
  }
  // The guidance centre's placement on the registered case; its name.
  std::string PrepareMeasure() {
    EXPECT_THAT(world_
                    .Call(Coordinator(), "CaseService/RegisterInCouncil",
                          Registration(opening_.a_case, {kGuidance}))
                    .status,
                IsOk());
    InCase(world_, World::Nurse(), opening_, Profile());
    v1::Record placement;
    placement.mutable_placement()->set_adoption_route(v1::ADOPTION_ROUTE_CGC);
    return InCase(world_, Officer(), opening_, placement);
  }
  std::string Supersede(const v1::ConsentTerms& terms) {
    return NameIn(GrantFor(world_, World::Npo(), terms, opening_.consent));
  }
};

TEST_F(AffectedPastTest, ARuleThatCameAfterTheTimeClosesNothingInIt) {
  const v1::ListAffectedRequest request = AskingUntilNow();
  ASSERT_TRUE(FamilyCould(request));
  v1::ConsentTerms terms = TermsOfOpening(world_, opening_);
  terms.set_onward_rule(v1::ONWARD_RULE_NONE);
  Supersede(terms);
  EXPECT_TRUE(FamilyCould(request));
  EXPECT_FALSE(FamilyCould(AskingFromNow()));
}

TEST_F(AffectedPastTest, WhatGoesOnUnderTheNextConsentStillCounts) {
  Supersede(TermsOfOpening(world_, opening_));
  ASSERT_TRUE(Sees(world_, World::Worker(), opening_, "SUMMARY-MARK"));
  EXPECT_TRUE(FamilyCould(AskingFromNow()));
}

// Withdrawing what another replaced stops its copies all the same.
TEST_F(AffectedPastTest, WhatWasReplacedCountsUntilItIsWithdrawnToo) {
  Supersede(TermsOfOpening(world_, opening_));
  const v1::ListAffectedRequest before = AskingFromNow();
  v1::ListAffectedRequest between = before;
  between.set_to(Now());
  world_.clock().Advance(absl::Hours(1));
  ASSERT_THAT(
      Withdraw(world_, World::Npo(), WithdrawalOf(opening_.consent)).status,
      IsOk());
  EXPECT_TRUE(FamilyCould(between));
  EXPECT_FALSE(FamilyCould(AskingFromNow()));
}

// A purpose that she never agreed to counts for nothing, so all are named.
TEST_F(AffectedPastTest, APurposeTakenAwayAfterTheTimeIsGivenBack) {
  v1::ConsentTerms terms = TermsOfOpening(world_, opening_);
  terms.clear_purposes();
  for (int purpose = 1; purpose < v1::Purpose_ARRAYSIZE; ++purpose) {
    if (purpose == v1::PURPOSE_CONFERENCE) continue;
    terms.add_purposes(static_cast<v1::Purpose>(purpose));
  }
  v1::NarrowConsentRequest narrow = NarrowingOf(Supersede(terms));
  const v1::ListAffectedRequest request = AskingUntilNow();
  ASSERT_TRUE(FamilyCould(request));
  for (const int purpose : terms.purposes()) {
    if (purpose == v1::PURPOSE_SELF_DISCLOSURE) continue;
    narrow.add_purposes(static_cast<v1::Purpose>(purpose));
  }
  ASSERT_THAT(Narrow(world_, World::Npo(), narrow).status, IsOk());
  EXPECT_TRUE(FamilyCould(request));
  EXPECT_FALSE(FamilyCould(AskingFromNow()));
}

// Once the guidance centre prepared a measure it could read her name, which
// opening the case again closes.
TEST_F(AffectedPastTest, AMeasurePreparedBeforeTheCaseWasOpenedAgainCounts) {
  PrepareMeasure();
  const v1::ListAffectedRequest request = AskingUntilNow();
  ASSERT_EQ(LevelFor(kGuidance, v1::CATEGORY_C02, request), v1::LEVEL_FULL);
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  ASSERT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status, IsOk());
  EXPECT_EQ(LevelFor(kGuidance, v1::CATEGORY_C02, request), v1::LEVEL_FULL);
}

// Taking the measure back closes the name, and what was read was read.
TEST_F(AffectedPastTest, AMeasureThatWasTakenBackCounts) {
  const std::string section = PrepareMeasure();
  const v1::ListAffectedRequest request = AskingUntilNow();
  ASSERT_EQ(LevelFor(kGuidance, v1::CATEGORY_C02, request), v1::LEVEL_FULL);
  ASSERT_THAT(Retract(world_, Officer(), section).status, IsOk());
  EXPECT_EQ(LevelFor(kGuidance, v1::CATEGORY_C02, request), v1::LEVEL_FULL);
}

}  // namespace
}  // namespace tasuki::exchange
