#include "gateway/consent/grounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tasuki::consent {
namespace {

constexpr int64_t kGranted = 1780000000;
constexpr int64_t kUntil = 1790000000;

absl::Time At(int64_t second) { return absl::FromUnixSeconds(second); }

LevelSet Levels(std::initializer_list<v1::Category> categories,
                v1::Level level) {
  CategorySet set;
  for (const v1::Category category : categories) {
    set = set | CategorySet::Of(category);
  }
  return LevelSet::Of(set, level);
}

Party Unit(absl::string_view unit, v1::AudienceType audience,
           absl::string_view body = "bodies/kuwana-city") {
  const std::string legal(body);
  return {unit.empty() ? legal : legal + "/units/" + std::string(unit), legal,
          audience};
}

Party MaternalHealth() {
  return Unit("maternal-health", v1::AUDIENCE_TYPE_CITY_MH);
}
Party FamilySupport() {
  return Unit("family-support", v1::AUDIENCE_TYPE_CITY_FS);
}
Party SosNpo() { return Unit("", v1::AUDIENCE_TYPE_SOS_NPO, "bodies/sos-npo"); }

// The SOS service may tell maternal health C06 reduced and C07, C08 in full;
// shown to it was the same.
StoredConsent SosConsent() {
  StoredConsent consent;
  consent.id = "c1";
  consent.terms.add_holders(SosNpo().name);
  consent.terms.add_recipients(MaternalHealth().name);
  consent.terms.add_purposes(v1::PURPOSE_SUPPORT);
  auto* reduced = consent.terms.add_items();
  reduced->set_level(v1::LEVEL_REDUCED);
  reduced->add_categories(v1::CATEGORY_C06);
  auto* full = consent.terms.add_items();
  full->set_level(v1::LEVEL_FULL);
  full->add_categories(v1::CATEGORY_C07);
  full->add_categories(v1::CATEGORY_C08);
  consent.terms.set_valid_until(kUntil);
  consent.terms.set_c08_ticked(true);
  consent.shown.push_back(
      {MaternalHealth().name,
       Levels({v1::CATEGORY_C06}, v1::LEVEL_REDUCED)
           .Join(
               Levels({v1::CATEGORY_C07, v1::CATEGORY_C08}, v1::LEVEL_FULL))});
  consent.state = v1::CONSENT_STATE_ACTIVE;
  consent.confirmed_by = {SosNpo().name};
  consent.granted_at = At(kGranted);
  return consent;
}

GroundInputs Inputs(Party reader, Party holder,
                    std::vector<StoredConsent> consents = {}) {
  return {.reader = std::move(reader),
          .holder = std::move(holder),
          .purpose = v1::PURPOSE_SUPPORT,
          .case_name = "cases/k17",
          .consents = std::move(consents),
          .now = At(kGranted + 1000)};
}

GroundInputs SosToMaternalHealth(StoredConsent consent) {
  return Inputs(MaternalHealth(), SosNpo(), {std::move(consent)});
}

TEST(GroundsTest, HolderOwnsWhatItHolds) {
  const auto grounds = GroundsFor(Inputs(SosNpo(), SosNpo()));
  ASSERT_EQ(grounds.size(), 1u);
  EXPECT_EQ(grounds[0].basis, v1::BASIS_CODE_OWN);
  EXPECT_EQ(grounds[0].mask, LevelSet::Full());
  EXPECT_EQ(grounds[0].valid_until, absl::InfiniteFuture());
}

TEST(GroundsTest, UnitsOfOneCentreShareAfterNotice) {
  GroundInputs inputs = Inputs(FamilySupport(), MaternalHealth());
  EXPECT_TRUE(GroundsFor(inputs).empty());
  EXPECT_EQ(WhyNoGround(inputs, CategorySet::All()), v1::REFUSAL_CODE_NO_BASIS);
  inputs.centre_notice_given = true;
  const auto grounds = GroundsFor(inputs);
  ASSERT_EQ(grounds.size(), 1u);
  EXPECT_EQ(grounds[0].basis, v1::BASIS_CODE_CENTER_INTEGRATED);
  EXPECT_EQ(grounds[0].source, "cases/k17");
}

TEST(GroundsTest, OnlyTheFourUnitsMakeACentre) {
  const Party reader = FamilySupport();
  for (int audience = 0; audience <= v1::AudienceType_MAX; ++audience) {
    const auto type = static_cast<v1::AudienceType>(audience);
    GroundInputs inputs = Inputs(reader, Unit("other", type));
    inputs.centre_notice_given = true;
    const bool centre = type == v1::AUDIENCE_TYPE_CITY_MH ||
                        type == v1::AUDIENCE_TYPE_CITY_FS ||
                        type == v1::AUDIENCE_TYPE_CITY_DEV ||
                        type == v1::AUDIENCE_TYPE_CITY_SUP;
    EXPECT_EQ(!GroundsFor(inputs).empty(), centre) << audience;
  }
}

TEST(GroundsTest, UnitsOfTwoCitiesAreNoCentre) {
  GroundInputs inputs = Inputs(
      FamilySupport(),
      Unit("maternal-health", v1::AUDIENCE_TYPE_CITY_MH, "bodies/inabe-city"));
  inputs.centre_notice_given = true;
  EXPECT_TRUE(GroundsFor(inputs).empty());
  inputs.reader.body = inputs.holder.body = "";
  EXPECT_TRUE(GroundsFor(inputs).empty());
}

TEST(GroundsTest, ConsentOpensWhatWasShownWithinItsItems) {
  const auto grounds = GroundsFor(SosToMaternalHealth(SosConsent()));
  ASSERT_EQ(grounds.size(), 1u);
  EXPECT_EQ(grounds[0].basis, v1::BASIS_CODE_CONSENT);
  EXPECT_EQ(grounds[0].source, "consents/c1");
  EXPECT_EQ(grounds[0].valid_until, At(kUntil));
  EXPECT_EQ(grounds[0].mask, SosConsent().shown[0].levels);
}

TEST(GroundsTest, ItemsAndPreviewBothLimit) {
  StoredConsent consent = SosConsent();
  consent.shown[0].levels = LevelSet::Full();
  EXPECT_EQ(MaskOf(consent, MaternalHealth().name),
            SosConsent().shown[0].levels);
  consent.shown[0].levels = Levels({v1::CATEGORY_C07}, v1::LEVEL_EXISTENCE);
  EXPECT_EQ(MaskOf(consent, MaternalHealth().name),
            Levels({v1::CATEGORY_C07}, v1::LEVEL_EXISTENCE));
  consent.shown.push_back({MaternalHealth().name, LevelSet::Full()});
  EXPECT_EQ(MaskOf(consent, MaternalHealth().name),
            Levels({v1::CATEGORY_C07}, v1::LEVEL_EXISTENCE));
  EXPECT_EQ(MaskOf(consent, FamilySupport().name), LevelSet());
}

TEST(GroundsTest, HealthOfSpecialCareNeedsItsOwnTick) {
  StoredConsent consent = SosConsent();
  consent.terms.set_c08_ticked(false);
  const auto grounds = GroundsFor(SosToMaternalHealth(consent));
  ASSERT_EQ(grounds.size(), 1u);
  EXPECT_EQ(grounds[0].mask.At(v1::CATEGORY_C08), v1::LEVEL_WITHHELD);
  EXPECT_EQ(grounds[0].mask.At(v1::CATEGORY_C07), v1::LEVEL_FULL);
  EXPECT_EQ(WhyNoGround(SosToMaternalHealth(consent),
                        CategorySet::Of(v1::CATEGORY_C08)),
            v1::REFUSAL_CODE_CONSENT_SCOPE);
}

TEST(GroundsTest, LevelOrCategoryOfALaterVocabularyOpensNothing) {
  StoredConsent consent = SosConsent();
  consent.terms.clear_items();
  auto* item = consent.terms.add_items();
  item->set_level(static_cast<v1::Level>(5));
  item->add_categories(v1::CATEGORY_C07);
  EXPECT_EQ(MaskOf(consent, MaternalHealth().name), LevelSet());
  item->set_level(v1::LEVEL_FULL);
  item->set_categories(0, static_cast<v1::Category>(v1::Category_MAX + 1));
  EXPECT_EQ(MaskOf(consent, MaternalHealth().name), LevelSet());
  EXPECT_TRUE(GroundsFor(SosToMaternalHealth(consent)).empty());
}

struct MomentCase {
  std::string name;
  int64_t now;
  void (*change)(StoredConsent& consent);
  bool in_force;
  v1::RefusalCode code;
};

class ConsentMomentTest : public ::testing::TestWithParam<MomentCase> {};

TEST_P(ConsentMomentTest, HoldsOrSaysTheTrueReason) {
  StoredConsent consent = SosConsent();
  GetParam().change(consent);
  GroundInputs inputs = SosToMaternalHealth(consent);
  inputs.now = At(GetParam().now);
  EXPECT_EQ(InForce(consent, inputs.now), GetParam().in_force);
  EXPECT_EQ(!GroundsFor(inputs).empty(), GetParam().in_force);
  EXPECT_EQ(WhyNoGround(inputs, CategorySet::All()), GetParam().code);
}

void Nothing(StoredConsent&) {}
constexpr auto kNone = v1::REFUSAL_CODE_UNSPECIFIED;
constexpr auto kAbsent = v1::REFUSAL_CODE_CONSENT_ABSENT;
constexpr auto kWithdrawn = v1::REFUSAL_CODE_CONSENT_WITHDRAWN;
constexpr auto kExpired = v1::REFUSAL_CODE_CONSENT_EXPIRED;

INSTANTIATE_TEST_SUITE_P(
    ToTheSecond, ConsentMomentTest,
    ::testing::Values(
        MomentCase{"BeforeTheGrant", kGranted - 1, Nothing, false, kAbsent},
        MomentCase{"AtTheGrant", kGranted, Nothing, true, kNone},
        MomentCase{"LastSecond", kUntil - 1, Nothing, true, kNone},
        MomentCase{"AtTheEnd", kUntil, Nothing, false, kExpired},
        MomentCase{
            "Narrowed", kGranted,
            [](StoredConsent& c) { c.state = v1::CONSENT_STATE_NARROWED; },
            true, kNone},
        MomentCase{"SecondBeforeTheWithdrawal", kGranted + 9,
                   [](StoredConsent& c) { c.withdrawn_at = At(kGranted + 10); },
                   true, kNone},
        MomentCase{"AtTheWithdrawal", kGranted + 10,
                   [](StoredConsent& c) { c.withdrawn_at = At(kGranted + 10); },
                   false, kWithdrawn},
        MomentCase{"WithdrawnAtTheInstantOfTheGrant", kGranted,
                   [](StoredConsent& c) { c.withdrawn_at = At(kGranted); },
                   false, kWithdrawn},
        MomentCase{"WithdrawnWinsOverExpiredAtOnce", kUntil,
                   [](StoredConsent& c) { c.withdrawn_at = At(kUntil); }, false,
                   kWithdrawn},
        MomentCase{
            "WithdrawnByStateAlone", kGranted,
            [](StoredConsent& c) { c.state = v1::CONSENT_STATE_WITHDRAWN; },
            false, kWithdrawn},
        MomentCase{
            "ExpiredByStateAlone", kGranted,
            [](StoredConsent& c) { c.state = v1::CONSENT_STATE_EXPIRED; },
            false, kExpired},
        MomentCase{"Draft", kGranted,
                   [](StoredConsent& c) { c.state = v1::CONSENT_STATE_DRAFT; },
                   false, kAbsent},
        MomentCase{
            "Superseded", kGranted,
            [](StoredConsent& c) { c.state = v1::CONSENT_STATE_SUPERSEDED; },
            false, kAbsent},
        MomentCase{"StateOfALaterVocabulary", kGranted,
                   [](StoredConsent& c) {
                     c.state = static_cast<v1::ConsentState>(77);
                   },
                   false, kAbsent},
        MomentCase{"NoEndStated", kGranted,
                   [](StoredConsent& c) { c.terms.set_valid_until(0); }, false,
                   kExpired}),
    [](const auto& info) { return info.param.name; });

TEST(GroundsTest, GroundEndsAtAWithdrawalThatIsAlreadyKnown) {
  StoredConsent consent = SosConsent();
  consent.withdrawn_at = At(kGranted + 5000);
  const auto grounds = GroundsFor(SosToMaternalHealth(consent));
  ASSERT_EQ(grounds.size(), 1u);
  EXPECT_EQ(grounds[0].valid_until, At(kGranted + 5000));
}

struct ScopeCase {
  std::string name;
  void (*change)(GroundInputs& inputs);
};

class ConsentScopeTest : public ::testing::TestWithParam<ScopeCase> {};

TEST_P(ConsentScopeTest, ConsentForSomethingElseIsOutOfScope) {
  GroundInputs inputs = SosToMaternalHealth(SosConsent());
  GetParam().change(inputs);
  EXPECT_TRUE(GroundsFor(inputs).empty());
  EXPECT_EQ(WhyNoGround(inputs, CategorySet::All()),
            v1::REFUSAL_CODE_CONSENT_SCOPE);
}

INSTANTIATE_TEST_SUITE_P(
    EachLimit, ConsentScopeTest,
    ::testing::Values(
        ScopeCase{"OtherReader",
                  [](GroundInputs& i) { i.reader = FamilySupport(); }},
        ScopeCase{"OtherHolder",
                  [](GroundInputs& i) {
                    i.holder =
                        Unit("", v1::AUDIENCE_TYPE_OB_HOSP, "bodies/hospital");
                  }},
        ScopeCase{"BodyInsteadOfTheUnit",
                  [](GroundInputs& i) { i.reader.name = i.reader.body; }},
        ScopeCase{"OtherPurpose",
                  [](GroundInputs& i) { i.purpose = v1::PURPOSE_CONFERENCE; }},
        ScopeCase{"NothingWasShown",
                  [](GroundInputs& i) { i.consents[0].shown.clear(); }},
        ScopeCase{"NoItems",
                  [](GroundInputs& i) { i.consents[0].terms.clear_items(); }}),
    [](const auto& info) { return info.param.name; });

TEST(GroundsTest, NothingUnknownMakesAGround) {
  const GroundInputs known = SosToMaternalHealth(SosConsent());
  ASSERT_FALSE(GroundsFor(known).empty());
  for (int unknown = 0; unknown < 5; ++unknown) {
    GroundInputs inputs = known;
    if (unknown == 0) inputs.purpose = v1::PURPOSE_UNSPECIFIED;
    if (unknown == 1) inputs.reader.audience = v1::AUDIENCE_TYPE_UNSPECIFIED;
    if (unknown == 2) inputs.holder.audience = v1::AUDIENCE_TYPE_UNSPECIFIED;
    if (unknown == 3) inputs.reader.name = "";
    if (unknown == 4) inputs.reader.name = inputs.holder.name = "";
    EXPECT_TRUE(GroundsFor(inputs).empty()) << unknown;
    EXPECT_EQ(WhyNoGround(inputs, CategorySet::All()),
              v1::REFUSAL_CODE_NO_BASIS);
  }
}

TEST(GroundsTest, EachConsentIsAGroundOfItsOwn) {
  StoredConsent first = SosConsent(), second = SosConsent();
  second.id = "c2";
  second.terms.set_valid_until(kUntil + 1);
  StoredConsent ended = SosConsent();
  ended.withdrawn_at = At(kGranted);
  const auto grounds =
      GroundsFor(Inputs(MaternalHealth(), SosNpo(), {first, ended, second}));
  ASSERT_EQ(grounds.size(), 2u);
  EXPECT_EQ(grounds[0].source, "consents/c1");
  EXPECT_EQ(grounds[1].source, "consents/c2");
}

TEST(GroundsTest, WithdrawalIsTheReasonEvenBesideAnExpiredConsent) {
  StoredConsent withdrawn = SosConsent(), expired = SosConsent();
  withdrawn.withdrawn_at = At(kGranted + 1);
  expired.terms.set_valid_until(kGranted + 1);
  EXPECT_EQ(
      WhyNoGround(Inputs(MaternalHealth(), SosNpo(), {expired, withdrawn}),
                  CategorySet::All()),
      v1::REFUSAL_CODE_CONSENT_WITHDRAWN);
  EXPECT_EQ(WhyNoGround(Inputs(MaternalHealth(), SosNpo()), CategorySet::All()),
            v1::REFUSAL_CODE_CONSENT_ABSENT);
}

}  // namespace
}  // namespace tasuki::consent
