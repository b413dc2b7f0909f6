// A child is born; records are frozen; a child says what it wants (SR-02,
// SR-25, SR-26, SR-28).
#include "absl/strings/match.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

v1::Record Birth(v1::BirthOutcome outcome = v1::BIRTH_OUTCOME_LIVE_BIRTH) {
  v1::Record record;
  v1::Birth& birth = *record.mutable_pregnancy()->mutable_birth();
  birth.set_born_on("2026-11-20");
  birth.set_outcome(outcome);
  return record;
}

v1::Record Income() {
  v1::Record record;
  record.mutable_livelihood()->set_employer("EMPLOYER-MARK");
  return record;
}

class SubjectLifeTest : public ::testing::Test {
 protected:
  SubjectLifeTest() : opening_(PlayOpening(world_)) {
    AddFamilySupport(world_, opening_);
  }
  v1::ForkSubjectRequest ForkRequest(const std::string& a_case) {
    v1::ForkSubjectRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_subject(opening_.subject);
    request.set_alias("B");
    request.set_case_(a_case);
    return request;
  }
  Release Fork(const World::Person& person, const std::string& a_case) {
    return world_.Call(person, "SubjectService/ForkSubject",
                       ForkRequest(a_case));
  }
  std::string Child(const World::Person& person, const std::string& a_case) {
    const Release release = Fork(person, a_case);
    EXPECT_THAT(release.status, IsOk());
    v1::ForkSubjectResponse response;
    response.ParseFromString(release.response);
    return response.child().name();
  }
  Release Hold(const World::Person& person, const std::string& subject,
               bool held, const std::string& need = "NEED-MARK") {
    v1::SetLegalHoldRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.mutable_access()->set_need(need);
    request.set_subject(subject);
    request.set_held(held);
    return world_.Call(person, "SubjectService/SetLegalHold", request);
  }
  Release Will(const World::Person& person, const std::string& subject,
               bool withholds) {
    v1::RecordChildWillRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_subject(subject);
    request.set_withholds(withholds);
    return world_.Call(person, "SubjectService/RecordChildWill", request);
  }
  void Seal() {
    v1::Record record;
    record.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
    InCase(world_, World::Nurse(), opening_, record);
  }
  std::string Seen(const World::Person& person) {
    return ReadCase(world_, person, opening_.a_case).response;
  }

  World world_;
  Opening opening_;
};

TEST_F(SubjectLifeTest, ChildThatIsBornIsAPersonOfItsOwnOnHerCase) {
  EXPECT_THAT(Fork(World::Nurse(), opening_.a_case).status,
              StatusIs(StatusCode::kFailedPrecondition));
  InCase(world_, World::Nurse(), opening_, Birth());
  const std::string child = Child(World::Nurse(), opening_.a_case);
  EXPECT_NE(child, opening_.subject);
  EXPECT_THAT(StoredCase(world_, opening_.a_case).subjects(),
              ElementsAre(opening_.subject.substr(9), child.substr(9)));
  EXPECT_TRUE(StoredSubject(world_, child).child_born());
  Opening of_child = opening_;
  of_child.subject = child;
  v1::Record record;
  record.mutable_subject_profile()->set_legal_name("CHILD-MARK");
  InCase(world_, World::Nurse(), of_child, record);
  EXPECT_THAT(Seen(World::Nurse()), HasSubstr("CHILD-MARK"));
  EXPECT_THAT(Seen(World::Nurse()), HasSubstr(child));
  // A case of its own, too.
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(child);
  open.set_class_(v1::CASE_CLASS_SUPPORT);
  open.set_alias("K-19");
  EXPECT_THAT(world_.Call(World::Nurse(), "CaseService/OpenCase", open).status,
              IsOk());
}

TEST_F(SubjectLifeTest, Sr26NoChildIsRegisteredBeforeItIsBornOrIfItIsNot) {
  EXPECT_THAT(Fork(World::Nurse(), opening_.a_case).status,
              StatusIs(StatusCode::kFailedPrecondition));
  InCase(world_, World::Nurse(), opening_, Birth(v1::BIRTH_OUTCOME_STILLBIRTH));
  EXPECT_THAT(Fork(World::Nurse(), opening_.a_case).status,
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_F(SubjectLifeTest, ConfidentialBirthIsNotForkedAndNothingIsStored) {
  InCase(world_, World::Nurse(), opening_, Birth());
  Seal();
  const Release release = Fork(World::Nurse(), opening_.a_case);
  EXPECT_THAT(release.status, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY);
  EXPECT_EQ(StoredCase(world_, opening_.a_case).subjects_size(), 1);
}

// Who may not know of the seal is told what it is told where nobody is born.
TEST_F(SubjectLifeTest, RefusalTellsNobodyOfASeal) {
  const auto told = [&](bool born, bool sealed) {
    const std::string subject = Registered(world_, SocialWorker());
    if (born) Confirmed(world_, SocialWorker(), DraftOf(subject, Birth()));
    v1::SubjectRow row = StoredSubject(world_, subject);
    row.set_sealed_birth(sealed);
    Transaction transaction;
    transaction.changes.rows.push_back(
        {.key = {Table::kSubject, subject.substr(9)},
         .body = row.SerializeAsString(),
         .key_scope = ""});
    Commit(world_, transaction);
    v1::ForkSubjectRequest request = ForkRequest("");
    request.set_subject(subject);
    return world_.Call(SocialWorker(), "SubjectService/ForkSubject", request);
  };
  const Release sealed = told(true, true);
  EXPECT_THAT(sealed.status, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(Outward(sealed), Outward(told(false, false)));
  EXPECT_THAT(CodesLogged(world_, sealed),
              ElementsAre(v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY));
  EXPECT_THAT(told(true, false).status, IsOk());
}

TEST_F(SubjectLifeTest, ForkIsRefusedWhereSheIsHidden) {
  v1::ForkSubjectRequest request = ForkRequest("");
  const Release hidden =
      world_.Call(SocialWorker(), "SubjectService/ForkSubject", request);
  EXPECT_THAT(hidden.status, StatusIs(StatusCode::kNotFound));
  request.set_subject(std::string("subjects/") + kAbsentId);
  EXPECT_EQ(Outward(hidden),
            Outward(world_.Call(SocialWorker(), "SubjectService/ForkSubject",
                                request)));
  request = ForkRequest(opening_.a_case);
  request.set_alias("");
  const Release malformed =
      world_.Call(World::Nurse(), "SubjectService/ForkSubject", request);
  EXPECT_THAT(malformed.status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(malformed.status.message()), HasSubstr("alias"));
}

// Neither the rows nor the log of the child's registration say whose it is.
TEST_F(SubjectLifeTest, ChildOfSealedOriginIsLinkedToNobody) {
  Seal();
  v1::RegisterSubjectRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  request.mutable_access()->set_need("WORDS-MARK");
  request.set_alias("B");
  request.set_sealed_origin(true);
  const auto entered = world_.Ask<v1::RegisterSubjectResponse>(
      World::Nurse(), "SubjectService/RegisterSubject", request);
  ASSERT_THAT(world_.last_status(), IsOk());
  const v1::SubjectRow row = StoredSubject(world_, entered.subject().name());
  EXPECT_TRUE(row.sealed_origin());
  EXPECT_TRUE(row.child_born());
  ASSERT_EQ(entered.disclosure().evidence_size(), 1);
  const auto leaf =
      world_.log().Find(entered.disclosure().evidence(0).leaf_hash());
  ASSERT_THAT(leaf.status(), IsOk());
  for (const std::string* group :
       {&leaf->exchange_group, &leaf->office_group, &leaf->subject_group}) {
    EXPECT_FALSE(absl::StrContains(*group, opening_.subject.substr(9)));
    EXPECT_FALSE(absl::StrContains(*group, "WORDS-MARK"));
  }
  // Nothing of the mother's is kept under the child.
  for (const v1::Record& record : {Pregnancy(), Birth()}) {
    const Release refused =
        world_.Call(World::Nurse(), "SectionService/DraftSection",
                    DraftOf(entered.subject().name(), record));
    EXPECT_THAT(refused.status, StatusIs(StatusCode::kFailedPrecondition));
  }
  EXPECT_THAT(world_
                  .Call(World::Nurse(), "SectionService/DraftSection",
                        DraftOf(entered.subject().name(), Profile()))
                  .status,
              IsOk());
}

TEST_F(SubjectLifeTest, HoldFreezesWhatIsSaidOfHerForEverybodyButItsHolder) {
  InCase(world_, World::Nurse(), opening_, Income());
  ASSERT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              IsOk());
  ASSERT_THAT(Hold(World::Chief(), opening_.subject, true).status, IsOk());
  EXPECT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Seen(World::Nurse()), HasSubstr("EMPLOYER-MARK"));
  EXPECT_TRUE(StoredSubject(world_, opening_.subject).legal_hold());
}

TEST_F(SubjectLifeTest, HoldIsLetGoByWhoeverSetIt) {
  ASSERT_THAT(Hold(World::Chief(), opening_.subject, true).status, IsOk());
  EXPECT_THAT(Hold(World::Chief(), opening_.subject, false).status, IsOk());
  EXPECT_THAT(ReadCase(world_, World::Worker(), opening_.a_case).status,
              IsOk());
}

TEST_F(SubjectLifeTest, HoldNeedsAReasonAndTheRole) {
  const Release without = Hold(World::Chief(), opening_.subject, true, "");
  EXPECT_THAT(without.status, StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(without.status.message()), HasSubstr("access.need"));
  const Release nurse = Hold(World::Nurse(), opening_.subject, true);
  EXPECT_THAT(nurse.status, StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(CodesLogged(world_, nurse),
              ElementsAre(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED));
  const Release hidden = Hold(Director(), opening_.subject, true);
  EXPECT_THAT(hidden.status, StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(
      Outward(hidden),
      Outward(Hold(Director(), std::string("subjects/") + kAbsentId, true)));
  EXPECT_FALSE(StoredSubject(world_, opening_.subject).legal_hold());
}

// A consent by others does not carry over the child's own refusal (SR-25).
TEST_F(SubjectLifeTest, ChildsWillClosesWhatRestsOnConsent) {
  ASSERT_THAT(
      ReadMessage(world_, World::Nurse(), opening_.message, v1::PURPOSE_INTAKE)
          .response,
      HasSubstr("COMPLAINT-MARK"));
  ASSERT_THAT(Will(World::Nurse(), opening_.subject, true).status, IsOk());
  EXPECT_THAT(
      ReadMessage(world_, World::Nurse(), opening_.message, v1::PURPOSE_INTAKE)
          .response,
      ::testing::Not(HasSubstr("COMPLAINT-MARK")));
  ASSERT_THAT(Will(World::Nurse(), opening_.subject, false).status, IsOk());
  EXPECT_THAT(
      ReadMessage(world_, World::Nurse(), opening_.message, v1::PURPOSE_INTAKE)
          .response,
      HasSubstr("COMPLAINT-MARK"));
}

TEST_F(SubjectLifeTest, WillIsThatOfAChildOfFifteenOrMore) {
  v1::Record profile;
  // Fifteen in Japan in two days, at midnight.
  profile.mutable_subject_profile()->set_birth_date("2011-11-23");
  InCase(world_, World::Nurse(), opening_, profile);
  EXPECT_THAT(Will(World::Nurse(), opening_.subject, true).status,
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_FALSE(StoredSubject(world_, opening_.subject).child_15_withholds());
  world_.clock().Advance(absl::Hours(24 * 2));
  EXPECT_THAT(Will(World::Nurse(), opening_.subject, true).status, IsOk());
}

TEST_F(SubjectLifeTest, WillOfSomebodyHiddenIsNotRecorded) {
  const Release hidden = Will(Officer(), opening_.subject, true);
  EXPECT_THAT(hidden.status, StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(
      Outward(hidden),
      Outward(Will(Officer(), std::string("subjects/") + kAbsentId, true)));
  EXPECT_FALSE(StoredSubject(world_, opening_.subject).child_15_withholds());
}

// Being asked by the mother's name is not ruled out by the child's.
TEST_F(SubjectLifeTest, InquiryByTheMothersNameReachesTheLeadAfterABirth) {
  InCase(world_, World::Nurse(), opening_, Birth());
  Opening of_child = opening_;
  of_child.subject = Child(World::Nurse(), opening_.a_case);
  v1::Record profile;
  profile.mutable_subject_profile()->set_legal_name("架空 太郎");
  InCase(world_, World::Nurse(), of_child, profile);
  v1::RecordInquiryRequest inquiry;
  *inquiry.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  inquiry.mutable_inquiry()->set_received_at(
      absl::ToUnixSeconds(world_.clock().Now()));
  inquiry.mutable_inquiry()->set_name_asked_about("架空 花子");
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/RecordInquiry", inquiry).status,
      IsOk());
  const auto inbox = InboxOf(world_, World::Nurse());
  EXPECT_EQ(inbox.messages(inbox.messages_size() - 1).kind(),
            v1::MESSAGE_KIND_INQUIRY_ALERT);
}

}  // namespace
}  // namespace tasuki::exchange
