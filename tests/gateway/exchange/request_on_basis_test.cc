#include "tests/gateway/exchange/further_parties.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Requests that state a basis: who may ask, in whose name, for what, and what
// may be answered on it (SR-11).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

World::Person Director() {
  return {"p-cgc-director-1", kGuidance, v1::ROLE_CGC_DIR};
}
World::Person Psychologist() { return {"p-cpsy-1", kGuidance, v1::ROLE_CPSY}; }

// The hospital's patient, of whom the guidance centre has heard.
struct Setting {
  World world;
  std::string subject, section;

  Setting() {
    subject = Registered(world, SocialWorker());
    section = Confirmed(world, SocialWorker(), DraftOf(subject, Pregnancy()));
    for (const char* party : {kGuidance, kFamily, kNpo}) {
      Tell(world, party, subject);
    }
  }
  v1::SendMessageRequest Ask() const {
    v1::SendMessageRequest ask =
        RequestTo(kHospital, subject, v1::CATEGORY_C07);
    ask.set_basis(v1::BASIS_CODE_CAPA_13_4);
    ask.set_office(v1::REQUESTER_OFFICE_CGC_DIRECTOR);
    ask.mutable_access()->set_purpose(v1::PURPOSE_PROTECTION);
    return ask;
  }
  v1::SendMessageRequest AnswerTo(const std::string& request) const {
    v1::SendMessageRequest answer =
        MessageTo(kGuidance, v1::MESSAGE_KIND_ANSWER, subject, {section});
    answer.set_basis(v1::BASIS_CODE_CAPA_13_4);
    answer.set_in_reply_to(request);
    return answer;
  }
  // The code that is shown, which is the true one.
  v1::RefusalCode CodeOf(const World::Person& person,
                         const v1::SendMessageRequest& request) {
    const Release release = Send(world, person, request);
    EXPECT_THAT(release.status,
                StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_THAT(CodesLogged(world, release), ElementsAre(CodeShown(release)));
    return CodeShown(release);
  }
  Release Refuse(const std::string& request, v1::RefusalCode code) {
    v1::RefuseRequestRequest refuse;
    *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    refuse.set_name(request);
    refuse.set_code(code);
    return world.Call(SocialWorker(), "MessageService/RefuseRequest", refuse);
  }
};

TEST(RequestOnBasisTest, DirectorAsksAndTheHospitalAnswers) {
  Setting set;
  const std::string request = Sent(set.world, Director(), set.Ask());
  const v1::MessageHeader asked = HeaderFor(set.world, SocialWorker(), request);
  EXPECT_EQ(asked.basis(), v1::BASIS_CODE_CAPA_13_4);
  EXPECT_EQ(asked.office(), v1::REQUESTER_OFFICE_CGC_DIRECTOR);
  EXPECT_EQ(asked.need(), "NEED-MARK");
  const std::string answer =
      Sent(set.world, SocialWorker(), set.AnswerTo(request));
  EXPECT_THAT(ReadMessage(set.world, Officer(), answer, v1::PURPOSE_PROTECTION)
                  .response,
              HasSubstr("2027-01-20"));
  EXPECT_EQ(HeaderFor(set.world, Director(), request).state(),
            v1::MESSAGE_STATE_ANSWERED);
}

TEST(RequestOnBasisTest, OnlyWhoActsInAnOfficeAsksInItsName) {
  Setting set;
  EXPECT_EQ(set.CodeOf(Psychologist(), set.Ask()),
            v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  v1::SendMessageRequest mayor = set.Ask();
  mayor.set_office(v1::REQUESTER_OFFICE_MAYOR);
  EXPECT_EQ(set.CodeOf(Director(), mayor), v1::REFUSAL_CODE_JURISDICTION);
  EXPECT_EQ(set.CodeOf(World::Npo(), set.Ask()), v1::REFUSAL_CODE_JURISDICTION);
  v1::SendMessageRequest of_npo = set.Ask();
  of_npo.set_recipient(kNpo);
  EXPECT_EQ(set.CodeOf(Director(), of_npo), v1::REFUSAL_CODE_NO_BASIS);
}

TEST(RequestOnBasisTest, PurposeAndNeedAreThoseOfTheLaw) {
  Setting set;
  v1::SendMessageRequest purpose = set.Ask(), need = set.Ask();
  purpose.mutable_access()->set_purpose(v1::PURPOSE_SUPPORT);
  need.mutable_access()->clear_need();
  EXPECT_EQ(set.CodeOf(Director(), purpose), v1::REFUSAL_CODE_PURPOSE_MISMATCH);
  EXPECT_EQ(set.CodeOf(Director(), need), v1::REFUSAL_CODE_NEED_NOT_STATED);
}

// A basis is used by an answer only if it was asked for on it.
TEST(RequestOnBasisTest, AnswerStatesTheBasisOfTheRequest) {
  Setting set;
  v1::SendMessageRequest plain = set.Ask();
  plain.clear_basis();
  plain.clear_office();
  const std::string request = Sent(set.world, Director(), plain);
  EXPECT_EQ(set.CodeOf(SocialWorker(), set.AnswerTo(request)),
            v1::REFUSAL_CODE_NO_BASIS);
  EXPECT_EQ(HeaderFor(set.world, SocialWorker(), request).state(),
            v1::MESSAGE_STATE_SENT);
}

TEST(RequestOnBasisTest, IsAnsweredInPartWithTheCodeOfTheRest) {
  Setting set;
  const std::string request = Sent(set.world, Director(), set.Ask());
  v1::SendMessageRequest answer = set.AnswerTo(request);
  answer.set_part_refused(v1::REFUSAL_CODE_MINIMISED);
  const std::string sent = Sent(set.world, SocialWorker(), answer);
  EXPECT_EQ(HeaderFor(set.world, Director(), request).state(),
            v1::MESSAGE_STATE_ANSWERED_IN_PART);
  const v1::MessageHeader header = HeaderFor(set.world, Director(), sent);
  EXPECT_TRUE(header.in_part());
  EXPECT_EQ(header.refusal(), v1::REFUSAL_CODE_MINIMISED);
  EXPECT_THAT(set.Refuse(request, v1::REFUSAL_CODE_NO_BASIS).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

// That somebody would be harmed is said to nobody; it is in the log.
TEST(RequestOnBasisTest, ProvisoIsToldAsNoBasisAndLogged) {
  Setting set;
  const std::string request = Sent(set.world, Director(), set.Ask());
  const Release refused =
      set.Refuse(request, v1::REFUSAL_CODE_THIRD_PARTY_HARM);
  ASSERT_THAT(refused.status, IsOk());
  v1::RefuseRequestResponse response;
  response.ParseFromString(refused.response);
  EXPECT_THAT(CodesLogged(set.world, response.disclosure()),
              ElementsAre(v1::REFUSAL_CODE_THIRD_PARTY_HARM));
  const v1::ListMessagesResponse inbox = InboxOf(set.world, Director());
  const v1::MessageHeader& told = inbox.messages(inbox.messages_size() - 1);
  EXPECT_EQ(told.refusal(), v1::REFUSAL_CODE_NO_BASIS);
  EXPECT_EQ(HeaderFor(set.world, SocialWorker(), told.name()).refusal(),
            v1::REFUSAL_CODE_THIRD_PARTY_HARM);
}

TEST(RequestOnBasisTest, ProvisoIsThatOfTheActAlone) {
  Setting set;
  v1::SendMessageRequest plain = set.Ask();
  plain.clear_basis();
  plain.clear_office();
  const std::string request = Sent(set.world, Director(), plain);
  const Release release =
      set.Refuse(request, v1::REFUSAL_CODE_THIRD_PARTY_HARM);
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(release.status.message()), HasSubstr("code:"));
}

// What the holder marked as harmful stays, whatever is asked for.
TEST(RequestOnBasisTest, WhatWouldHarmIsNotPartOfAnAnswer) {
  Setting set;
  const std::string harmful =
      Confirmed(set.world, SocialWorker(), DraftOf(set.subject, Pregnancy()),
                /*third_party_harm=*/true);
  v1::SendMessageRequest answer =
      set.AnswerTo(Sent(set.world, Director(), set.Ask()));
  answer.set_sections(0, harmful);
  EXPECT_EQ(set.CodeOf(SocialWorker(), answer),
            v1::REFUSAL_CODE_THIRD_PARTY_HARM);
}

v1::SendMessageRequest CouncilAsks(const std::string& subject) {
  v1::SendMessageRequest ask = RequestTo(kHospital, subject, v1::CATEGORY_C07);
  ask.set_basis(v1::BASIS_CODE_COUNCIL_REQUEST);
  return ask;
}

TEST(RequestOnBasisTest, CoordinatingBodyAsksOnARegisteredCaseOfIts) {
  Setting set;
  const v1::SendMessageRequest ask = CouncilAsks(set.subject);
  EXPECT_EQ(set.CodeOf(Coordinator(), ask),
            v1::REFUSAL_CODE_NOT_COUNCIL_SUBJECT);
  EXPECT_EQ(set.CodeOf(World::Worker(), ask),
            v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  EXPECT_EQ(set.CodeOf(Director(), ask), v1::REFUSAL_CODE_JURISDICTION);
}

// The answer is of the case on which was asked, though the hospital's record is
// of no case; and of the coordinator alone.
TEST(RequestOnBasisTest, AnswerToTheCouncilOpensWhileTheCaseIsRegistered) {
  World world;
  const Opening opening = PlayOpening(world);
  RegisterCase(world, opening, {kGuidance});
  Acquaint(world, kHospital, opening.subject);
  const std::string section =
      Confirmed(world, SocialWorker(), DraftOf(opening.subject, Pregnancy()));
  v1::SendMessageRequest answer =
      MessageTo(kFamily, v1::MESSAGE_KIND_ANSWER, opening.subject, {section});
  answer.set_basis(v1::BASIS_CODE_COUNCIL_REQUEST);
  answer.set_in_reply_to(
      Sent(world, Coordinator(), CouncilAsks(opening.subject)));
  const std::string sent = Sent(world, SocialWorker(), answer);
  const auto seen_by = [&](const World::Person& person) {
    v1::GetMessageResponse seen;
    seen.ParseFromString(ReadMessage(world, person, sent).response);
    return seen.sections_size();
  };
  EXPECT_EQ(seen_by(Coordinator()), 1);
  EXPECT_EQ(seen_by(World::Worker()), 0);
}

}  // namespace
}  // namespace tasuki::exchange
