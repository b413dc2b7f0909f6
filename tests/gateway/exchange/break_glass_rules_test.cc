// Danger to life: who opens, how, and who is told of it (SR-27).
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/break_glass_setting.h"

namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

v1::MessageHeader Newest(World& world, const World::Person& person) {
  const v1::ListMessagesResponse inbox = InboxOf(world, person);
  return inbox.messages().empty() ? v1::MessageHeader()
                                  : inbox.messages(inbox.messages_size() - 1);
}

TEST_F(BreakGlassTest, TheSecondPersonIsToldAtOnce) {
  const std::string opening = Opened(World::Worker(), Asking(Coordinator().id));
  const v1::MessageHeader notice = Newest(world_, Coordinator());
  EXPECT_EQ(notice.kind(), v1::MESSAGE_KIND_BREAK_GLASS_NOTICE);
  EXPECT_EQ(notice.opening(), opening);
  EXPECT_EQ(notice.case_(), case_.a_case);
  EXPECT_EQ(notice.sender(), "");
}

// Another unit of the body may know nothing of the case: it is told that there
// is an opening, and who may review it reads it there.
TEST_F(BreakGlassTest, WhoReviewsIsToldOfTheOpeningAndNotOfTheCase) {
  const std::string opening = Opened(World::Worker(), Asking(Coordinator().id));
  const v1::ListMessagesResponse inbox = InboxOf(world_, World::Chief());
  ASSERT_EQ(inbox.messages_size(), 2);  // the chief, and the head
  for (const v1::MessageHeader& notice : inbox.messages()) {
    EXPECT_EQ(notice.kind(), v1::MESSAGE_KIND_BREAK_GLASS_NOTICE);
    EXPECT_EQ(notice.opening(), opening);
    EXPECT_EQ(notice.case_(), "");
    EXPECT_EQ(notice.subject(), "");
  }
  EXPECT_EQ(Got(World::Chief(), opening).opening().case_(), case_.a_case);
}

TEST_F(BreakGlassTest, WhoReviewsCanBeTheSecondPersonOfAnotherUnit) {
  Opened(World::Worker(), Asking(Head().id));
  EXPECT_EQ(InboxOf(world_, Head()).messages_size(), 2);
  EXPECT_EQ(Newest(world_, Coordinator()).kind(), v1::MESSAGE_KIND_UNSPECIFIED);
}

// Whether there is such a person, and where, is not the caller's to find out.
TEST_F(BreakGlassTest, WhoeverCannotBeToldIsRefusedAlike) {
  const Release absent = Open(World::Worker(), Asking("p-nobody-1"));
  EXPECT_THAT(absent.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  for (const char* person :
       {"p-msw-1", "p-register-1", "p-phn-1", "p-security-1"}) {
    EXPECT_EQ(Outward(Open(World::Worker(), Asking(person))), Outward(absent))
        << person;
  }
}

TEST_F(BreakGlassTest, WhoIsDisabledCannotBeTold) {
  v1::DisablePersonRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_person(HospitalNurse().id);
  ASSERT_THAT(
      world_.Call(World::Officer(), "DirectoryService/DisablePerson", disable)
          .status,
      IsOk());
  EXPECT_THAT(Open(SocialWorker(), Asking(HospitalNurse().id)).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(BreakGlassTest, ANeedIsStatedAndLogged) {
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  request.mutable_access()->set_need(" \n");
  const Release refused = Open(SocialWorker(), request);
  EXPECT_EQ(CodeShown(refused), v1::REFUSAL_CODE_NEED_NOT_STATED);
  const Release open = Open(SocialWorker(), Asking(HospitalNurse().id));
  v1::OpenBreakGlassResponse response;
  response.ParseFromString(open.response);
  ASSERT_EQ(response.disclosure().evidence_size(), 1);
  const auto leaf =
      world_.log().Find(response.disclosure().evidence(0).leaf_hash());
  ASSERT_THAT(leaf, IsOk());
  v1::ExchangeGroup group;
  ASSERT_TRUE(group.ParseFromString(leaf->exchange_group));
  EXPECT_EQ(group.need(), "she bleeds and does not answer");
  v1::OfficeGroup office;
  ASSERT_TRUE(office.ParseFromString(leaf->office_group));
  // The second person, and the doctor, who reviews.
  EXPECT_THAT(office.told(), ElementsAre(kHospital, kHospital));
}

TEST_F(BreakGlassTest, WhatIsMalformedNamesTheField) {
  const auto refusal = [&](auto change) {
    v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
    change(request);
    const absl::Status status = Open(SocialWorker(), request).status;
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    return std::string(status.message());
  };
  EXPECT_THAT(refusal([](auto& r) { r.set_case_("VALUE-MARK"); }),
              HasSubstr("case"));
  EXPECT_THAT(refusal([](auto& r) { r.set_case_("VALUE-MARK"); }),
              Not(HasSubstr("VALUE-MARK")));
  EXPECT_THAT(refusal([](auto& r) { r.clear_case_(); }), HasSubstr("case"));
  EXPECT_THAT(refusal([](auto& r) { r.clear_categories(); }),
              HasSubstr("categories"));
  EXPECT_THAT(
      refusal([](auto& r) { r.add_categories(static_cast<v1::Category>(63)); }),
      HasSubstr("categories"));
  EXPECT_THAT(refusal([](auto& r) { r.set_hours(25); }), HasSubstr("hours"));
  EXPECT_THAT(refusal([](auto& r) { r.set_hours(-1); }), HasSubstr("hours"));
  EXPECT_THAT(refusal([](auto& r) { r.clear_second_person(); }),
              HasSubstr("second_person"));
  EXPECT_THAT(refusal([](auto& r) { r.set_second_person(SocialWorker().id); }),
              HasSubstr("second_person"));
  EXPECT_TRUE(List(SocialWorker()).openings().empty());
}

TEST_F(BreakGlassTest, IsForRolesThatThePolicyLets) {
  AddToTeam(world_, case_, kDevelopment, v1::RELATION_MEMBER);
  const Release refused = Open(World::Therapist(), Asking("p-psy-1"));
  EXPECT_EQ(CodeShown(refused), v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
}

TEST_F(BreakGlassTest, ACaseOfOthersLooksAbsent) {
  const Release hidden = Open(Officer(), Asking(Director().id));
  v1::OpenBreakGlassRequest request = Asking(Director().id);
  request.set_case_(std::string("cases/") + kAbsentId);
  const Release absent = Open(Officer(), request);
  EXPECT_THAT(absent.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(Outward(hidden), Outward(absent));
  EXPECT_THAT(CodesLogged(world_, hidden),
              ElementsAre(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
}

TEST_F(BreakGlassTest, AnOpeningOfOthersLooksAbsent) {
  const std::string opening = OpenedByHospital();
  const std::string absent = std::string("openings/") + kAbsentId;
  // Another body, and within the city neither opener, second nor reviewer.
  const std::string of_city = Opened(World::Worker(), Asking(Coordinator().id));
  for (const auto& [person, hidden] :
       {std::pair(Officer(), opening), std::pair(World::Chief(), opening),
        std::pair(World::Therapist(), of_city),
        std::pair(World::Nurse(), of_city)}) {
    EXPECT_EQ(Outward(Get(person, hidden)), Outward(Get(person, absent)));
    EXPECT_EQ(Outward(Review(person, hidden)), Outward(Review(person, absent)));
    EXPECT_EQ(End(person, hidden), End(person, absent));
    EXPECT_TRUE(List(person).openings().empty() || person.id == "p-chief-1");
  }
  EXPECT_THAT(Read(SocialWorker()).status, IsOk());
}

TEST_F(BreakGlassTest, IsDoneOnceForOneRequestId) {
  v1::OpenBreakGlassRequest request = Asking(HospitalNurse().id);
  request.set_request_id("request-of-one-opening");
  const std::string first = Opened(SocialWorker(), request);
  EXPECT_EQ(Opened(SocialWorker(), request), first);
  EXPECT_EQ(List(SocialWorker()).openings_size(), 1);
}

}  // namespace
}  // namespace tasuki::exchange
