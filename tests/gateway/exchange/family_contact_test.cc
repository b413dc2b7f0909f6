#include "tasuki/v1/case_service.pb.h"
#include "tests/gateway/exchange/family_setting.h"
#include "tests/gateway/exchange/interposed_ledger.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_text.h"

// May somebody close to her be told of this, on this channel (SR-03)?
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FamilyContactTest : public FamilyTest {
 protected:
  void ExpectNotToBeTold(const v1::CheckContactResponse& answer) {
    EXPECT_FALSE(answer.allowed());
    EXPECT_THAT(answer.alternatives(), IsEmpty());
    EXPECT_THAT(answer.disclosure().categories(), IsEmpty());
    EXPECT_THAT(CodesLogged(world_, answer.disclosure()),
                ElementsAre(v1::REFUSAL_CODE_CONSENT_SCOPE));
  }
};

TEST_F(FamilyContactTest, OnePersonMayBeToldOfOneTopicAsTheRulesAllow) {
  ExpectNotToBeTold(Check(World::Nurse()));
  Agreed(Terms());
  const v1::CheckContactResponse answer = Check(World::Nurse());
  EXPECT_TRUE(answer.allowed());
  // LINE reaches her and not her mother.
  ASSERT_EQ(answer.alternatives_size(), 1);
  EXPECT_EQ(answer.alternatives(0).channel(),
            v1::CONTACT_CHANNEL_PARENT_MOBILE);
  EXPECT_THAT(CodesLogged(world_, answer.disclosure()), IsEmpty());
  // It rests on her rules and on her consent.
  ASSERT_EQ(answer.disclosure().categories_size(), 2);
  EXPECT_EQ(answer.disclosure().categories(0).category(), v1::CATEGORY_C05);
  EXPECT_EQ(answer.disclosure().categories(1).category(), v1::CATEGORY_C28);
}

TEST_F(FamilyContactTest, NobodyElseAndOfNothingElse) {
  Agreed(Terms());
  ExpectNotToBeTold(Check(World::Nurse(), kMother, kPregnancyTopic));
  ExpectNotToBeTold(Check(World::Nurse(), kFather, kAppointments));
  ExpectNotToBeTold(Check(World::Nurse(), v1::PERSON_LABEL_MATERNAL_GRANDMOTHER,
                          kAppointments));
}

TEST_F(FamilyContactTest, WithoutAPersonTheAnswerIsWhatItWas) {
  const auto ask = [&](v1::ContactChannel channel) {
    v1::CheckContactResponse answer =
        Check(World::Nurse(), v1::PERSON_LABEL_UNSPECIFIED,
              v1::FAMILY_TOPIC_UNSPECIFIED, channel);
    answer.mutable_disclosure()->clear_evidence();
    return answer.SerializeAsString();
  };
  Confirm(World::Nurse(), {RuleFor(v1::CONTACT_CHANNEL_PARENT_MOBILE, false)});
  const std::string line = ask(v1::CONTACT_CHANNEL_LINE);
  const std::string parent = ask(v1::CONTACT_CHANNEL_PARENT_MOBILE);
  world_.clock().Advance(absl::Minutes(1));
  Agreed(Terms());
  EXPECT_EQ(ask(v1::CONTACT_CHANNEL_LINE), line);
  EXPECT_EQ(ask(v1::CONTACT_CHANNEL_PARENT_MOBILE), parent);
  EXPECT_NE(line, parent);
}

// She takes back what she forbade before; what she forbids later stands.
TEST_F(FamilyContactTest, AnOlderProhibitionOfThatPhoneIsTakenBackALaterNot) {
  Confirm(World::Nurse(), {RuleFor(v1::CONTACT_CHANNEL_PARENT_MOBILE, false)});
  // In the same second nobody knows which came first.
  const std::string first = Agreed(Terms());
  EXPECT_FALSE(MayTell(World::Nurse()));
  world_.clock().Advance(absl::Minutes(1));
  Agreed(Terms(), first);
  EXPECT_TRUE(MayTell(World::Nurse()));
  Confirm(World::Nurse(), {RuleFor(v1::CONTACT_CHANNEL_PARENT_MOBILE, false)});
  const v1::CheckContactResponse answer = Check(World::Nurse());
  EXPECT_FALSE(answer.allowed());
  EXPECT_THAT(answer.alternatives(), IsEmpty());
  EXPECT_THAT(CodesLogged(world_, answer.disclosure()),
              ElementsAre(v1::REFUSAL_CODE_CHANNEL_UNSAFE));
}

// It is hers, or the child's, and no parent takes it back.
TEST_F(FamilyContactTest, AGuardianLiftsNothing) {
  Confirm(World::Nurse(), {RuleFor(v1::CONTACT_CHANNEL_PARENT_MOBILE, false)});
  world_.clock().Advance(absl::Minutes(1));
  v1::ConsentTerms terms = Terms();
  terms.set_capacity(v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD);
  Agreed(terms);
  EXPECT_FALSE(MayTell(World::Nurse()));
  Agreed(Terms());
  EXPECT_TRUE(MayTell(World::Nurse()));
}

// At home her father may answer: what she forbade there stays forbidden.
TEST_F(FamilyContactTest, AProhibitionOfTheHomeStandsAlsoForAnOlderOne) {
  Confirm(World::Nurse(), {RuleFor(v1::CONTACT_CHANNEL_HOME_PHONE, true),
                           RuleFor(v1::CONTACT_CHANNEL_HOME_VISIT, true),
                           RuleFor(v1::CONTACT_CHANNEL_HOME_PHONE, false)});
  world_.clock().Advance(absl::Minutes(1));
  Agreed(Terms());
  EXPECT_FALSE(MayTell(World::Nurse(), kMother, kAppointments,
                       v1::CONTACT_CHANNEL_HOME_PHONE));
  EXPECT_TRUE(MayTell(World::Nurse(), kMother, kAppointments,
                      v1::CONTACT_CHANNEL_HOME_VISIT));
}

TEST_F(FamilyContactTest, OneSpeaksWithThemAndOnlyAsARuleAllows) {
  v1::ConsentTerms terms = Terms();
  AddFamily(v1::PERSON_LABEL_FRIEND, {kAppointments}, terms);
  Agreed(terms);
  Confirm(World::Nurse(), {RuleFor(v1::CONTACT_CHANNEL_HOME_MAIL, true),
                           RuleFor(v1::CONTACT_CHANNEL_MOBILE_PHONE, true)});
  for (const v1::ContactChannel channel :
       {v1::CONTACT_CHANNEL_LINE, v1::CONTACT_CHANNEL_HOME_MAIL,
        v1::CONTACT_CHANNEL_MOBILE_PHONE, v1::CONTACT_CHANNEL_IN_PERSON}) {
    EXPECT_FALSE(MayTell(World::Nurse(), kMother, kAppointments, channel));
  }
  // A parent's phone is no friend's.
  EXPECT_FALSE(MayTell(World::Nurse(), v1::PERSON_LABEL_FRIEND));
}

TEST_F(FamilyContactTest, HolderThatHasNotConfirmedMayTellNobody) {
  Confirm(SocialWorker(), {RuleFor(v1::CONTACT_CHANNEL_PARENT_MOBILE, true)});
  const std::string consent = Agreed(Terms({kMaternal, kHospital}));
  ExpectNotToBeTold(Check(SocialWorker()));
  ASSERT_THAT(Acknowledge(world_, SocialWorker(), consent).status, IsOk());
  EXPECT_TRUE(MayTell(SocialWorker()));
}

TEST_F(FamilyContactTest, EndsWithTheConsent) {
  const std::string consent = Agreed(Terms());
  ASSERT_TRUE(MayTell(World::Nurse()));
  ASSERT_THAT(Withdraw(world_, World::Nurse(), WithdrawalOf(consent)).status,
              IsOk());
  ExpectNotToBeTold(Check(World::Nurse()));
  v1::ConsentTerms terms = Terms();
  terms.set_valid_until(
      absl::ToUnixSeconds(world_.clock().Now() + absl::Hours(1)));
  Agreed(terms);
  ASSERT_TRUE(MayTell(World::Nurse()));
  world_.clock().Advance(absl::Hours(1));
  ExpectNotToBeTold(Check(World::Nurse()));
}

TEST_F(FamilyContactTest, IsForThePurposesThatSheAgreedTo) {
  v1::ConsentTerms terms = Terms();
  terms.clear_purposes();
  terms.add_purposes(v1::PURPOSE_MEDICAL_CARE);
  Agreed(terms);
  ExpectNotToBeTold(Check(World::Nurse()));
}

TEST_F(FamilyContactTest, WithdrawalInFlightIsANo) {
  const std::string consent = Agreed(Terms());
  InterposedLedger ledger(world_.ledger());
  Exchange exchange(ledger, world_.log(), "replica-2", "test");
  const auto ask = [&] {
    std::promise<Release> promise;
    exchange.Handle(
        "/tasuki.v1.CaseService/CheckContact",
        world_.CredentialsOf(World::Nurse()),
        Question(kMother, kAppointments, v1::CONTACT_CHANNEL_PARENT_MOBILE)
            .SerializeAsString(),
        [&promise](Release release) { promise.set_value(std::move(release)); });
    v1::CheckContactResponse answer;
    answer.ParseFromString(promise.get_future().get().response);
    return answer;
  };
  ASSERT_TRUE(ask().allowed());
  ledger.Interpose(
      [&] {
        EXPECT_THAT(
            Withdraw(world_, World::Nurse(), WithdrawalOf(consent)).status,
            IsOk());
      },
      /*believes=*/false);
  ExpectNotToBeTold(ask());
}

// The service does not learn that she agreed to anything with the city.
TEST_F(FamilyContactTest, AnotherPartysConsentTellsNothing) {
  const auto asked = [&] {
    const v1::CheckContactRequest request =
        Question(kMother, kAppointments, v1::CONTACT_CHANNEL_PARENT_MOBILE);
    auto answer = world_.Ask<v1::CheckContactResponse>(
        World::Npo(), "CaseService/CheckContact", request);
    EXPECT_THAT(world_.last_status(), IsOk());
    answer.mutable_disclosure()->clear_evidence();
    return answer.SerializeAsString();
  };
  Confirmed(
      world_, World::Npo(),
      DraftOf(opening_.subject,
              ProfileOf({RuleFor(v1::CONTACT_CHANNEL_PARENT_MOBILE, true)})));
  const std::string before = asked();
  v1::ConsentTerms terms = Terms({kMaternal, kHospital});
  terms.add_recipients(kNpo);
  terms.add_items()->set_level(v1::LEVEL_FULL);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C32);
  Agreed(terms);
  EXPECT_EQ(asked(), before);
}

// The news of a pregnancy that ended is hers to tell.
TEST_F(FamilyContactTest, PregnancyThatEndedIsNothingToSpeakOf) {
  Agreed(Terms());
  ASSERT_TRUE(MayTell(World::Nurse()));
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case,
                    v1::CLOSING_REASON_PREGNANCY_ENDED)
                  .status,
              IsOk());
  const v1::CheckContactResponse answer = Check(World::Nurse());
  EXPECT_FALSE(answer.allowed());
  EXPECT_THAT(answer.alternatives(), IsEmpty());
  EXPECT_THAT(CodesLogged(world_, answer.disclosure()),
              ElementsAre(v1::REFUSAL_CODE_CHANNEL_UNSAFE));
}

TEST_F(FamilyContactTest, PersonAndTopicGoTogetherAndAreKnown) {
  const struct {
    v1::PersonLabel person;
    v1::FamilyTopic topic;
    const char* field;
  } kBad[] = {{kMother, v1::FAMILY_TOPIC_UNSPECIFIED, "topic: "},
              {kMother, static_cast<v1::FamilyTopic>(4711), "topic: "},
              {v1::PERSON_LABEL_UNSPECIFIED, kAppointments, "person: "},
              {v1::PERSON_LABEL_SUBJECT, kAppointments, "person: "},
              {static_cast<v1::PersonLabel>(4711), kAppointments, "person: "}};
  for (const auto& bad : kBad) {
    EXPECT_THAT(
        world_
            .Call(World::Nurse(), "CaseService/CheckContact",
                  Question(bad.person, bad.topic,
                           v1::CONTACT_CHANNEL_PARENT_MOBILE))
            .status,
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(bad.field)));
  }
}

// Who says on the phone that she is the mother has not shown that she is: she
// is told what anybody is told.
TEST_F(FamilyContactTest, WhoCallsGetsTheNeutralAnswerThoughSheIsNamed) {
  InCase(world_, World::Nurse(), opening_, Profile());
  const auto answer = [&](const std::string& name) {
    v1::RecordInquiryRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    v1::Inquiry& inquiry = *request.mutable_inquiry();
    inquiry.set_channel(v1::CONTACT_CHANNEL_PARENT_MOBILE);
    inquiry.set_claimed_relation(v1::CLAIMED_RELATION_PARENT);
    inquiry.set_name_asked_about(name);
    inquiry.mutable_words()->set_text("when is her next check-up?");
    auto response = world_.Ask<v1::RecordInquiryResponse>(
        World::Nurse(), "CaseService/RecordInquiry", request);
    EXPECT_THAT(world_.last_status(), IsOk());
    response.mutable_disclosure()->clear_evidence();
    return response.SerializeAsString();
  };
  const std::string before = answer("NAME-MARK");
  Agreed(Terms());
  ASSERT_TRUE(MayTell(World::Nurse()));
  EXPECT_EQ(answer("NAME-MARK"), before);
  EXPECT_EQ(answer("Name B"), before);
}

}  // namespace
}  // namespace tasuki::exchange
