#include "tasuki/v1/case_service.pb.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Versions of a section: who corrects or takes back what, and what then stands.
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Record ClinicSays(const std::string& clinic) {
  v1::Record record = Pregnancy();
  record.mutable_pregnancy()->set_clinic(clinic);
  return record;
}

// A case in which maternal health has written down a pregnancy.
class CorrectionTest : public ::testing::Test {
 protected:
  CorrectionTest()
      : opening_(PlayOpening(world_)),
        section_(
            InCase(world_, World::Nurse(), opening_, ClinicSays("OLD-MARK"))) {}

  std::string Case() {
    const Release release = ReadCase(world_, World::Nurse(), opening_.a_case);
    EXPECT_THAT(release.status, IsOk());
    return release.response;
  }
  absl::Status Correct(const World::Person& person, const std::string& section,
                       const v1::Record& record,
                       const std::string& reason = "") {
    return world_
        .Call(person, "SectionService/CorrectSection",
              CorrectionOf(section, record, reason))
        .status;
  }

  World world_;
  const Opening opening_;
  const std::string section_;
};

TEST_F(CorrectionTest, ANewVersionTakesThePlaceOfTheOldInTheCase) {
  const std::string next =
      Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  EXPECT_THAT(Case(), HasSubstr("NEW-MARK"));
  EXPECT_THAT(Case(), Not(HasSubstr("OLD-MARK")));
  const v1::SectionRow old = SectionRowOf(world_, section_);
  EXPECT_EQ(old.state(), v1::SECTION_STATE_CORRECTED);
  EXPECT_EQ("sections/" + old.corrected_by(), next);
  const v1::SectionRow row = SectionRowOf(world_, next);
  EXPECT_EQ(row.state(), v1::SECTION_STATE_CONFIRMED);
  EXPECT_EQ("sections/" + row.corrects(), section_);
  EXPECT_EQ(row.case_(), old.case_());
  EXPECT_EQ(row.subject(), old.subject());
  EXPECT_EQ(row.holder(), old.holder());
  EXPECT_EQ(row.kind(), old.kind());
  EXPECT_EQ(old.ended_at(), row.confirmed_at());
}

TEST_F(CorrectionTest, UntilItIsConfirmedTheOldVersionStands) {
  DraftCorrection(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  EXPECT_THAT(Case(), HasSubstr("OLD-MARK"));
  EXPECT_THAT(Case(), Not(HasSubstr("NEW-MARK")));
  EXPECT_EQ(SectionRowOf(world_, section_).state(),
            v1::SECTION_STATE_CONFIRMED);
}

TEST_F(CorrectionTest, WhatIsTakenBackNobodyReadsAnyMore) {
  ASSERT_THAT(Retract(world_, World::Nurse(), section_).status, IsOk());
  EXPECT_THAT(Case(), Not(HasSubstr("OLD-MARK")));
  const v1::SectionRow row = SectionRowOf(world_, section_);
  EXPECT_EQ(row.state(), v1::SECTION_STATE_RETRACTED);
  EXPECT_NE(row.ended_at(), 0);
  EXPECT_EQ(row.reason(), "not hers");
}

TEST_F(CorrectionTest, TheVersionsAreListedOldestFirstWhicheverIsNamed) {
  const std::string second =
      Corrected(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  const std::string third =
      Corrected(world_, World::Nurse(), second, ClinicSays("NEWEST-MARK"));
  for (const std::string& named : {section_, second, third}) {
    const auto versions = VersionsOf(world_, World::Clerk(), named);
    ASSERT_EQ(versions.size(), 3);
    EXPECT_EQ(versions[0].name(), section_);
    EXPECT_EQ(versions[0].state(), v1::SECTION_STATE_CORRECTED);
    EXPECT_EQ(versions[0].reason(), "");
    EXPECT_EQ(versions[0].recorded_by(), World::Nurse().id);
    EXPECT_NE(versions[0].ended_at(), 0);
    EXPECT_EQ(versions[1].name(), second);
    EXPECT_EQ(versions[1].reason(), "typed");
    EXPECT_EQ(versions[2].name(), third);
    EXPECT_EQ(versions[2].state(), v1::SECTION_STATE_CONFIRMED);
    EXPECT_EQ(versions[2].ended_at(), 0);
  }
}

TEST_F(CorrectionTest, OnlyTheHolderCorrectsTakesBackAndSeesVersions) {
  AddFamilySupport(world_, opening_);
  const std::string absent = std::string("sections/") + kAbsentId;
  v1::ListSectionVersionsRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  std::vector<std::string> outward;
  for (const std::string& name : {section_, absent}) {
    list.set_name(name);
    outward.push_back(
        Outward(world_.Call(World::Worker(), "SectionService/CorrectSection",
                            CorrectionOf(name, ClinicSays("NEW-MARK")))));
    outward.push_back(Outward(Retract(world_, World::Worker(), name)));
    outward.push_back(Outward(world_.Call(
        World::Worker(), "SectionService/ListSectionVersions", list)));
  }
  EXPECT_THAT(outward[0], HasSubstr("NOT_FOUND"));
  for (const std::string& one : outward) EXPECT_EQ(one, outward[0]);
}

TEST_F(CorrectionTest, WhatHasEndedEndsNoSecondTime) {
  const std::string first =
      DraftCorrection(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  const std::string second = DraftCorrection(world_, World::Nurse(), section_,
                                             ClinicSays("OTHER-MARK"));
  ASSERT_THAT(ConfirmDraft(world_, World::Nurse(), first).status, IsOk());
  EXPECT_EQ(ConfirmDraft(world_, World::Nurse(), second).status.code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Correct(World::Nurse(), section_, ClinicSays("X")).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Retract(world_, World::Nurse(), section_).status.code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Case(), HasSubstr("NEW-MARK"));
  EXPECT_THAT(Case(), Not(HasSubstr("OTHER-MARK")));
}

TEST_F(CorrectionTest, ADraftOfWhatWasTakenBackIsRefused) {
  const std::string draft =
      DraftCorrection(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  ASSERT_THAT(Retract(world_, World::Nurse(), section_).status, IsOk());
  EXPECT_EQ(ConfirmDraft(world_, World::Nurse(), draft).status.code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Case(), Not(HasSubstr("NEW-MARK")));
}

TEST_F(CorrectionTest, ADraftIsNeitherCorrectedNorTakenBack) {
  const std::string draft =
      DraftCorrection(world_, World::Nurse(), section_, ClinicSays("NEW-MARK"));
  EXPECT_EQ(Correct(World::Nurse(), draft, ClinicSays("X")).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Retract(world_, World::Nurse(), draft).status.code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(CorrectionTest, WhatTheGatewayWroteItselfIsNotCorrected) {
  v1::GetCaseResponse read;
  read.ParseFromString(Case());
  for (const v1::Section& section : read.case_().sections()) {
    if (section.kind() != v1::SECTION_KIND_CASE_MANAGEMENT) continue;
    EXPECT_EQ(Retract(world_, World::Nurse(), section.name()).status.code(),
              absl::StatusCode::kFailedPrecondition);
    return;
  }
  FAIL() << "the case has no section of its own";
}

TEST_F(CorrectionTest, ACopyIsCorrectedWhereItCameFrom) {
  v1::GetCaseResponse read;
  read.ParseFromString(Case());
  for (const v1::Section& section : read.case_().sections()) {
    if (section.kind() != v1::SECTION_KIND_SOS_CONTACT) continue;
    ASSERT_EQ(section.origin(), kNpo);
    EXPECT_EQ(Correct(World::Nurse(), section.name(), section.record()).code(),
              absl::StatusCode::kFailedPrecondition);
    EXPECT_THAT(Retract(world_, World::Nurse(), section.name()).status, IsOk());
    EXPECT_THAT(Case(), Not(HasSubstr("SUMMARY-MARK")));
    return;
  }
  FAIL() << "there is no copy";
}

TEST_F(CorrectionTest, BadInputIsRefusedByFieldAndStoresNothing) {
  const absl::Status kind = Correct(World::Nurse(), section_, Profile());
  EXPECT_EQ(kind.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(kind.message()), HasSubstr("record"));
  const std::string long_text(401, 'L');
  const absl::Status reason =
      Correct(World::Nurse(), section_, ClinicSays("X"), long_text);
  EXPECT_EQ(reason.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(reason.message()), HasSubstr("reason"));
  EXPECT_THAT(std::string(reason.message()), Not(HasSubstr("LLL")));
  EXPECT_EQ(world_
                .Call(World::Nurse(), "SectionService/RetractSection",
                      RetractionOf(section_, long_text))
                .status.code(),
            absl::StatusCode::kInvalidArgument);
  for (const char* name : {"", "sections/", "cases/x", "sections/../x"}) {
    EXPECT_EQ(Correct(World::Nurse(), name, ClinicSays("X")).code(),
              absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(Retract(world_, World::Nurse(), name).status.code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_EQ(VersionsOf(world_, World::Nurse(), section_).size(), 1);
  EXPECT_THAT(Case(), HasSubstr("OLD-MARK"));
}

TEST_F(CorrectionTest, TheHolderCorrectsAfterItLeftTheCase) {
  AddFamilySupport(world_, opening_);
  const std::string section =
      InCase(world_, World::Worker(), opening_, ClinicSays("FAMILY-MARK"));
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening_.a_case);
  end.set_party(kFamily);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
  EXPECT_THAT(Retract(world_, World::Worker(), section).status, IsOk());
}

TEST_F(CorrectionTest, TheSameCallTwiceIsOneCorrection) {
  v1::RetractSectionRequest retract = RetractionOf(section_);
  retract.set_request_id("retract-once-0001");
  const Release first =
      world_.Call(World::Nurse(), "SectionService/RetractSection", retract);
  const Release second =
      world_.Call(World::Nurse(), "SectionService/RetractSection", retract);
  ASSERT_THAT(first.status, IsOk());
  EXPECT_THAT(second.status, IsOk());
  EXPECT_EQ(first.response, second.response);
}

// A birth that is sealed stays sealed, whatever becomes of the record.
TEST(CorrectionEffectTest, TheSealDoesNotGoOffWithTheRecordThatSetIt) {
  World world;
  const std::string subject = Registered(world, World::Npo());
  v1::Record wish;
  wish.mutable_intention()->set_birth_mode(v1::BIRTH_MODE_CONFIDENTIAL);
  const std::string section =
      Confirmed(world, World::Npo(), DraftOf(subject, wish));
  const auto sealed = [&] {
    v1::SubjectRow row;
    row.ParseFromString(world.ledger()
                            .Read()
                            .value()
                            ->Read({Table::kSubject, subject.substr(9)})
                            .value()
                            ->body);
    return row.sealed_birth();
  };
  ASSERT_TRUE(sealed());
  ASSERT_THAT(Retract(world, World::Npo(), section).status, IsOk());
  EXPECT_TRUE(sealed());
}

}  // namespace
}  // namespace tasuki::exchange
