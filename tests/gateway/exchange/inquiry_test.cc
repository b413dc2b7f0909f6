#include <optional>
#include <set>

#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
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

v1::RecordInquiryResponse Answer(
    World& world, const World::Person& clerk,
    const v1::RecordInquiryRequest& question = Question("Name B")) {
  const auto response = world.Ask<v1::RecordInquiryResponse>(
      clerk, "CaseService/RecordInquiry", question);
  EXPECT_THAT(world.last_status(), IsOk());
  return response;
}

// The inquiry as the lead reads it in this case; nullopt: not alerted.
std::optional<v1::Inquiry> Alert(World& world, const std::string& a_case) {
  v1::GetCaseResponse read;
  read.ParseFromString(ReadCase(world, World::Nurse(), a_case).response);
  for (const v1::Section& section : read.case_().sections()) {
    if (section.record().has_inquiry()) return section.record().inquiry();
  }
  return std::nullopt;
}

v1::Record ConfidentialBirth() {
  v1::Record record;
  record.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  return record;
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
// Neither the name nor how many cases may be meant is to be read from it.
TEST(InquiryTest, TakesOneEntryHoweverManyCasesMayBeMeant) {
  World world;
  const std::set<int> measured = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 20};
  for (int cases = 0; cases <= *measured.rbegin(); ++cases) {
    for (const char* name : {"NAME-MARK", "Name B"}) {
      if (measured.count(cases) == 0) continue;
      const size_t before = Entries(world);
      Answer(world, World::Clerk(), Question(name));
      EXPECT_EQ(Entries(world) - before, 1u) << cases << " cases, " << name;
    }
    const Opening opening =
        OpenFor(world, Registered(world, World::Nurse()), {});
    if (cases == 0) InCase(world, World::Nurse(), opening, Profile());
  }
}

TEST(InquiryTest, LeadIsAlertedAndReadsWhatWasAsked) {
  World world;
  PlayOpening(world);
  Answer(world, World::Worker());  // asked in another unit of the centre
  const v1::ListMessagesResponse inbox = InboxOf(world, World::Nurse());
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
  EXPECT_EQ(InboxOf(world, World::Worker()).messages_size(), 0);
}

TEST(InquiryTest, BodyThatDoesNotWorkForHerAlertsNobody) {
  World world;
  PlayOpening(world);
  Answer(world, World::Npo());
  EXPECT_EQ(InboxOf(world, World::Nurse()).messages_size(), 1);
}

// The entry is the clerk's; this part of it only officers open.
TEST(InquiryTest, OfficersFindInTheEntryWhoWasAlerted) {
  World world;
  const Opening opening = OpenFor(world, Registered(world, World::Nurse()), {});
  const auto answer = Answer(world, World::Clerk());
  ASSERT_EQ(answer.disclosure().evidence_size(), 1);
  const auto leaf =
      world.log().Find(answer.disclosure().evidence(0).leaf_hash());
  ASSERT_THAT(leaf.status(), IsOk());
  v1::OfficeGroup office;
  ASSERT_TRUE(office.ParseFromString(leaf->office_group));
  EXPECT_THAT(office.told(), ::testing::ElementsAre(opening.a_case));
}

TEST(InquiryTest, NameIsRepeatedInACaseOfThatNameAlone) {
  World world;
  const Opening named = OpenFor(world, Registered(world, World::Nurse()), {});
  InCase(world, World::Nurse(), named, Profile());
  const Opening nameless =
      OpenFor(world, Registered(world, World::Nurse()), {});
  Answer(world, World::Clerk(), Question("NAME MARK"));
  EXPECT_FALSE(Alert(world, named.a_case).has_value());
  Answer(world, World::Clerk(), Question("NAME-MARK"));
  ASSERT_TRUE(Alert(world, named.a_case).has_value());
  EXPECT_EQ(Alert(world, named.a_case)->name_asked_about(), "NAME-MARK");
  ASSERT_TRUE(Alert(world, nameless.a_case).has_value());
  EXPECT_EQ(Alert(world, nameless.a_case)->name_asked_about(), "");
  EXPECT_EQ(Alert(world, nameless.a_case)->words().text(),
            "is she consulting you?");
}

// Whether an alert comes or repeats the name would tell the lead, who may ask
// itself, a name that it is not shown.
TEST(InquiryTest, NameThatAnotherHolderWroteIsComparedWithNothing) {
  World world;
  const Opening opening = OpenFor(world, Registered(world, World::Nurse()), {});
  AddFamilySupport(world, opening);
  InCase(world, World::Worker(), opening, Profile());
  const auto asked = [&](const std::string& name) {
    const size_t before = InboxOf(world, World::Nurse()).messages_size();
    Answer(world, World::Nurse(), Question(name));
    EXPECT_EQ(InboxOf(world, World::Nurse()).messages_size(), before + 1);
    return Alert(world, opening.a_case)->name_asked_about();
  };
  EXPECT_EQ(asked("Name B"), "");
  EXPECT_EQ(asked("NAME-MARK"), "");
}

TEST(InquiryTest, WordsThatNameSomebodyAreNotRepeatedWhereNoNameIsKnown) {
  for (const char* words : {"架空花子はいますか", "氏名：架空桜子"}) {
    World world;
    const Opening opening =
        OpenFor(world, Registered(world, World::Nurse()), {});
    v1::RecordInquiryRequest question = Question("架空 花子");
    question.mutable_inquiry()->mutable_words()->set_text(words);
    Answer(world, World::Clerk(), question);
    ASSERT_TRUE(Alert(world, opening.a_case).has_value());
    EXPECT_FALSE(Alert(world, opening.a_case)->has_words()) << words;
  }
}

// Whether it is her name that was asked about, nothing in a sealed case tells.
TEST(InquiryTest, SealedCaseIsAlertedAlikeWhateverNameIsAskedAbout) {
  for (const char* name : {"NAME-MARK", "Name B", ""}) {
    World world;
    const Opening opening =
        OpenFor(world, Registered(world, World::Nurse()), {});
    InCase(world, World::Nurse(), opening, Profile());
    InCase(world, World::Nurse(), opening, ConfidentialBirth());
    Answer(world, World::Clerk(), Question(name));
    const std::optional<v1::Inquiry> alert = Alert(world, opening.a_case);
    ASSERT_TRUE(alert.has_value()) << name;
    EXPECT_EQ(alert->channel(), v1::CONTACT_CHANNEL_HOME_PHONE);
    EXPECT_EQ(alert->claimed_relation(), v1::CLAIMED_RELATION_PARENT);
    EXPECT_EQ(alert->name_asked_about(), "");
    EXPECT_FALSE(alert->has_words());
  }
}

}  // namespace
}  // namespace tasuki::exchange
