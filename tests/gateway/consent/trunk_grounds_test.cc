#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/consent/grounds.h"
#include "gateway/consent/statement.h"

// The grounds that rest on the council, a contract, a statement, a milestone or
// a series.
namespace tasuki::consent {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kNow = 1780000000;

Party Unit(const std::string& body, const std::string& unit,
           v1::AudienceType audience) {
  const std::string legal = "bodies/" + body;
  Party party{unit.empty() ? legal : legal + "/units/" + unit, legal, audience};
  return party;
}
Party Maternal() { return Unit("city", "mh", v1::AUDIENCE_TYPE_CITY_MH); }
Party Guidance() { return Unit("cgc", "", v1::AUDIENCE_TYPE_CGC); }
Party Hospital() { return Unit("hospital", "", v1::AUDIENCE_TYPE_OB_HOSP); }
Party Physicians() {
  Party party = Unit("physicians", "", v1::AUDIENCE_TYPE_EXT_SUP);
  party.entrusted_by = {"bodies/city"};
  return party;
}

GroundInputs Between(Party reader, Party holder) {
  GroundInputs inputs;
  inputs.reader = std::move(reader);
  inputs.holder = std::move(holder);
  inputs.purpose = v1::PURPOSE_SUPPORT;
  inputs.case_name = "cases/k17";
  inputs.now = absl::FromUnixSeconds(kNow);
  return inputs;
}

std::vector<v1::BasisCode> Bases(const GroundInputs& inputs) {
  std::vector<v1::BasisCode> bases;
  for (const policy::Ground& ground : GroundsFor(inputs)) {
    bases.push_back(ground.basis);
  }
  return bases;
}

GroundInputs OfMembers() {
  GroundInputs inputs = Between(Guidance(), Maternal());
  inputs.registered = true;
  inputs.reader.council_member = true;
  inputs.holder.council_member = true;
  return inputs;
}

TEST(CouncilGroundTest, HoldsBetweenMembersOnARegisteredCase) {
  EXPECT_THAT(Bases(OfMembers()), ElementsAre(v1::BASIS_CODE_COUNCIL_EXCHANGE));
  EXPECT_EQ(GroundsFor(OfMembers()).front().source, "cases/k17");
}

TEST(CouncilGroundTest, NeedsEachOfItsFacts) {
  GroundInputs unregistered = OfMembers(), reader = OfMembers(),
               holder = OfMembers(), no_case = OfMembers(), own = OfMembers();
  unregistered.registered = false;
  reader.reader.council_member = false;
  holder.holder.council_member = false;
  no_case.case_name.clear();
  for (const GroundInputs& inputs : {unregistered, reader, holder, no_case}) {
    EXPECT_THAT(Bases(inputs), IsEmpty());
  }
  own.reader = own.holder;
  EXPECT_THAT(Bases(own), ElementsAre(v1::BASIS_CODE_OWN));
}

TEST(EntrustmentGroundTest, EntrustedReaderNeedsAContract) {
  GroundInputs inputs = Between(Physicians(), Maternal());
  EXPECT_THAT(Bases(inputs), IsEmpty());
  inputs.contract = "contract-1";
  EXPECT_THAT(Bases(inputs), ElementsAre(v1::BASIS_CODE_ENTRUSTMENT));
  EXPECT_EQ(GroundsFor(inputs).front().source, "contract-1");
}

TEST(EntrustmentGroundTest, WhoEntrustedReadsWhatWasDone) {
  const GroundInputs inputs = Between(Maternal(), Physicians());
  EXPECT_THAT(Bases(inputs), ElementsAre(v1::BASIS_CODE_ENTRUSTMENT));
  EXPECT_EQ(GroundsFor(inputs).front().source, Physicians().name);
}

TEST(EntrustmentGroundTest, IsOfTheBodyThatEntrusts) {
  GroundInputs to = Between(Hospital(), Physicians());
  GroundInputs from = Between(Physicians(), Hospital());
  to.contract = from.contract = "contract-1";
  EXPECT_THAT(Bases(to), IsEmpty());
  EXPECT_THAT(Bases(from), IsEmpty());
}

Statement Information() {
  return {.source = "messages/m1",
          .basis = v1::BASIS_CODE_CWA_21_10_5,
          .sender = Hospital().name,
          .recipient = Maternal().name,
          .attempt = v1::CONSENT_ATTEMPT_GIVEN,
          .has_reason = false,
          .released_by_name = true,
          .stated_class = v1::CASE_CLASS_SUPPORT};
}

TEST(StatementTest, MakesAGroundBetweenSenderAndRecipientOnly) {
  const auto ground = GroundOf(Information(), Between(Maternal(), Hospital()));
  ASSERT_TRUE(ground.has_value());
  EXPECT_EQ(ground->basis, v1::BASIS_CODE_CWA_21_10_5);
  EXPECT_EQ(ground->source, "messages/m1");
  Party other = Maternal();
  other.name += "-2";
  EXPECT_FALSE(GroundOf(Information(), Between(other, Hospital())));
  Party elsewhere = Hospital();
  elsewhere.name += "-2";
  EXPECT_FALSE(GroundOf(Information(), Between(Maternal(), elsewhere)));
}

// A stored row is foreign again: the law is asked when it is read, too.
TEST(StatementTest, OfABasisThatTheSenderMayNotStateMakesNone) {
  Statement statement = Information();
  for (const v1::BasisCode basis :
       {v1::BASIS_CODE_CWA_10_CONSULT, v1::BASIS_CODE_CAPA_6,
        v1::BASIS_CODE_UNSPECIFIED}) {
    statement.basis = basis;
    EXPECT_FALSE(GroundOf(statement, Between(Maternal(), Hospital())));
  }
}

TEST(StatementTest, AttemptIsRecordedWithItsReasonWhereSheDidNotAgree) {
  const struct {
    v1::ConsentAttempt attempt;
    bool has_reason, recorded;
  } kCases[] = {
      {v1::CONSENT_ATTEMPT_UNSPECIFIED, true, false},
      {v1::CONSENT_ATTEMPT_GIVEN, false, true},
      {v1::CONSENT_ATTEMPT_GIVEN_IN_PART, false, true},
      {v1::CONSENT_ATTEMPT_REFUSED, false, false},
      {v1::CONSENT_ATTEMPT_REFUSED, true, true},
      {v1::CONSENT_ATTEMPT_NOT_ASKED, false, false},
      {v1::CONSENT_ATTEMPT_NOT_ASKED, true, true},
      {static_cast<v1::ConsentAttempt>(99), true, false},
  };
  for (const auto& [attempt, has_reason, recorded] : kCases) {
    Statement statement = Information();
    statement.attempt = attempt;
    statement.has_reason = has_reason;
    EXPECT_EQ(AttemptRecorded(statement), recorded) << attempt;
  }
}

// She agreed that the hospital's and the city's milestones and pregnancy facts
// are told to the other.
StoredConsent Agreed(v1::Purpose purpose) {
  StoredConsent consent;
  consent.id = "c2";
  for (const Party& party : {Maternal(), Hospital()}) {
    consent.terms.add_holders(party.name);
    consent.terms.add_recipients(party.name);
    consent.shown.push_back({party.name, LevelSet::Full()});
  }
  consent.terms.add_purposes(purpose);
  v1::ConsentItem& item = *consent.terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C07);
  item.add_categories(v1::CATEGORY_C32);
  consent.terms.add_milestones(v1::MILESTONE_SEEN_BY_DOCTOR);
  consent.terms.set_valid_until(kNow + 1000);
  consent.state = v1::CONSENT_STATE_ACTIVE;
  consent.granted_at = absl::FromUnixSeconds(kNow - 1000);
  consent.confirmed_by = {Maternal().name};
  return consent;
}

GroundInputs UnderConsent(Party reader, Party holder, v1::Purpose purpose) {
  GroundInputs inputs = Between(std::move(reader), std::move(holder));
  inputs.purpose = purpose;
  inputs.consents = {Agreed(purpose)};
  return inputs;
}

TEST(ConfirmedConsentTest, OpensOnlyWhatConfirmingHoldersHold) {
  GroundInputs waiting =
      UnderConsent(Maternal(), Hospital(), v1::PURPOSE_SUPPORT);
  EXPECT_THAT(Bases(waiting), IsEmpty());
  EXPECT_EQ(WhyNoGround(waiting, CategorySet::All()),
            v1::REFUSAL_CODE_CONSENT_ABSENT);
  EXPECT_THAT(Bases(UnderConsent(Hospital(), Maternal(), v1::PURPOSE_SUPPORT)),
              ElementsAre(v1::BASIS_CODE_CONSENT));
  waiting.consents.front().confirmed_by.push_back(Hospital().name);
  EXPECT_THAT(Bases(waiting), ElementsAre(v1::BASIS_CODE_CONSENT));
}

LevelSet MaskFor(v1::Milestone milestone) {
  GroundInputs inputs =
      UnderConsent(Hospital(), Maternal(), v1::PURPOSE_SUPPORT);
  inputs.milestone = milestone;
  const auto grounds = GroundsFor(inputs);
  EXPECT_EQ(grounds.size(), 1u);
  return grounds.empty() ? LevelSet() : grounds.front().mask;
}

TEST(MilestoneTest, OpensOnlyWhereTheConsentListsIt) {
  const LevelSet listed = MaskFor(v1::MILESTONE_SEEN_BY_DOCTOR);
  EXPECT_EQ(listed.At(v1::CATEGORY_C32), v1::LEVEL_FULL);
  for (const v1::Milestone other :
       {v1::MILESTONE_UNSPECIFIED, v1::MILESTONE_BIRTH}) {
    const LevelSet mask = MaskFor(other);
    EXPECT_EQ(mask.At(v1::CATEGORY_C32), v1::LEVEL_WITHHELD);
    EXPECT_EQ(mask.At(v1::CATEGORY_C07), v1::LEVEL_FULL);
  }
}

TEST(MilestoneTest, IsAgreedWhileAConsentThatOpensListsIt) {
  GroundInputs inputs =
      UnderConsent(Hospital(), Maternal(), v1::PURPOSE_SUPPORT);
  inputs.milestone = v1::MILESTONE_SEEN_BY_DOCTOR;
  EXPECT_TRUE(MilestoneAgreed(inputs));
  inputs.milestone = v1::MILESTONE_BIRTH;
  EXPECT_FALSE(MilestoneAgreed(inputs));
  inputs.milestone = v1::MILESTONE_SEEN_BY_DOCTOR;
  inputs.consents.front().state = v1::CONSENT_STATE_WITHDRAWN;
  EXPECT_FALSE(MilestoneAgreed(inputs));
}

TEST(SeriesTest, ConferenceIsOpenedBySeries) {
  GroundInputs inputs =
      UnderConsent(Hospital(), Maternal(), v1::PURPOSE_CONFERENCE);
  inputs.consents.front().terms.add_series("conferences/s1");
  EXPECT_THAT(Bases(inputs), IsEmpty());  // no series is asked for
  inputs.series = "conferences/s2";
  EXPECT_THAT(Bases(inputs), IsEmpty());
  inputs.series = "conferences/s1";
  EXPECT_THAT(Bases(inputs), ElementsAre(v1::BASIS_CODE_CONSENT));
}

// In a room one's own item is shown by her consent as well, not as one's own.
TEST(SeriesTest, ConsentCoversWhatTheAttendeeHoldsItself) {
  GroundInputs inputs =
      UnderConsent(Maternal(), Maternal(), v1::PURPOSE_CONFERENCE);
  inputs.consents.front().terms.add_series("conferences/s1");
  inputs.series = "conferences/s1";
  EXPECT_THAT(Bases(inputs),
              ElementsAre(v1::BASIS_CODE_OWN, v1::BASIS_CODE_CONSENT));
}

}  // namespace
}  // namespace tasuki::consent
