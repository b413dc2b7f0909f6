#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

v1::RecordInquiryRequest Question(const std::string& name) {
  v1::RecordInquiryRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  v1::Inquiry& inquiry = *request.mutable_inquiry();
  inquiry.set_channel(v1::CONTACT_CHANNEL_HOME_PHONE);
  inquiry.set_claimed_relation(v1::CLAIMED_RELATION_PARENT);
  inquiry.set_name_asked_about(name);
  inquiry.mutable_words()->set_text("is she consulting you?");
  return request;
}

v1::RecordInquiryResponse Answer(World& world, const World::Person& clerk) {
  const auto response = world.Ask<v1::RecordInquiryResponse>(
      clerk, "CaseService/RecordInquiry", Question("Name B"));
  EXPECT_THAT(world.last_status(), IsOk());
  return response;
}

v1::ListMessagesResponse Inbox(World& world, const World::Person& person) {
  v1::ListMessagesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  return world.Ask<v1::ListMessagesResponse>(
      person, "MessageService/ListMessages", list);
}

TEST(InquiryTest, AnswerIsTheSameWhetherOrNotThereIsACase) {
  World with_case, without;
  PlayOpening(with_case);
  v1::RecordInquiryResponse known = Answer(with_case, World::Clerk());
  v1::RecordInquiryResponse unknown = Answer(without, World::Clerk());
  ASSERT_EQ(known.disclosure().evidence_size(), 1);
  ASSERT_EQ(unknown.disclosure().evidence_size(), 1);
  known.mutable_disclosure()->clear_evidence();
  unknown.mutable_disclosure()->clear_evidence();
  EXPECT_EQ(known.SerializeAsString(), unknown.SerializeAsString());
}

size_t Entries(World& world) {
  const auto leaves = world.log().List(0, 1000);
  return leaves.ok() ? leaves->size() : 0;
}

// A receipt names a place in the log: two of them count what lies between.
TEST(InquiryTest, TakesAsManyEntriesWhetherOrNotThereIsACase) {
  World with_case, without;
  PlayOpening(with_case);
  const size_t before = Entries(with_case), before_without = Entries(without);
  Answer(with_case, World::Clerk());
  Answer(without, World::Clerk());
  EXPECT_EQ(Entries(with_case) - before, Entries(without) - before_without);
}

TEST(InquiryTest, LeadIsAlertedAndReadsWhatWasAsked) {
  World world;
  PlayOpening(world);
  Answer(world, World::Worker());  // asked in another unit of the centre
  const v1::ListMessagesResponse inbox = Inbox(world, World::Nurse());
  ASSERT_EQ(inbox.messages_size(), 2);
  EXPECT_EQ(inbox.messages(1).kind(), v1::MESSAGE_KIND_INQUIRY_ALERT);
  v1::GetMessageRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  get.set_name(inbox.messages(1).name());
  const auto alert = world.Ask<v1::GetMessageResponse>(
      World::Nurse(), "MessageService/GetMessage", get);
  ASSERT_EQ(alert.sections_size(), 1);
  EXPECT_EQ(alert.sections(0).record().inquiry().words().text(),
            "is she consulting you?");
  EXPECT_EQ(Inbox(world, World::Worker()).messages_size(), 0);
}

TEST(InquiryTest, BodyThatDoesNotWorkForHerAlertsNobody) {
  World world;
  PlayOpening(world);
  Answer(world, World::Npo());
  EXPECT_EQ(Inbox(world, World::Nurse()).messages_size(), 1);
}

}  // namespace
}  // namespace tasuki::exchange
