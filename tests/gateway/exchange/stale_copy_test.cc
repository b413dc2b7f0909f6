#include <set>
#include <string>
#include <vector>

#include "gateway/exchange/scopes.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// What becomes of copies when their origin is corrected or taken back (SR-23).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

v1::Record SosWith(const std::string& summary) {
  v1::Record record;
  record.mutable_sos_contact()->set_channel(v1::CONTACT_CHANNEL_LINE);
  record.mutable_sos_contact()->mutable_complaint()->set_text("COMPLAINT");
  record.mutable_sos_contact()->mutable_complaint()->set_reviewed_summary(
      summary);
  return record;
}

// The pregnancy-SOS service corrects what maternal health has a copy of.
class CopyInTheCase : public ::testing::Test {
 protected:
  CopyInTheCase() : opening_(PlayOpening(world_)) {
    AddFamilySupport(world_, opening_);
    EXPECT_THAT(Case(), HasSubstr("SUMMARY-MARK"));
  }

  std::string Case() {
    return ReadCase(world_, World::Worker(), opening_.a_case).response;
  }
  std::string Copy() {
    v1::GetCaseResponse read;
    read.ParseFromString(
        ReadCase(world_, World::Nurse(), opening_.a_case).response);
    for (const v1::Section& section : read.case_().sections()) {
      if (section.kind() == v1::SECTION_KIND_SOS_CONTACT) return section.name();
    }
    return "";
  }
  // As the person is shown the statement in the case.
  v1::SectionState StateShown(const World::Person& person) {
    v1::GetCaseResponse read;
    read.ParseFromString(ReadCase(world_, person, opening_.a_case).response);
    for (const v1::Section& section : read.case_().sections()) {
      if (section.kind() == v1::SECTION_KIND_SOS_CONTACT) {
        return section.state();
      }
    }
    return v1::SECTION_STATE_UNSPECIFIED;
  }
  std::string PassedToFamilySupport() {
    return Sent(world_, World::Nurse(),
                MessageTo(kFamily, v1::MESSAGE_KIND_INFORMATION,
                          opening_.subject, {Copy()}));
  }
  std::string TakenOverByFamilySupport() {
    return Accepted(world_, World::Worker(), PassedToFamilySupport(),
                    opening_.a_case)
        .front();
  }

  World world_;
  const Opening opening_;
};

// At once, whatever the holder of the copy does; and again once it acts. They
// are told of the copy, and nothing of where it came from.
TEST_F(CopyInTheCase, ReadersOfACopyAreToldByItsHolder) {
  const std::string copy = Copy();
  const std::string next = Corrected(world_, World::Npo(), opening_.sections[0],
                                     SosWith("RIGHT-MARK"));
  const auto at_once = NoticesTo(world_, World::Worker());
  ASSERT_THAT(at_once, SizeIs(1));
  EXPECT_EQ(at_once[0].sender(), kMaternal);
  EXPECT_THAT(at_once[0].replaced(), ElementsAre(copy));
  const Release read = ReadMessage(world_, World::Worker(), at_once[0].name());
  EXPECT_THAT(read.response, Not(HasSubstr(kNpo)));
  EXPECT_THAT(read.response, Not(HasSubstr(opening_.sections[0])));
  EXPECT_THAT(read.response, Not(HasSubstr(next)));
  EXPECT_EQ(StateShown(World::Worker()), v1::SECTION_STATE_CORRECTED);
  EXPECT_EQ(StateShown(World::Nurse()), v1::SECTION_STATE_CORRECTED);
  const auto notices = NoticesTo(world_, World::Nurse());
  ASSERT_THAT(notices, SizeIs(1));
  Accepted(world_, World::Nurse(), notices[0].name(), "", v1::PURPOSE_INTAKE);
  EXPECT_THAT(Case(), HasSubstr("RIGHT-MARK"));
  EXPECT_THAT(Case(), Not(HasSubstr("SUMMARY-MARK")));
  EXPECT_EQ(StateShown(World::Worker()), v1::SECTION_STATE_CONFIRMED);
  const auto of_the_copy = NoticesTo(world_, World::Worker());
  ASSERT_THAT(of_the_copy, SizeIs(2));
  EXPECT_EQ(of_the_copy[1].sender(), kMaternal);
  EXPECT_THAT(NoticesTo(world_, World::Nurse()), SizeIs(1));
}

TEST_F(CopyInTheCase, WhatWasTakenBackIsReadByTheHolderOfItsCopyAlone) {
  ASSERT_THAT(Retract(world_, World::Npo(), opening_.sections[0]).status,
              IsOk());
  EXPECT_THAT(Case(), Not(HasSubstr("SUMMARY-MARK")));
  EXPECT_THAT(NoticesTo(world_, World::Worker()), SizeIs(1));
  EXPECT_THAT(ReadCase(world_, World::Nurse(), opening_.a_case).response,
              HasSubstr("SUMMARY-MARK"));
  EXPECT_EQ(StateShown(World::Nurse()), v1::SECTION_STATE_RETRACTED);
}

// Along the whole chain: family support took maternal health's copy over, and
// the overseer read both.
TEST_F(CopyInTheCase, ACopyOfACopyIsStaleAsWell) {
  const std::string second = TakenOverByFamilySupport();
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  get.set_name(opening_.a_case);
  EXPECT_THAT(world_.Call(World::Chief(), "CaseService/GetCase", get).response,
              HasSubstr(second));
  ASSERT_THAT(Retract(world_, World::Npo(), opening_.sections[0]).status,
              IsOk());
  const auto notices = NoticesTo(world_, World::Chief());
  ASSERT_THAT(notices, SizeIs(2));
  std::set<std::string> senders = {notices[0].sender(), notices[1].sender()};
  EXPECT_THAT(senders, ElementsAre(kFamily, kMaternal));
  EXPECT_THAT(world_.Call(World::Chief(), "CaseService/GetCase", get).response,
              Not(HasSubstr("SUMMARY-MARK")));
  EXPECT_THAT(Case(), HasSubstr(second));
}

// Who did not act on a correction hears of what becomes of the next version.
TEST_F(CopyInTheCase, ACopyOfAnEarlierVersionIsTakenBackWithTheLast) {
  const std::string second = Corrected(
      world_, World::Npo(), opening_.sections[0], SosWith("RIGHT-MARK"));
  EXPECT_THAT(Case(), HasSubstr("SUMMARY-MARK"));
  ASSERT_THAT(Retract(world_, World::Npo(), second).status, IsOk());
  EXPECT_THAT(Case(), Not(HasSubstr("SUMMARY-MARK")));
  EXPECT_THAT(NoticesTo(world_, World::Worker()), SizeIs(2));
  EXPECT_THAT(NoticesTo(world_, World::Nurse()), SizeIs(2));
}

// A message that was on its way when its section became stale.
TEST_F(CopyInTheCase, AStaleCopyIsNotTakenOver) {
  const std::string message = PassedToFamilySupport();
  Corrected(world_, World::Npo(), opening_.sections[0], SosWith("RIGHT-MARK"));
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  accept.set_name(message);
  EXPECT_THAT(
      world_.Call(World::Worker(), "MessageService/AcceptMessage", accept)
          .status,
      StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(CopyInTheCase, AStaleCopyIsNotPassedOn) {
  const std::string copy = Copy();
  const v1::SendMessageRequest send = MessageTo(
      kFamily, v1::MESSAGE_KIND_INFORMATION, opening_.subject, {copy});
  EXPECT_THAT(Send(world_, World::Nurse(), send).status, IsOk());
  ASSERT_THAT(Retract(world_, World::Npo(), opening_.sections[0]).status,
              IsOk());
  EXPECT_EQ(Send(world_, World::Nurse(), send).status.code(),
            absl::StatusCode::kFailedPrecondition);
  // Its holder takes it back as well.
  EXPECT_THAT(Retract(world_, World::Nurse(), copy).status, IsOk());
  EXPECT_THAT(Case(), Not(HasSubstr("SUMMARY-MARK")));
  EXPECT_THAT(NoticesTo(world_, World::Worker()), SizeIs(2));
}

void EraseLogOf(World& world, const std::string& subject) {
  Transaction erasure;
  erasure.changes.destroyed_scopes.push_back(
      SubjectScope(subject.substr(subject.find('/') + 1), "log"));
  Commit(world, erasure);
}

// Who read is known to nobody any more; who holds a copy is.
TEST_F(CopyInTheCase, WhereTheLogIsErasedWhoHoldsACopyIsToldAllTheSame) {
  EraseLogOf(world_, opening_.subject);
  ASSERT_THAT(Retract(world_, World::Npo(), opening_.sections[0]).status,
              IsOk());
  EXPECT_THAT(NoticesTo(world_, World::Nurse()), SizeIs(1));
  EXPECT_THAT(NoticesTo(world_, World::Worker()), SizeIs(0));
}

// The hospital informs the municipality, or persons of it by name alone; that
// it was read is erased, and it is taken back.
class ErasedLogTest : public ::testing::Test {
 protected:
  void SendReadEraseAndRetract(const std::vector<std::string>& persons) {
    const std::string patient = Registered(world_, SocialWorker());
    v1::Record record;
    record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
    const std::string section =
        Confirmed(world_, SocialWorker(), DraftOf(patient, record));
    v1::SendMessageRequest send =
        MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, patient, {section});
    send.set_basis(v1::BASIS_CODE_CWA_21_10_5);
    send.set_attempt(v1::CONSENT_ATTEMPT_GIVEN_IN_PART);
    send.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
    send.mutable_persons()->Add(persons.begin(), persons.end());
    const std::string message = Sent(world_, SocialWorker(), send);
    ASSERT_THAT(ReadMessage(world_, World::Nurse(), message).status, IsOk());
    EraseLogOf(world_, patient);
    ASSERT_THAT(Retract(world_, SocialWorker(), section).status, IsOk());
  }
  World world_;
};

TEST_F(ErasedLogTest, WhoWasSentItOnAStatedBasisIsToldAllTheSame) {
  SendReadEraseAndRetract({});
  EXPECT_THAT(NoticesTo(world_, World::Nurse()), SizeIs(1));
  EXPECT_THAT(NoticesTo(world_, World::Clerk()), SizeIs(1));
}

TEST_F(ErasedLogTest, ButNobodyBesideWhomItWasFor) {
  SendReadEraseAndRetract({World::Nurse().id});
  EXPECT_THAT(NoticesTo(world_, World::Nurse()), SizeIs(1));
  EXPECT_THAT(NoticesTo(world_, World::Clerk()), SizeIs(0));
}

}  // namespace
}  // namespace tasuki::exchange
