#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Requests, their answers and their refusals (domain: #7, #14).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr v1::MessageKind kAnswer = v1::MESSAGE_KIND_ANSWER;

Release Refuse(World& world, const World::Person& person,
               const std::string& name,
               v1::RefusalCode code = v1::REFUSAL_CODE_NO_BASIS) {
  v1::RefuseRequestRequest refuse;
  *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  refuse.set_name(name);
  refuse.set_code(code);
  refuse.set_ask_again_on(v1::BASIS_CODE_COUNCIL_EXCHANGE);
  return world.Call(person, "MessageService/RefuseRequest", refuse);
}

// The service asks maternal health for her name.
std::string Asked(World& world, const Opening& opening) {
  return Sent(world, Counsellor(),
              RequestTo(kMaternal, opening.subject, v1::CATEGORY_C02));
}

TEST(RequestTest, RecipientReadsWhatIsAskedAndWhy) {
  World world;
  const Opening opening = PlayOpening(world);
  const v1::MessageHeader header =
      HeaderFor(world, World::Nurse(), Asked(world, opening));
  EXPECT_EQ(header.kind(), v1::MESSAGE_KIND_REQUEST);
  EXPECT_EQ(header.sender(), kNpo);
  EXPECT_THAT(header.requested(), ElementsAre(v1::CATEGORY_C02));
  EXPECT_EQ(header.need(), "NEED-MARK");
}

TEST(RequestTest, WithoutANeedIsRefusedAndNothingArrives) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::SendMessageRequest request =
      RequestTo(kMaternal, opening.subject, v1::CATEGORY_C02);
  request.mutable_access()->clear_need();
  const Release release = Send(world, Counsellor(), request);
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_NEED_NOT_STATED);
  EXPECT_EQ(InboxOf(world, World::Nurse()).messages_size(), 1);
}

// It goes to whoever is asked, whether or not that one may know her.
TEST(RequestTest, NeedThatNamesHerIsRefusedAndKeptNowhere) {
  World world;
  const std::string subject = Registered(world, World::Nurse());
  Confirmed(world, World::Nurse(), DraftOf(subject, Profile()));
  v1::SendMessageRequest request =
      RequestTo(kHospital, subject, v1::CATEGORY_C07);
  const auto asked = [&](const std::string& need) {
    request.mutable_access()->set_need(need);
    const Release release = Send(world, World::Nurse(), request);
    return release.status.ok() ? v1::REFUSAL_CODE_UNSPECIFIED
                               : CodeShown(release);
  };
  EXPECT_EQ(asked("受診の予定を知りたい"), v1::REFUSAL_CODE_UNSPECIFIED);
  for (const char* need : {"NAME-MARKの受診の予定", "氏名：架空桜子"}) {
    EXPECT_EQ(asked(need), v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
    const auto leaves = world.log().List(0, 1000);
    ASSERT_THAT(leaves, IsOk());
    for (const OpenedLeaf& leaf : *leaves) {
      EXPECT_THAT(leaf.exchange_group, Not(HasSubstr(need)));
    }
  }
  EXPECT_EQ(InboxOf(world, SocialWorker()).messages_size(), 1);
}

TEST(RequestTest, MalformedRequestsAreNamed) {
  World world;
  const Opening opening = PlayOpening(world);
  const auto request = [&] {
    return RequestTo(kMaternal, opening.subject, v1::CATEGORY_C02);
  };
  v1::SendMessageRequest nothing = request(), twice = request(),
                         vague = request(), extra = request(),
                         reply = request();
  nothing.clear_requested();
  twice.add_requested(v1::CATEGORY_C02);
  vague.add_requested(v1::CATEGORY_C32);
  extra.set_requested_milestone(v1::MILESTONE_BIRTH);
  reply.set_in_reply_to(opening.message);
  const struct {
    v1::SendMessageRequest request;
    absl::string_view field;
  } kCases[] = {{nothing, "requested:"},
                {twice, "requested:"},
                {vague, "requested_milestone:"},
                {extra, "requested_milestone:"},
                {reply, "in_reply_to:"}};
  for (const auto& [bad, field] : kCases) {
    const Release release = Send(world, Counsellor(), bad);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()),
                HasSubstr(std::string(field)));
  }
}

// Who was never told of her cannot find out by asking: as if there were nobody.
TEST(RequestTest, AboutSomebodyNeverHeardOfEqualsAboutNobody) {
  World world;
  const Opening opening = PlayOpening(world);
  const Release hidden = Send(
      world, Officer(), RequestTo(kFamily, opening.subject, v1::CATEGORY_C02));
  const Release absent =
      Send(world, Officer(),
           RequestTo(kFamily, std::string("subjects/") + kAbsentId,
                     v1::CATEGORY_C02));
  EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Outward(hidden), Outward(absent));
}

// The answer to a request is the same whatever the recipient holds, and it does
// not make the recipient one who knows her.
TEST(RequestTest, TellsNothingOfWhatIsHeld) {
  World world;
  const Opening opening = PlayOpening(world);
  const Release knows =
      Send(world, Counsellor(),
           RequestTo(kMaternal, opening.subject, v1::CATEGORY_C02));
  const Release does_not =
      Send(world, Counsellor(),
           RequestTo(kGuidance, opening.subject, v1::CATEGORY_C02));
  EXPECT_THAT(knows.status, IsOk());
  EXPECT_THAT(does_not.status, IsOk());
  const Release passed_on = Send(
      world, Officer(), RequestTo(kFamily, opening.subject, v1::CATEGORY_C02));
  EXPECT_THAT(passed_on.status, StatusIs(absl::StatusCode::kNotFound));
}

// The hospital never heard of her until it is asked, and then writes what it
// answers; it is not told of her by that.
TEST(RequestTest, WhoIsAskedMayWriteWhatItAnswers) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::DraftSectionRequest draft = DraftOf(opening.subject, Pregnancy());
  const auto drafted = [&] {
    return world.Call(SocialWorker(), "SectionService/DraftSection", draft)
        .status;
  };
  EXPECT_THAT(drafted(), StatusIs(absl::StatusCode::kNotFound));
  Sent(world, Counsellor(),
       RequestTo(kHospital, opening.subject, v1::CATEGORY_C07));
  EXPECT_THAT(drafted(), IsOk());
  const v1::SendMessageRequest question =
      RequestTo(kNpo, opening.subject, v1::CATEGORY_C02);
  EXPECT_THAT(Send(world, SocialWorker(), question).status,
              StatusIs(absl::StatusCode::kNotFound));
  draft.set_case_(opening.a_case);
  EXPECT_THAT(drafted(), StatusIs(absl::StatusCode::kNotFound));
}

// #7: nobody holds a name; the guidance centre is told how to ask.
TEST(RequestTest, RefusalGoesBackWithCodeAndTheBasisToAskAgainOn) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string request = Asked(world, opening);
  ASSERT_THAT(Refuse(world, World::Nurse(), request).status, IsOk());
  const v1::ListMessagesResponse inbox = InboxOf(world, Counsellor());
  ASSERT_EQ(inbox.messages_size(), 1);
  const v1::MessageHeader& answer = inbox.messages(0);
  EXPECT_EQ(answer.kind(), kAnswer);
  EXPECT_EQ(answer.in_reply_to(), request);
  EXPECT_EQ(answer.refusal(), v1::REFUSAL_CODE_NO_BASIS);
  EXPECT_EQ(answer.ask_again_on(), v1::BASIS_CODE_COUNCIL_EXCHANGE);
  EXPECT_EQ(HeaderFor(world, Counsellor(), request).state(),
            v1::MESSAGE_STATE_REFUSED);
}

// That there is a seal, or a place to be kept, is told to who may know of it;
// the true code is in the log.
TEST(RequestTest, CodeThatSpeaksOfASealOrAPlaceIsToldAsNoBasis) {
  World world;
  const Opening opening = PlayOpening(world);
  for (const v1::RefusalCode code : {v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY,
                                     v1::REFUSAL_CODE_LOCATION_PROTECTED,
                                     v1::REFUSAL_CODE_REPORTER_PROTECTED}) {
    const std::string request = Asked(world, opening);
    const Release refused = Refuse(world, World::Nurse(), request, code);
    ASSERT_THAT(refused.status, IsOk());
    v1::RefuseRequestResponse response;
    response.ParseFromString(refused.response);
    EXPECT_THAT(CodesLogged(world, response.disclosure()), ElementsAre(code));
    const v1::ListMessagesResponse inbox = InboxOf(world, Counsellor());
    const v1::MessageHeader& listed = inbox.messages(inbox.messages_size() - 1);
    EXPECT_EQ(listed.in_reply_to(), request);
    EXPECT_EQ(listed.refusal(), v1::REFUSAL_CODE_NO_BASIS);
    EXPECT_EQ(HeaderFor(world, Counsellor(), listed.name()).refusal(),
              v1::REFUSAL_CODE_NO_BASIS);
  }
}

// The lead's person of the same centre may know that there is a seal.
TEST(RequestTest, CodeThatSpeaksOfASealIsToldToWhoMayKnowOfIt) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  const std::string request =
      Sent(world, World::Nurse(),
           RequestTo(kFamily, opening.subject, v1::CATEGORY_C02));
  ASSERT_THAT(Refuse(world, World::Worker(), request,
                     v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY)
                  .status,
              IsOk());
  const v1::ListMessagesResponse inbox = InboxOf(world, World::Nurse());
  EXPECT_EQ(inbox.messages(inbox.messages_size() - 1).refusal(),
            v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY);
}

TEST(RequestTest, CodesThatSpeakOfWhatIsHeldAreNotToldToTheRequester) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string request = Asked(world, opening);
  for (const v1::RefusalCode code :
       {v1::REFUSAL_CODE_UNSPECIFIED, v1::REFUSAL_CODE_CONSENT_WITHDRAWN,
        v1::REFUSAL_CODE_THIRD_PARTY_HARM, v1::REFUSAL_CODE_LEGAL_HOLD,
        v1::REFUSAL_CODE_NO_SUCH_OBJECT}) {
    EXPECT_THAT(Refuse(world, World::Nurse(), request, code).status,
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
  EXPECT_EQ(HeaderFor(world, World::Nurse(), request).state(),
            v1::MESSAGE_STATE_SENT);
}

TEST(RequestTest, IsSettledOnce) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string request = Asked(world, opening);
  ASSERT_THAT(Refuse(world, World::Nurse(), request).status, IsOk());
  EXPECT_THAT(Refuse(world, World::Nurse(), request).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
  const std::string section = InCase(world, World::Nurse(), opening, Profile());
  v1::SendMessageRequest answer =
      MessageTo(kNpo, kAnswer, opening.subject, {section});
  answer.set_in_reply_to(request);
  EXPECT_THAT(Send(world, World::Nurse(), answer).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(InboxOf(world, Counsellor()).messages_size(), 1);
}

// Nobody but the recipient settles a request; to others it does not exist.
TEST(RequestTest, IsNobodyElsesToRefuse) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string request = Asked(world, opening);
  const std::string absent = std::string("messages/") + kAbsentId;
  for (const World::Person& person : {World::Worker(), Counsellor()}) {
    const Release hidden = Refuse(world, person, request);
    EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_EQ(Outward(hidden), Outward(Refuse(world, person, absent)));
  }
  EXPECT_THAT(Refuse(world, World::Nurse(), opening.message).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

// #14: after registration the answer shows what the council's ground opens.
TEST(RequestTest, AnswerIsDecidedWhenItIsReadAndSettlesTheRequest) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string section = InCase(world, World::Nurse(), opening, Profile());
  RegisterCase(world, opening, {kGuidance});
  const std::string request =
      Sent(world, Officer(),
           RequestTo(kMaternal, opening.subject, v1::CATEGORY_C02));
  v1::SendMessageRequest answer =
      MessageTo(kGuidance, kAnswer, opening.subject, {section});
  answer.set_in_reply_to(request);
  const std::string answered = Sent(world, World::Nurse(), answer);
  EXPECT_EQ(HeaderFor(world, Officer(), request).state(),
            v1::MESSAGE_STATE_ANSWERED);
  EXPECT_EQ(HeaderFor(world, Officer(), answered).in_reply_to(), request);
  const Release read = ReadMessage(world, Officer(), answered);
  EXPECT_THAT(read.response, HasSubstr("2008"));
  EXPECT_THAT(read.response, Not(HasSubstr("NAME-MARK")));
  EXPECT_THAT(Refuse(world, World::Nurse(), request).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(RequestTest, AnswerThatNobodyMaySeeLeavesTheRequestOpen) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string request = Asked(world, opening);
  v1::SendMessageRequest answer =
      MessageTo(kNpo, kAnswer, opening.subject,
                {InCase(world, World::Nurse(), opening, Profile())});
  answer.set_in_reply_to(request);
  const Release release = Send(world, World::Nurse(), answer);
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_CONSENT_ABSENT);
  EXPECT_EQ(HeaderFor(world, World::Nurse(), request).state(),
            v1::MESSAGE_STATE_SENT);
}

TEST(RequestTest, AnswerAnswersARequestOfItsRecipient) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string section = InCase(world, World::Nurse(), opening, Profile());
  AddFamilySupport(world, opening);
  v1::SendMessageRequest answer =
      MessageTo(kFamily, kAnswer, opening.subject, {section});
  EXPECT_THAT(Send(world, World::Nurse(), answer).status,
              StatusIs(absl::StatusCode::kInvalidArgument));
  answer.set_in_reply_to(std::string("messages/") + kAbsentId);
  EXPECT_THAT(Send(world, World::Nurse(), answer).status,
              StatusIs(absl::StatusCode::kNotFound));
  answer.set_in_reply_to(Asked(world, opening));  // of somebody else
  EXPECT_THAT(Send(world, World::Nurse(), answer).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(RequestTest, RepeatedRefusalGetsTheSameAnswer) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::RefuseRequestRequest refuse;
  *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  refuse.set_name(Asked(world, opening));
  refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
  refuse.set_request_id("refusal-0000000000");
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(
        world.Call(World::Nurse(), "MessageService/RefuseRequest", refuse)
            .status,
        IsOk());
  }
  EXPECT_EQ(InboxOf(world, Counsellor()).messages_size(), 1);
}

}  // namespace
}  // namespace tasuki::exchange
