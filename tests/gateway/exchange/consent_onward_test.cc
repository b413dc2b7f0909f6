#include "tests/gateway/exchange/consent_steps.h"
#include "tests/gateway/exchange/further_parties.h"
#include "tests/status_text.h"

// How far what she agreed to goes on: to other units of a centre, as copies of
// copies, and under the consent that takes its place (SR-20, SR-21).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kStory[] = "COMPLAINT-MARK";
constexpr char kSummary[] = "SUMMARY-MARK";

// The case of the opening with family support on the team.
class ConsentOnwardTest : public ::testing::Test {
 protected:
  ConsentOnwardTest() : opening_(PlayOpening(world_)) {
    AddFamilySupport(world_, opening_);
  }

  v1::ConsentTerms Terms() { return TermsOfOpening(world_, opening_); }
  std::string Supersede(const v1::ConsentTerms& terms) {
    return NameIn(GrantFor(world_, World::Npo(), terms, opening_.consent));
  }
  bool SeenBy(const World::Person& person, absl::string_view text) {
    return Sees(world_, person, opening_, text);
  }
  // What maternal health received goes on to family support as a copy.
  void PassOn() {
    v1::GetCaseResponse lead;
    lead.ParseFromString(
        ReadCase(world_, World::Nurse(), opening_.a_case).response);
    std::vector<std::string> copies;
    for (const v1::Section& section : lead.case_().sections()) {
      if (section.origin() == kNpo) copies.push_back(section.name());
    }
    Accepted(world_, World::Worker(),
             Sent(world_, World::Nurse(),
                  MessageTo(kFamily, v1::MESSAGE_KIND_INFORMATION,
                            opening_.subject, copies)),
             opening_.a_case);
  }

  World world_;
  const Opening opening_;
};

TEST_F(ConsentOnwardTest, TheNewOnesRuleHoldsForTheCopiesOfTheOld) {
  ASSERT_TRUE(SeenBy(World::Worker(), kSummary));
  v1::ConsentTerms terms = Terms();
  terms.set_onward_rule(v1::ONWARD_RULE_NONE);
  Supersede(terms);
  EXPECT_TRUE(SeenBy(World::Nurse(), kStory));
  EXPECT_FALSE(SeenBy(World::Worker(), kSummary));
  EXPECT_FALSE(SeenBy(World::Chief(), kSummary));
  // It may not pass it on any more: that is less, too.
  EXPECT_THAT(StopsTo(world_, World::Nurse()), SizeIs(1));
}

TEST_F(ConsentOnwardTest, ARuleInBetweenIsNotForgotten) {
  v1::ConsentTerms terms = Terms();
  terms.set_onward_rule(v1::ONWARD_RULE_NONE);
  const std::string second = Supersede(terms);
  NameIn(GrantFor(world_, World::Npo(), Terms(), second));
  EXPECT_TRUE(SeenBy(World::Nurse(), kStory));
  EXPECT_FALSE(SeenBy(World::Worker(), kSummary));
}

TEST_F(ConsentOnwardTest, APurposeThatTheNewOneHasNotClosesTheCopyForIt) {
  v1::ConsentTerms terms = Terms();
  terms.clear_purposes();
  terms.add_purposes(v1::PURPOSE_INTAKE);
  Supersede(terms);
  EXPECT_FALSE(SeenBy(World::Nurse(), kStory));
  EXPECT_FALSE(SeenBy(World::Worker(), kSummary));
  EXPECT_THAT(
      ReadMessage(world_, World::Nurse(), opening_.message, v1::PURPOSE_INTAKE)
          .response,
      HasSubstr(kStory));
  EXPECT_THAT(StopsTo(world_, World::Nurse()), SizeIs(1));
}

TEST_F(ConsentOnwardTest, WhoLosesNothingByTheNewOneIsToldNothing) {
  v1::ConsentTerms terms = Terms();
  terms.add_purposes(v1::PURPOSE_MEDICAL_CARE);
  Supersede(terms);
  EXPECT_TRUE(SeenBy(World::Worker(), kSummary));
  EXPECT_THAT(StopsTo(world_, World::Nurse()), IsEmpty());
}

TEST_F(ConsentOnwardTest, AHolderOfWhomTheNewOneDoesNotSpeakClosesTheCopy) {
  v1::ConsentTerms terms = Terms();
  terms.add_holders(kHospital);
  Acquaint(world_, kHospital, opening_.subject);
  const std::string both = NameIn(GrantFor(world_, World::Npo(), terms));
  v1::AcknowledgeConsentRequest acknowledge;
  *acknowledge.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  acknowledge.set_name(both);
  ASSERT_THAT(world_
                  .Call(SocialWorker(), "ConsentService/AcknowledgeConsent",
                        acknowledge)
                  .status,
              IsOk());
  const std::string section =
      Confirmed(world_, SocialWorker(), DraftOf(opening_.subject, Pregnancy()));
  Accepted(world_, World::Nurse(),
           Sent(world_, SocialWorker(),
                MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION,
                          opening_.subject, {section})),
           opening_.a_case);
  ASSERT_TRUE(SeenBy(World::Nurse(), "2027-01-20"));
  NameIn(GrantFor(world_, World::Npo(), Terms(), both));
  EXPECT_FALSE(SeenBy(World::Nurse(), "2027-01-20"));
  EXPECT_TRUE(SeenBy(World::Nurse(), kStory));
}

TEST_F(ConsentOnwardTest, WhoHoldsACopyOfACopyIsToldToStopOnce) {
  PassOn();
  Withdraw(world_, World::Npo(), WithdrawalOf(opening_.consent));
  for (const World::Person& person : {World::Nurse(), World::Worker()}) {
    const std::vector<std::string> stops = StopsTo(world_, person);
    ASSERT_THAT(stops, SizeIs(1)) << person.id;
    v1::AcknowledgeMessageRequest acknowledge;
    *acknowledge.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    acknowledge.set_name(stops.front());
    ASSERT_THAT(
        world_.Call(person, "MessageService/AcknowledgeMessage", acknowledge)
            .status,
        IsOk());
  }
  // Where a recipient passed it on is not told to who recorded it.
  EXPECT_THAT(ConsentAs(world_, World::Npo(), opening_.consent).stopped(),
              ElementsAre(kMaternal));
}

TEST_F(ConsentOnwardTest, ACopyOfACopyEndsWithTheRuleThatItCameBy) {
  PassOn();
  ASSERT_TRUE(SeenBy(World::Worker(), kSummary));
  v1::ConsentTerms terms = Terms();
  terms.set_onward_rule(v1::ONWARD_RULE_NONE);
  Supersede(terms);
  EXPECT_FALSE(SeenBy(World::Worker(), kSummary));
  EXPECT_THAT(StopsTo(world_, World::Worker()), SizeIs(1));
}

TEST_F(ConsentOnwardTest, WhomSheExcludesIsToldOfTheCopyThatItHolds) {
  PassOn();
  v1::ConsentTerms terms = Terms();
  terms.add_excluded(kFamily);
  Supersede(terms);
  EXPECT_FALSE(SeenBy(World::Worker(), kSummary));
  EXPECT_THAT(StopsTo(world_, World::Worker()), SizeIs(1));
  EXPECT_THAT(StopsTo(world_, World::Nurse()), IsEmpty());
}

TEST(ConsentOnwardToTest, ACopyByAnotherRecipientIsNotStopped) {
  World world;
  const Opening opening = PlayOpening(world, {kMaternal, kHospital});
  Withdraw(world, World::Npo(), WithdrawalOf(opening.consent, {kHospital}));
  EXPECT_THAT(StopsTo(world, World::Nurse()), IsEmpty());
}

// A unit that she was not shown reads nothing of a copy by the centre's
// sharing; what it holds or receives itself is another matter.
TEST_F(ConsentOnwardTest, AUnitThatCameLaterSeesNothingOfTheCopy) {
  const World::Person later =
      AddParty(world_, "bodies/sample-city/units/second-support",
               v1::AUDIENCE_TYPE_CITY_FS, v1::ROLE_CW);
  AddToTeam(world_, opening_, later.party, v1::RELATION_MEMBER);
  InCase(world_, World::Nurse(), opening_, Pregnancy());
  const Release read = ReadCase(world_, later, opening_.a_case);
  ASSERT_THAT(read.status, IsOk());
  EXPECT_THAT(read.response, Not(HasSubstr(kSummary)));
  EXPECT_TRUE(SeenBy(World::Worker(), kSummary));
  // She consents anew, and is shown it.
  Supersede(Terms());
  EXPECT_FALSE(SeenBy(later, kSummary));
  const std::string message =
      Sent(world_, World::Npo(),
           MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, opening_.subject,
                     {opening_.sections[0]}));
  Accepted(world_, World::Nurse(), message, opening_.a_case);
  EXPECT_TRUE(SeenBy(later, kSummary));
}

}  // namespace
}  // namespace tasuki::exchange
