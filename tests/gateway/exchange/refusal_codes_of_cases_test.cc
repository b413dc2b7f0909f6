// The refusal codes of what a case shows and to whom, of inquiries, and of what
// is released to a conference: what a ceiling closes is in the log with its
// code, and outwardly is not there.
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/conference_service.pb.h"
#include "tests/gateway/exchange/life.h"
#include "tests/gateway/exchange/refusal_code.h"

namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;

constexpr char kEmployer[] = "EMPLOYER-MARK";
constexpr char kChildrensHome[] = "bodies/childrens-home";

v1::Record Income() {
  v1::Record record;
  record.mutable_livelihood()->set_employer(kEmployer);
  return record;
}

// Of the children's home, for family support.
World::Person Seconded() { return {"p-sec-1", kFamily, v1::ROLE_CW}; }

// A case that maternal health leads, with family support on the team.
class CaseRefusalCodeTest : public RefusalCodeTest {
 protected:
  CaseRefusalCodeTest() { AddFamilySupport(world_, opening_); }

  Release Read(const World::Person& person) {
    return ReadCase(world_, person, opening_.a_case);
  }
  // On a request for a copy that the chief records for who asks.
  v1::DecideCopyRequestRequest DecisionOn(v1::CopyRequester requester) {
    v1::RecordCopyRequestRequest record;
    *record.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    record.set_case_(opening_.a_case);
    record.set_subject(opening_.subject);
    record.set_requester(requester);
    v1::DecideCopyRequestRequest decision;
    *decision.mutable_access() = record.access();
    decision.set_name(
        world_
            .Ask<v1::RecordCopyRequestResponse>(
                World::Chief(), "SubjectService/RecordCopyRequest", record)
            .copy_request());
    return decision;
  }
  Release Decide(const v1::DecideCopyRequestRequest& decision) {
    return world_.Call(World::Chief(), "SubjectService/DecideCopyRequest",
                       decision);
  }
  // The case is not there for the person, though it was a moment ago.
  void ExpectHiddenFrom(const World::Person& person) {
    ExpectHidden(Read(person), ReadAbsentCase(person));
  }
  void Write(const World::Person& person, const v1::Record& record) {
    InCase(world_, person, opening_, record);
  }
  v1::EndTeamEntryRequest KeepingAway(const std::string& person) {
    v1::EndTeamEntryRequest keep;
    *keep.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    keep.set_case_(opening_.a_case);
    keep.set_party(kFamily);
    keep.add_persons(person);
    return keep;
  }
  Release Releasing(const std::string& section) {
    v1::CreateSeriesRequest create;
    *create.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
    create.set_title("第2木曜 定例");
    create.add_members(kFamily);
    v1::ReleaseItemRequest release;
    *release.mutable_access() = create.access();
    release.set_series(
        world_
            .Ask<v1::CreateSeriesResponse>(
                World::Nurse(), "ConferenceService/CreateSeries", create)
            .series());
    release.set_section(section);
    return world_.Call(World::Nurse(), "ConferenceService/ReleaseItem",
                       release);
  }

  const Opening opening_ = PlayOpening(world_);
};

TEST_F(CaseRefusalCodeTest, NotOnCaseTeam) {
  ExpectHiddenFrom(World::Therapist());
}

TEST_F(CaseRefusalCodeTest, LegalHold) {
  ASSERT_THAT(Read(World::Worker()).status, IsOk());
  v1::SetLegalHoldRequest hold;
  *hold.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  hold.mutable_access()->set_need("NEED-MARK");
  hold.set_subject(opening_.subject);
  hold.set_held(true);
  ASSERT_THAT(
      world_.Call(World::Chief(), "SubjectService/SetLegalHold", hold).status,
      IsOk());
  ExpectHiddenFrom(World::Worker());
}

// Who is a relative or a neighbour is kept away by name, and let in again.
TEST_F(CaseRefusalCodeTest, ConflictOfInterest) {
  const World::Person worker = World::Worker();
  ASSERT_THAT(Read(worker).status, IsOk());
  ASSERT_THAT(world_
                  .Call(World::Nurse(), "CaseService/EndTeamEntry",
                        KeepingAway(worker.id))
                  .status,
              IsOk());
  ExpectHiddenFrom(worker);
  EXPECT_THAT(Read(Coordinator()).status, IsOk());  // the party stays
  AddToTeam(world_, opening_, kFamily, v1::RELATION_MEMBER, {worker.id});
  EXPECT_THAT(Read(worker).status, IsOk());
  // What the directory says: the home body has a part in the case.
  ASSERT_THAT(Read(Seconded()).status, IsOk());
  AddToTeam(world_, opening_, kChildrensHome, v1::RELATION_MEMBER);
  ExpectHiddenFrom(Seconded());
}

TEST_F(CaseRefusalCodeTest, CityOnlyCase) {
  ASSERT_THAT(Reclassify(world_, World::Nurse(), opening_.a_case,
                         v1::CASE_CLASS_PROTECTION)
                  .status,
              IsOk());
  ASSERT_THAT(world_
                  .Call(Coordinator(), "CaseService/RegisterInCouncil",
                        Registration(opening_.a_case, {kGuidance}))
                  .status,
              IsOk());
  Write(World::Nurse(), Income());
  ASSERT_THAT(Reclassify(world_, World::Nurse(), opening_.a_case,
                         v1::CASE_CLASS_SUPPORT)
                  .status,
              IsOk());
  ExpectLowered(Read(Officer()), kEmployer);
}

TEST_F(CaseRefusalCodeTest, LocationProtected) {
  v1::Record places = Profile();
  places.mutable_subject_profile()->set_resident_address("ADDRESS-MARK");
  Write(World::Nurse(), places);
  ASSERT_THAT(Read(World::Worker()).response, HasSubstr("ADDRESS-MARK"));
  v1::Record measure;
  measure.mutable_subject_profile()->mutable_address_protection()->set_active(
      true);
  Write(World::Nurse(), measure);
  ExpectLowered(Read(World::Worker()), "ADDRESS-MARK");
}

TEST_F(CaseRefusalCodeTest, ReporterProtected) {
  v1::Record intake;
  v1::Reporter& reporter = *intake.mutable_report_intake()->mutable_reporter();
  reporter.set_kind(v1::REPORTER_KIND_NEIGHBOUR);
  reporter.set_name("REPORTER-MARK");
  Write(World::Worker(), intake);
  EXPECT_THAT(Read(World::Worker()).response, HasSubstr("REPORTER-MARK"));
  ExpectLowered(Read(World::Nurse()), "REPORTER-MARK");
}

TEST_F(CaseRefusalCodeTest, ThirdPartyHarm) {
  v1::DraftSectionRequest draft = DraftOf(opening_.subject, Income());
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  draft.set_case_(opening_.a_case);
  Confirmed(world_, World::Nurse(), draft, /*third_party_harm=*/true);
  EXPECT_THAT(Read(World::Nurse()).response, HasSubstr(kEmployer));
  ExpectLowered(Read(World::Worker()), kEmployer);
}

// She is pregnant: her parents are not let in as her representatives.
TEST_F(CaseRefusalCodeTest, AdverseRequester) {
  v1::DecideCopyRequestRequest decision = DecisionOn(v1::COPY_REQUESTER_PARENT);
  decision.set_identity_verified(true);
  decision.set_authority_checked(true);
  decision.set_safe_to_hand_over(true);
  ExpectTold(Decide(decision));
}
// Nothing is prepared for somebody of whom nobody knows who it is.
TEST_F(CaseRefusalCodeTest, RepresentativeUnverified) {
  v1::DecideCopyRequestRequest decision =
      DecisionOn(v1::COPY_REQUESTER_SUBJECT);
  decision.set_safe_to_hand_over(true);
  ExpectTold(Decide(decision));
}

TEST_F(CaseRefusalCodeTest, ChannelUnsafe) {
  Write(World::Nurse(), Profile());
  v1::CheckContactRequest check;
  *check.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  check.set_subject(opening_.subject);
  check.set_case_(opening_.a_case);
  check.set_channel(v1::CONTACT_CHANNEL_HOME_MAIL);
  const auto answer = world_.Ask<v1::CheckContactResponse>(
      World::Nurse(), "CaseService/CheckContact", check);
  EXPECT_FALSE(answer.allowed());
  ExpectNoted(answer.disclosure());
}

// The answer is the same about anybody.
TEST_F(CaseRefusalCodeTest, NeitherConfirmNorDeny) {
  v1::RecordInquiryRequest ask;
  *ask.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  ask.mutable_inquiry()->set_channel(v1::CONTACT_CHANNEL_HOME_PHONE);
  Write(World::Nurse(), Profile());  // the first name is hers
  std::string said;
  for (const char* name : {"NAME-MARK", "NOBODY-MARK"}) {
    ask.mutable_inquiry()->set_name_asked_about(name);
    auto answer = world_.Ask<v1::RecordInquiryResponse>(
        World::Clerk(), "CaseService/RecordInquiry", ask);
    ExpectNoted(answer.disclosure());
    answer.mutable_disclosure()->clear_evidence();
    if (said.empty()) said = answer.SerializeAsString();
    EXPECT_EQ(answer.SerializeAsString(), said);
  }
}

TEST_F(CaseRefusalCodeTest, RecordUnconfirmed) {
  v1::DraftSectionRequest draft = DraftOf(opening_.subject, Income());
  draft.set_case_(opening_.a_case);
  const auto drafted = world_.Ask<v1::DraftSectionResponse>(
      World::Nurse(), "SectionService/DraftSection", draft);
  ExpectTold(Releasing(drafted.section()));
}

// Nothing that a profile says is ever for a conference.
TEST_F(CaseRefusalCodeTest, AudienceLevel) {
  ExpectTold(Releasing(InCase(world_, World::Nurse(), opening_, Profile())));
}

}  // namespace
}  // namespace tasuki::exchange
