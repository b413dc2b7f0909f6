// Requests for a copy: held, checked, decided, prepared (APPI 76, SR-24).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tasuki/v1/subject_service.pb.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/further_parties.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Record Livelihood() {
  v1::Record record;
  record.mutable_livelihood()->set_employer("EMPLOYER-MARK");
  return record;
}

v1::Record Violence() {
  v1::Record record;
  record.mutable_safety()->add_incidents()->set_happened_on("2026-11-20");
  return record;
}

// A case that maternal health leads; the chief oversees it.
class CopyRequestTest : public ::testing::Test {
 protected:
  CopyRequestTest() {
    opening_ = OpenFor(world_, Registered(world_, World::Nurse()), {});
    InCase(world_, World::Nurse(), opening_, Livelihood());
  }

  Release Record(v1::CopyRequester requester,
                 const World::Person& person = World::Chief()) {
    v1::RecordCopyRequestRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    request.set_case_(opening_.a_case);
    request.set_subject(opening_.subject);
    request.set_requester(requester);
    return world_.Call(person, "SubjectService/RecordCopyRequest", request);
  }
  std::string Recorded(v1::CopyRequester requester) {
    v1::RecordCopyRequestResponse response;
    response.ParseFromString(Record(requester).response);
    return response.copy_request();
  }
  // Verified and safe.
  v1::DecideCopyRequestRequest Decision(const std::string& name) {
    v1::DecideCopyRequestRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    request.set_name(name);
    request.set_identity_verified(true);
    request.set_authority_checked(true);
    request.set_safe_to_hand_over(true);
    return request;
  }
  Release Decide(const v1::DecideCopyRequestRequest& request,
                 const World::Person& person = World::Chief()) {
    return world_.Call(person, "SubjectService/DecideCopyRequest", request);
  }
  std::string Ready(v1::CopyRequester requester) {
    const std::string name = Recorded(requester);
    EXPECT_THAT(Decide(Decision(name)).status, IsOk());
    return name;
  }
  // A sheet of danger that another body confirmed, on the case.
  void RecordElsewhere() {
    const World::Person counsellor = {"p-wco-1", "bodies/wco", v1::ROLE_WCW};
    Acquaint(world_, counsellor.party, opening_.subject);
    const std::string section =
        Confirmed(world_, counsellor, DraftOf(opening_.subject, Violence()));
    const std::string id = section.substr(section.find('/') + 1);
    const std::string a_case =
        opening_.a_case.substr(opening_.a_case.find('/') + 1);
    v1::SectionRow row = SectionRowOf(world_, section);
    row.set_case_(a_case);
    Transaction binding;
    binding.changes.rows.push_back({.key = {Table::kSection, id},
                                    .body = row.SerializeAsString(),
                                    .key_scope = ""});
    binding.changes.entries.push_back(
        {.key = {Index::kSectionsOfCase, a_case}, .id = id});
    Commit(world_, binding);
    EXPECT_THAT(ReadCase(world_, World::Chief(), opening_.a_case).response,
                Not(HasSubstr(id)));
  }
  // What the chief may put into the copy.
  Release Prepare(const std::string& name,
                  const World::Person& person = World::Chief()) {
    v1::GetCaseRequest get;
    *get.mutable_access() = AccessFor(v1::PURPOSE_SELF_DISCLOSURE);
    get.mutable_access()->set_request_reference(name);
    get.set_name(opening_.a_case);
    return world_.Call(person, "CaseService/GetCase", get);
  }
  v1::CopyRequestState StateOf(const std::string& name) {
    v1::ListCopyRequestsRequest list;
    *list.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    list.set_case_(opening_.a_case);
    const auto listed = world_.Ask<v1::ListCopyRequestsResponse>(
        World::Chief(), "SubjectService/ListCopyRequests", list);
    for (const v1::CopyRequest& one : listed.copy_requests()) {
      if (one.name() == name) return one.state();
    }
    return v1::COPY_REQUEST_STATE_UNSPECIFIED;
  }

  World world_;
  Opening opening_;
};

TEST_F(CopyRequestTest, NothingIsPreparedUntilItIsDecided) {
  const std::string name = Recorded(v1::COPY_REQUESTER_SUBJECT);
  EXPECT_EQ(StateOf(name), v1::COPY_REQUEST_STATE_HELD);
  EXPECT_THAT(Prepare(name).status, StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Decide(Decision(name)).status, IsOk());
  EXPECT_EQ(StateOf(name), v1::COPY_REQUEST_STATE_READY);
  const Release copy = Prepare(name);
  EXPECT_THAT(copy.status, IsOk());
  EXPECT_THAT(copy.response, HasSubstr("EMPLOYER-MARK"));
}

TEST_F(CopyRequestTest, WithoutARequestThePurposeOpensNothing) {
  Ready(v1::COPY_REQUESTER_SUBJECT);
  EXPECT_THAT(Prepare("").status, StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Prepare("copy-requests/aaaaaaaaaaaaaaaaaaaaaaaaaa").status,
              StatusIs(StatusCode::kNotFound));
}

TEST_F(CopyRequestTest, ItOpensForWhoDecidedItsPartyAlone) {
  const std::string name = Ready(v1::COPY_REQUESTER_SUBJECT);
  EXPECT_THAT(Prepare(name, World::Nurse()).status,
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Prepare(name, World::Npo()).status,
              StatusIs(StatusCode::kNotFound));
}

TEST_F(CopyRequestTest, OnlyTheChiefHoldsAndDecides) {
  EXPECT_THAT(Record(v1::COPY_REQUESTER_SUBJECT, World::Nurse()).status,
              StatusIs(StatusCode::kNotFound));
  const std::string name = Recorded(v1::COPY_REQUESTER_SUBJECT);
  EXPECT_THAT(Decide(Decision(name), World::Nurse()).status,
              StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(StateOf(name), v1::COPY_REQUEST_STATE_HELD);
}

TEST_F(CopyRequestTest, WhoActsForHerIsVerifiedFirst) {
  const std::string name = Recorded(v1::COPY_REQUESTER_PARENT);
  for (auto spoil : {&v1::DecideCopyRequestRequest::set_identity_verified,
                     &v1::DecideCopyRequestRequest::set_authority_checked}) {
    v1::DecideCopyRequestRequest decision = Decision(name);
    (decision.*spoil)(false);
    const Release held = Decide(decision);
    EXPECT_THAT(held.status, StatusIs(StatusCode::kFailedPrecondition));
    EXPECT_EQ(CodeShown(held), v1::REFUSAL_CODE_REPRESENTATIVE_UNVERIFIED);
  }
  EXPECT_EQ(StateOf(name), v1::COPY_REQUEST_STATE_HELD);
  EXPECT_THAT(Decide(Decision(name)).status, IsOk());
  EXPECT_THAT(Prepare(name).response, HasSubstr("EMPLOYER-MARK"));
}

TEST_F(CopyRequestTest, WhatMayReachSomebodyElseIsNotHandedOver) {
  v1::DecideCopyRequestRequest decision =
      Decision(Recorded(v1::COPY_REQUESTER_SUBJECT));
  decision.set_safe_to_hand_over(false);
  const Release held = Decide(decision);
  EXPECT_EQ(CodeShown(held), v1::REFUSAL_CODE_CHANNEL_UNSAFE);
}

TEST_F(CopyRequestTest, AParentOfOneWhoIsPregnantIsAdverse) {
  InCase(world_, World::Nurse(), opening_, Pregnancy());
  const Release held = Decide(Decision(Recorded(v1::COPY_REQUESTER_PARENT)));
  EXPECT_EQ(CodeShown(held), v1::REFUSAL_CODE_ADVERSE_REQUESTER);
  EXPECT_THAT(Decide(Decision(Recorded(v1::COPY_REQUESTER_SUBJECT))).status,
              IsOk());
}

TEST_F(CopyRequestTest, WhereThereIsViolenceNobodyElseGetsACopy) {
  InCase(world_, World::Nurse(), opening_, Violence());
  for (const v1::CopyRequester requester :
       {v1::COPY_REQUESTER_PARENT, v1::COPY_REQUESTER_GUARDIAN,
        v1::COPY_REQUESTER_AGENT}) {
    EXPECT_EQ(CodeShown(Decide(Decision(Recorded(requester)))),
              v1::REFUSAL_CODE_ADVERSE_REQUESTER);
  }
}

// The women's counselling office wrote it down, of the mother, and the centre
// is shown nothing of it: the code goes to the log alone.
TEST_F(CopyRequestTest, DangerThatAnotherBodyRecordedStopsItToo) {
  const std::string name = Recorded(v1::COPY_REQUESTER_PARENT);
  const std::string ready = Ready(v1::COPY_REQUESTER_PARENT);
  RecordElsewhere();
  const Release held = Decide(Decision(name));
  EXPECT_THAT(held.status, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(held), v1::REFUSAL_CODE_UNSPECIFIED);
  EXPECT_THAT(CodesLogged(world_, held),
              ::testing::ElementsAre(v1::REFUSAL_CODE_ADVERSE_REQUESTER));
  EXPECT_EQ(StateOf(name), v1::COPY_REQUEST_STATE_HELD);
  EXPECT_THAT(Prepare(ready).status, StatusIs(StatusCode::kNotFound));
  // What is not verified is said as ever, and hers is hers.
  v1::DecideCopyRequestRequest unverified = Decision(name);
  unverified.set_identity_verified(false);
  EXPECT_EQ(CodeShown(Decide(unverified)),
            v1::REFUSAL_CODE_REPRESENTATIVE_UNVERIFIED);
  Ready(v1::COPY_REQUESTER_SUBJECT);
}

// What is found out after the decision closes the copy too.
TEST_F(CopyRequestTest, ViolenceThatIsRecordedLaterClosesIt) {
  const std::string name = Ready(v1::COPY_REQUESTER_PARENT);
  EXPECT_THAT(Prepare(name).status, IsOk());
  InCase(world_, World::Nurse(), opening_, Violence());
  const Release closed = Prepare(name);
  EXPECT_THAT(closed.status, StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(closed.response, Not(HasSubstr("MARK")));
}

TEST_F(CopyRequestTest, ThirtyDaysLaterItIsOver) {
  const std::string name = Ready(v1::COPY_REQUESTER_SUBJECT);
  world_.clock().Advance(absl::Hours(30 * 24) - absl::Seconds(1));
  EXPECT_THAT(Prepare(name).status, IsOk());
  world_.clock().Advance(absl::Seconds(1));
  EXPECT_THAT(Prepare(name).status, StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(StateOf(name), v1::COPY_REQUEST_STATE_EXPIRED);
}

TEST_F(CopyRequestTest, WhatIsRefusedStaysRefusedAndSaysWhy) {
  v1::DecideCopyRequestRequest refusal =
      Decision(Recorded(v1::COPY_REQUESTER_AGENT));
  refusal.set_refuse(true);
  EXPECT_THAT(Decide(refusal).status, StatusIs(StatusCode::kInvalidArgument));
  refusal.mutable_access()->set_need("the power of attorney is withdrawn");
  EXPECT_THAT(Decide(refusal).status, IsOk());
  EXPECT_EQ(StateOf(refusal.name()), v1::COPY_REQUEST_STATE_REFUSED);
  EXPECT_THAT(Decide(Decision(refusal.name())).status,
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Prepare(refusal.name()).status, StatusIs(StatusCode::kNotFound));
}

TEST_F(CopyRequestTest, BadInputNamesTheField) {
  v1::RecordCopyRequestRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  request.set_subject(opening_.subject);
  request.set_requester(v1::COPY_REQUESTER_SUBJECT);
  const auto refused = [&] {
    return world_
        .Call(World::Chief(), "SubjectService/RecordCopyRequest", request)
        .status;
  };
  EXPECT_THAT(refused(), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(refused().message()), HasSubstr("case"));
  request.set_case_(opening_.a_case);
  request.set_requester(v1::COPY_REQUESTER_UNSPECIFIED);
  EXPECT_THAT(refused(), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(refused().message()), HasSubstr("requester"));
}

}  // namespace
}  // namespace tasuki::exchange
