#include "tests/gateway/exchange/further_parties.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// What becomes of a message after it was sent: seen, returned, late, expired.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr absl::Duration kSecond = absl::Seconds(1);

// The city transfers what it holds to the guidance centre.
struct Setting {
  World world;
  Opening opening = PlayOpening(world);
  std::string section = InCase(world, World::Nurse(), opening, Pregnancy());

  std::string Transfer() {
    v1::SendMessageRequest send = MessageTo(
        kGuidance, v1::MESSAGE_KIND_TRANSFER, opening.subject, {section});
    send.set_basis(v1::BASIS_CODE_CWA_25_7_TRANSFER);
    return Sent(world, World::Nurse(), send);
  }
  v1::SendMessageRequest Ask(absl::Duration wait = absl::ZeroDuration()) {
    v1::SendMessageRequest ask =
        RequestTo(kFamily, opening.subject, v1::CATEGORY_C02);
    if (wait != absl::ZeroDuration()) ask.set_due_at(Moment(wait));
    return ask;
  }
  int64_t Moment(absl::Duration wait) {
    return absl::ToUnixSeconds(world.clock().Now() + wait);
  }
  Release Return(const World::Person& person, const std::string& name,
                 const std::string& reason = "REASON-MARK") {
    v1::ReturnMessageRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(name);
    request.set_reason(reason);
    return world.Call(person, "MessageService/ReturnMessage", request);
  }
  Release Acknowledge(const World::Person& person, const std::string& name) {
    v1::AcknowledgeMessageRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(name);
    return world.Call(person, "MessageService/AcknowledgeMessage", request);
  }
  Release Accept(const World::Person& person, const std::string& name) {
    v1::AcceptMessageRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_HANDOVER);
    request.set_name(name);
    return world.Call(person, "MessageService/AcceptMessage", request);
  }
  std::vector<std::string> Overdue(const World::Person& person,
                                   int page_size = 0) {
    std::vector<std::string> names;
    v1::ListOverdueMessagesRequest list;
    *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    list.set_page_size(page_size);
    do {
      const auto page = world.Ask<v1::ListOverdueMessagesResponse>(
          person, "MessageService/ListOverdueMessages", list);
      EXPECT_THAT(world.last_status(), IsOk());
      for (const v1::MessageHeader& header : page.messages()) {
        names.push_back(header.name());
      }
      list.set_page_token(page.next_page_token());
    } while (!list.page_token().empty());
    return names;
  }
};

int SectionsSeen(World& world, const World::Person& person,
                 const std::string& name) {
  v1::GetMessageResponse seen;
  seen.ParseFromString(
      ReadMessage(world, person, name, v1::PURPOSE_HANDOVER).response);
  return seen.sections_size();
}

TEST(MessageStepsTest, ReturnedTransferStaysTheSendersAndSaysWhy) {
  Setting set;
  const std::string transfer = set.Transfer();
  EXPECT_EQ(SectionsSeen(set.world, Officer(), transfer), 1);
  ASSERT_THAT(set.Return(Officer(), transfer).status, IsOk());
  const v1::MessageHeader header =
      HeaderFor(set.world, World::Nurse(), transfer);
  EXPECT_EQ(header.state(), v1::MESSAGE_STATE_RETURNED);
  EXPECT_EQ(header.return_reason(), "REASON-MARK");
  // What was stated with it opens nothing any more.
  EXPECT_EQ(SectionsSeen(set.world, Officer(), transfer), 0);
  const Release accept = set.Accept(Officer(), transfer);
  EXPECT_THAT(accept.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(set.Return(Officer(), transfer).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(MessageStepsTest, AcceptedTransferDoesNotGoBack) {
  Setting set;
  const std::string transfer = set.Transfer();
  ASSERT_THAT(set.Accept(Officer(), transfer).status, IsOk());
  EXPECT_THAT(set.Return(Officer(), transfer).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(HeaderFor(set.world, World::Nurse(), transfer).state(),
            v1::MESSAGE_STATE_ACCEPTED);
}

// Sent is not received: until then nothing is the recipient's.
TEST(MessageStepsTest, AcknowledgedTransferMayStillGoBack) {
  Setting set;
  const std::string transfer = set.Transfer();
  ASSERT_THAT(set.Acknowledge(Officer(), transfer).status, IsOk());
  EXPECT_THAT(set.Return(Officer(), transfer).status, IsOk());
  ASSERT_THAT(set.Acknowledge(Officer(), transfer).status, IsOk());
  EXPECT_EQ(HeaderFor(set.world, Officer(), transfer).state(),
            v1::MESSAGE_STATE_RETURNED);
}

TEST(MessageStepsTest, RequestsAndNoticesOfTheGatewayDoNotGoBack) {
  Setting set;
  const std::string request = Sent(set.world, World::Nurse(), set.Ask());
  EXPECT_THAT(set.Return(World::Worker(), request).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(MessageStepsTest, IsNobodyElsesToReturn) {
  Setting set;
  const std::string transfer = set.Transfer();
  const std::string absent = std::string("messages/") + kAbsentId;
  for (const World::Person& person : {World::Nurse(), SocialWorker()}) {
    const Release hidden = set.Return(person, transfer);
    EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_EQ(Outward(hidden), Outward(set.Return(person, absent)));
  }
}

TEST(MessageStepsTest, ReasonOfAReturnIsShortAndNamesNobody) {
  Setting set;
  const std::string transfer = set.Transfer();
  for (const std::string& reason :
       {std::string(), std::string(401, 'a'), std::string("a\x01z")}) {
    const Release release = set.Return(Officer(), transfer, reason);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()), HasSubstr("reason:"));
  }
  const Release named = set.Return(Officer(), transfer, "氏名：架空桜子");
  EXPECT_EQ(CodeShown(named), v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
  EXPECT_EQ(HeaderFor(set.world, Officer(), transfer).state(),
            v1::MESSAGE_STATE_SENT);
}

// A statement opens what it passes on for a year; what is needed longer was
// accepted.
TEST(MessageStepsTest, StatementEndsAtItsInstant) {
  World world;
  const std::string subject = Registered(world, World::Nurse());
  v1::SendMessageRequest send = MessageTo(
      kGuidance, v1::MESSAGE_KIND_CONSULTATION, subject,
      {Confirmed(world, World::Nurse(), DraftOf(subject, Pregnancy()))});
  send.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
  const std::string message = Sent(world, World::Nurse(), send);
  const auto seen = [&] {
    v1::GetMessageResponse response;
    response.ParseFromString(
        ReadMessage(world, Officer(), message, v1::PURPOSE_ASSESSMENT)
            .response);
    return response.sections_size();
  };
  world.clock().Advance(absl::Hours(24 * 365) - kSecond);
  EXPECT_EQ(seen(), 1);
  world.clock().Advance(kSecond);
  EXPECT_EQ(seen(), 0);
}

TEST(MessageStepsTest, RequestExpiresAtItsInstant) {
  Setting set;
  const std::string request =
      Sent(set.world, World::Nurse(), set.Ask(absl::Hours(2)));
  const auto state = [&] {
    return HeaderFor(set.world, World::Worker(), request).state();
  };
  set.world.clock().Advance(absl::Hours(2) - kSecond);
  EXPECT_EQ(state(), v1::MESSAGE_STATE_SENT);
  set.world.clock().Advance(kSecond);
  EXPECT_EQ(state(), v1::MESSAGE_STATE_EXPIRED);
  v1::RefuseRequestRequest refuse;
  *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  refuse.set_name(request);
  refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
  const Release late =
      set.world.Call(World::Worker(), "MessageService/RefuseRequest", refuse);
  EXPECT_THAT(late.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(InboxOf(set.world, World::Nurse()).messages_size(), 1);
}

// Whom it lets draft an answer, it lets until then.
TEST(MessageStepsTest, NothingIsDraftedInAnswerToAnExpiredRequest) {
  Setting set;
  Sent(set.world, World::Nurse(), set.Ask(absl::Hours(2)));
  const auto draft = [&] {
    return set.world
        .Call(World::Worker(), "SectionService/DraftSection",
              DraftOf(set.opening.subject, Pregnancy()))
        .status;
  };
  EXPECT_THAT(draft(), IsOk());
  set.world.clock().Advance(absl::Hours(2));
  EXPECT_THAT(draft(), StatusIs(absl::StatusCode::kNotFound));
}

// Once answered it does not expire.
TEST(MessageStepsTest, RefusedRequestStaysRefused) {
  Setting set;
  const std::string request =
      Sent(set.world, World::Nurse(), set.Ask(absl::Hours(2)));
  v1::RefuseRequestRequest refuse;
  *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  refuse.set_name(request);
  refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
  ASSERT_THAT(
      set.world.Call(World::Worker(), "MessageService/RefuseRequest", refuse)
          .status,
      IsOk());
  set.world.clock().Advance(absl::Hours(3));
  EXPECT_EQ(HeaderFor(set.world, World::Nurse(), request).state(),
            v1::MESSAGE_STATE_REFUSED);
  EXPECT_THAT(set.Overdue(World::Nurse()), Not(testing::Contains(request)));
}

TEST(MessageStepsTest, LastMomentIsToComeWithinAYear) {
  Setting set;
  v1::SendMessageRequest ask = set.Ask();
  for (const int64_t due :
       {int64_t{-1}, set.Moment(absl::ZeroDuration()),
        set.Moment(absl::Hours(24 * 367)), int64_t{1} << 60}) {
    ask.set_due_at(due);
    const Release release = Send(set.world, World::Nurse(), ask);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()), HasSubstr("due_at:"));
  }
}

// Both sides see what nobody has seen for a day, or for an hour if it is
// urgent, from that instant on and until somebody has.
TEST(MessageStepsTest, WhatNobodyHasSeenIsLateForBothSides) {
  Setting set;
  const std::string transfer = set.Transfer();
  set.world.clock().Advance(absl::Hours(24) - kSecond);
  EXPECT_THAT(set.Overdue(Officer()), IsEmpty());
  set.world.clock().Advance(kSecond);
  EXPECT_THAT(set.Overdue(Officer()), ElementsAre(transfer));
  EXPECT_THAT(set.Overdue(World::Nurse()), ElementsAre(transfer));
  EXPECT_THAT(set.Overdue(SocialWorker()), IsEmpty());
  ASSERT_THAT(set.Acknowledge(Officer(), transfer).status, IsOk());
  EXPECT_THAT(set.Overdue(Officer()), IsEmpty());
  EXPECT_THAT(set.Overdue(World::Nurse()), IsEmpty());
}

TEST(MessageStepsTest, WhatIsUrgentIsLateAfterAnHour) {
  Setting set;
  v1::SendMessageRequest ask = set.Ask();
  ask.set_urgent(true);
  const std::string urgent = Sent(set.world, World::Nurse(), ask);
  set.world.clock().Advance(absl::Hours(1) - kSecond);
  EXPECT_THAT(set.Overdue(World::Worker()), IsEmpty());
  set.world.clock().Advance(kSecond);
  EXPECT_THAT(set.Overdue(World::Worker()), ElementsAre(urgent));
}

// A request that was seen is late when its last day has passed.
TEST(MessageStepsTest, LateOnesComeOldestFirstPageByPage) {
  Setting set;
  std::vector<std::string> sent;
  for (int i = 0; i < 3; ++i) {
    sent.push_back(Sent(set.world, World::Nurse(), set.Ask(absl::Hours(2))));
    ASSERT_THAT(set.Acknowledge(World::Worker(), sent.back()).status, IsOk());
  }
  sent.push_back(set.Transfer());
  set.world.clock().Advance(absl::Hours(25));
  EXPECT_EQ(set.Overdue(World::Nurse(), 1), sent);
  EXPECT_EQ(set.Overdue(World::Nurse(), 3), sent);
  sent.pop_back();
  EXPECT_EQ(set.Overdue(World::Worker(), 2), sent);
}

TEST(MessageStepsTest, LateListTakesNoForeignToken) {
  Setting set;
  v1::ListOverdueMessagesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  list.set_page_token("token");
  EXPECT_THAT(
      set.world.Call(World::Nurse(), "MessageService/ListOverdueMessages", list)
          .status,
      StatusIs(absl::StatusCode::kInvalidArgument));
  list.clear_page_token();
  list.set_page_size(101);
  EXPECT_THAT(
      set.world.Call(World::Nurse(), "MessageService/ListOverdueMessages", list)
          .status,
      StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace tasuki::exchange
