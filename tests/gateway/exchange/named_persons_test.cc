#include "absl/strings/str_cat.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// A message to named persons alone, such as a hand-over that a husband's cousin
// in the same office must not come across. Two nurses of maternal health: one
// is named, the clerk is not.
namespace tasuki::exchange {
namespace {

using ::absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const World::Person kNamed = World::Nurse();
const World::Person kOther = World::Clerk();

v1::Record Livelihood() {
  v1::Record record;
  record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  return record;
}

class NamedPersonsTest : public ::testing::Test {
 protected:
  NamedPersonsTest() {
    subject_ = Registered(world_, SocialWorker());
    section_ = Write(Livelihood());
  }

  std::string Write(const v1::Record& record) {
    return Confirmed(world_, SocialWorker(), DraftOf(subject_, record));
  }
  // The hospital informs the municipality (CWA 21-10-5).
  v1::SendMessageRequest Information(const std::vector<std::string>& persons) {
    v1::SendMessageRequest send = MessageTo(
        kMaternal, v1::MESSAGE_KIND_INFORMATION, subject_, {section_});
    send.set_basis(v1::BASIS_CODE_CWA_21_10_5);
    send.set_attempt(v1::CONSENT_ATTEMPT_GIVEN_IN_PART);
    send.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
    *send.mutable_persons() = {persons.begin(), persons.end()};
    return send;
  }
  std::string SendToNamed() {
    return Sent(world_, SocialWorker(), Information({kNamed.id}));
  }
  std::string SendToAll() {
    return Sent(world_, SocialWorker(), Information({}));
  }

  template <typename Request>
  Release Step(const World::Person& person, const char* method,
               const std::string& name) {
    Request request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(name);
    return world_.Call(person, method, request);
  }
  Release Accept(const World::Person& person, const std::string& name) {
    return Step<v1::AcceptMessageRequest>(person,
                                          "MessageService/AcceptMessage", name);
  }
  std::vector<std::string> Pages(const World::Person& person, int size) {
    std::vector<std::string> pages;
    v1::ListMessagesRequest list;
    *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    list.set_page_size(size);
    do {
      const auto page = world_.Ask<v1::ListMessagesResponse>(
          person, "MessageService/ListMessages", list);
      EXPECT_THAT(world_.last_status(), IsOk());
      pages.emplace_back();
      for (const v1::MessageHeader& header : page.messages()) {
        absl::StrAppend(&pages.back(), header.name(), " ");
      }
      list.set_page_token(page.next_page_token());
    } while (!list.page_token().empty());
    return pages;
  }
  int Overdue(const World::Person& person) {
    v1::ListOverdueMessagesRequest list;
    *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    return world_
        .Ask<v1::ListOverdueMessagesResponse>(
            person, "MessageService/ListOverdueMessages", list)
        .messages_size();
  }
  int SectionsSeen(const World::Person& person, const std::string& message) {
    v1::GetMessageResponse seen;
    seen.ParseFromString(ReadMessage(world_, person, message).response);
    return seen.sections_size();
  }

  World world_;
  std::string subject_, section_;
};

TEST_F(NamedPersonsTest, TheyReadItAndKnowThatItIsForThemAlone) {
  const std::string message = SendToNamed();
  EXPECT_EQ(SectionsSeen(kNamed, message), 1);
  EXPECT_THAT(HeaderFor(world_, kNamed, message).persons(),
              ElementsAre(kNamed.id));
  EXPECT_THAT(HeaderFor(world_, SocialWorker(), message).persons(),
              ElementsAre(kNamed.id));
}

TEST_F(NamedPersonsTest, ToOthersThereItDoesNotExist) {
  const std::string message = SendToNamed();
  const std::string absent = absl::StrCat("messages/", kAbsentId);
  const auto same = [&](auto request, const char* method) {
    using Request = decltype(request);
    const Release there = Step<Request>(kOther, method, message);
    EXPECT_THAT(there.status, StatusIs(StatusCode::kNotFound)) << method;
    EXPECT_EQ(Outward(there), Outward(Step<Request>(kOther, method, absent)))
        << method;
  };
  same(v1::GetMessageRequest(), "MessageService/GetMessage");
  same(v1::AcknowledgeMessageRequest(), "MessageService/AcknowledgeMessage");
  same(v1::AcceptMessageRequest(), "MessageService/AcceptMessage");
  EXPECT_THAT(InboxOf(world_, kOther).messages(), IsEmpty());
  EXPECT_THAT(InboxOf(world_, kNamed).messages(), SizeIs(1));
}

TEST_F(NamedPersonsTest, NoPageHasAGapWhereItIs) {
  const std::string first = SendToAll();
  SendToNamed();
  const std::string second = SendToAll();
  SendToNamed();
  EXPECT_THAT(Pages(kOther, 1), ElementsAre(first + " ", second + " "));
  EXPECT_THAT(Pages(kOther, 2),
              ElementsAre(absl::StrCat(first, " ", second, " ")));
  EXPECT_THAT(Pages(kNamed, 3), SizeIs(2));
}

TEST_F(NamedPersonsTest, WhatTheyDoNotOpenIsLateForThemAndItsSender) {
  SendToNamed();
  world_.clock().Advance(absl::Hours(25));
  EXPECT_EQ(Overdue(kNamed), 1);
  EXPECT_EQ(Overdue(SocialWorker()), 1);
  EXPECT_EQ(Overdue(kOther), 0);
}

// What the hospital states to the one it states to nobody else, in another
// message with the same section neither.
TEST_F(NamedPersonsTest, TheBasisOpensNothingToOthers) {
  v1::ConsentTerms terms = TermsFor(world_, subject_, kHospital, kMaternal);
  terms.add_items()->set_level(v1::LEVEL_FULL);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C01);
  terms.mutable_items(0)->add_categories(v1::CATEGORY_C07);
  Grant(world_, SocialWorker(), terms);
  v1::SendMessageRequest send =
      MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, subject_,
                {Write(Pregnancy()), section_});
  const std::string by_consent = Sent(world_, SocialWorker(), send);
  ASSERT_EQ(SectionsSeen(kNamed, by_consent), 1);
  ASSERT_EQ(SectionsSeen(kOther, by_consent), 1);
  SendToNamed();
  EXPECT_EQ(SectionsSeen(kNamed, by_consent), 2);
  EXPECT_EQ(SectionsSeen(kOther, by_consent), 1);
}

TEST_F(NamedPersonsTest, OneWhoDoesNotWorkThereWouldNeverGetIt) {
  for (const std::string& stranger : {World::Worker().id, std::string("p-x")}) {
    EXPECT_THAT(
        Send(world_, SocialWorker(), Information({kNamed.id, stranger})).status,
        StatusIs(StatusCode::kFailedPrecondition));
    v1::SendMessageRequest ask =
        RequestTo(kMaternal, subject_, v1::CATEGORY_C07);
    ask.add_persons(stranger);
    EXPECT_THAT(Send(world_, SocialWorker(), ask).status,
                StatusIs(StatusCode::kFailedPrecondition));
  }
  EXPECT_THAT(InboxOf(world_, kNamed).messages(), IsEmpty());
}

TEST_F(NamedPersonsTest, WhatIsUrgentIsForWhoeverIsOnDuty) {
  v1::SendMessageRequest send = Information({kNamed.id});
  send.set_urgent(true);
  const Release release = Send(world_, SocialWorker(), send);
  EXPECT_THAT(release.status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(release.status.message()), HasSubstr("persons"));
}

TEST_F(NamedPersonsTest, WhatOneOfThemAcceptsIsTheParties) {
  const std::string message = SendToNamed();
  EXPECT_THAT(Accept(kOther, message).status, StatusIs(StatusCode::kNotFound));
  const std::vector<std::string> copies = Accepted(world_, kNamed, message);
  ASSERT_THAT(copies, SizeIs(1));
  EXPECT_THAT(VersionsOf(world_, kOther, copies[0]), SizeIs(1));
  EXPECT_THAT(InboxOf(world_, kOther).messages(), IsEmpty());
}

TEST_F(NamedPersonsTest, NoticeOfACorrectionGoesToThemAlone) {
  EXPECT_EQ(SectionsSeen(kNamed, SendToNamed()), 1);
  Corrected(world_, SocialWorker(), section_, Livelihood());
  EXPECT_THAT(NoticesTo(world_, kNamed), SizeIs(1));
  EXPECT_THAT(NoticesTo(world_, kOther), IsEmpty());
}

TEST_F(NamedPersonsTest, OnceOthersWereShownItTheyHearOfItsCorrectionToo) {
  EXPECT_EQ(SectionsSeen(kNamed, SendToNamed()), 1);
  EXPECT_EQ(SectionsSeen(kOther, SendToAll()), 1);
  Corrected(world_, SocialWorker(), section_, Livelihood());
  EXPECT_THAT(NoticesTo(world_, kNamed), SizeIs(1));
  EXPECT_THAT(NoticesTo(world_, kOther), SizeIs(1));
}

// Whoever is asked by name writes what it answers; the others are not asked.
TEST_F(NamedPersonsTest, OnlyWhoIsAskedDraftsTheAnswer) {
  const World::Person counsellor = {"p-wcw-1", kFamily, v1::ROLE_WCW};
  v1::SendMessageRequest ask = RequestTo(kFamily, subject_, v1::CATEGORY_C07);
  ask.add_persons(World::Worker().id);
  Sent(world_, SocialWorker(), ask);
  const auto draft = [&](const World::Person& person) {
    return world_
        .Call(person, "SectionService/DraftSection",
              DraftOf(subject_, Livelihood()))
        .status;
  };
  EXPECT_THAT(draft(World::Worker()), IsOk());
  EXPECT_THAT(draft(counsellor), StatusIs(StatusCode::kNotFound));
  ask.clear_persons();
  Sent(world_, SocialWorker(), ask);
  EXPECT_THAT(draft(counsellor), IsOk());
}

}  // namespace
}  // namespace tasuki::exchange
