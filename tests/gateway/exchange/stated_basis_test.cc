#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// What a sender passes on by its own decision: technical consultation (#6) and
// information for the municipality (#11).
namespace tasuki::exchange {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

v1::SendMessageRequest Consultation(const Opening& opening,
                                    const std::vector<std::string>& sections) {
  v1::SendMessageRequest send = MessageTo(
      kGuidance, v1::MESSAGE_KIND_CONSULTATION, opening.subject, sections);
  send.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
  return send;
}

v1::SendMessageRequest Information(const std::string& subject,
                                   const std::vector<std::string>& sections) {
  v1::SendMessageRequest send =
      MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, subject, sections);
  send.set_basis(v1::BASIS_CODE_CWA_21_10_5);
  send.set_attempt(v1::CONSENT_ATTEMPT_GIVEN_IN_PART);
  send.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  return send;
}

// A patient whom the hospital registers itself.
std::string Patient(World& world) { return Registered(world, SocialWorker()); }

v1::Record Livelihood() {
  v1::Record record;
  record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  record.mutable_livelihood()->set_employer("EMPLOYER-MARK");
  return record;
}

TEST(StatedBasisTest, ConsultationShowsFactsInClassesAndNoIdentity) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string message =
      Sent(world, World::Nurse(),
           Consultation(opening,
                        {InCase(world, World::Nurse(), opening, Profile()),
                         InCase(world, World::Nurse(), opening, Pregnancy())}));
  const Release read =
      ReadMessage(world, Officer(), message, v1::PURPOSE_ASSESSMENT);
  ASSERT_THAT(read.status, IsOk());
  v1::GetMessageResponse seen;
  seen.ParseFromString(read.response);
  ASSERT_EQ(seen.sections_size(), 1);  // the profile is not among them
  EXPECT_TRUE(seen.sections(0).record().has_pregnancy());
  EXPECT_EQ(seen.sections(0).case_(), "");
  EXPECT_THAT(read.response, Not(HasSubstr("2027-01-20")));
  EXPECT_EQ(seen.header().basis(), v1::BASIS_CODE_CWA_10_CONSULT);
}

TEST(StatedBasisTest, IdentityAloneIsNotNeededForAConsultation) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::Record name;
  name.mutable_subject_profile()->set_legal_name("NAME-MARK");
  const Release release = Send(
      world, World::Nurse(),
      Consultation(opening, {InCase(world, World::Nurse(), opening, name)}));
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_MINIMISED);
}

TEST(StatedBasisTest, WithoutTheStatementNothingReachesTheGuidanceCentre) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::SendMessageRequest send = Consultation(
      opening, {InCase(world, World::Nurse(), opening, Pregnancy())});
  send.clear_basis();
  EXPECT_THAT(Send(world, World::Nurse(), send).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

// The ground is the recipient's of the message and nobody else's.
TEST(StatedBasisTest, OpensTheSectionToTheRecipientOnly) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string section =
      InCase(world, World::Nurse(), opening, Pregnancy());
  const std::string message =
      Sent(world, World::Nurse(), Consultation(opening, {section}));
  EXPECT_THAT(ReadMessage(world, World::Worker(), message).status,
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ReadCase(world, Officer(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
  const std::vector<std::string> copies =
      Accepted(world, Officer(), message, "", v1::PURPOSE_ASSESSMENT);
  ASSERT_EQ(copies.size(), 1);
  EXPECT_THAT(Send(world, Officer(),
                   MessageTo(kHospital, v1::MESSAGE_KIND_INFORMATION,
                             opening.subject, copies))
                  .status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

// #11: allowed without consent, with what became of asking her.
TEST(StatedBasisTest, HospitalInformsTheMunicipalityWithTheAttemptStated) {
  World world;
  const std::string subject = Patient(world);
  const std::string section =
      Confirmed(world, SocialWorker(), DraftOf(subject, Livelihood()));
  const std::string message =
      Sent(world, SocialWorker(), Information(subject, {section}));
  const Release read = ReadMessage(world, World::Nurse(), message);
  ASSERT_THAT(read.status, IsOk());
  v1::GetMessageResponse seen;
  seen.ParseFromString(read.response);
  ASSERT_EQ(seen.sections_size(), 1);
  EXPECT_EQ(seen.sections(0).record().livelihood().income(),
            v1::INCOME_STATE_NONE);
  EXPECT_THAT(read.response, Not(HasSubstr("EMPLOYER-MARK")));
}

// Why she was not asked stays with the sender.
TEST(StatedBasisTest, ReasonOfAFailedAttemptIsRequiredAndNotPassedOn) {
  World world;
  const std::string subject = Patient(world);
  v1::SendMessageRequest send = Information(
      subject,
      {Confirmed(world, SocialWorker(), DraftOf(subject, Livelihood()))});
  for (const v1::ConsentAttempt attempt :
       {v1::CONSENT_ATTEMPT_NOT_ASKED, v1::CONSENT_ATTEMPT_REFUSED}) {
    send.set_attempt(attempt);
    send.clear_attempt_reason();
    const Release without = Send(world, SocialWorker(), send);
    EXPECT_THAT(without.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(without.status.message()),
                HasSubstr("attempt_reason"));
    send.set_attempt_reason("REASON-MARK");
    const std::string message = Sent(world, SocialWorker(), send);
    EXPECT_THAT(ReadMessage(world, World::Nurse(), message).response,
                Not(HasSubstr("REASON-MARK")));
  }
}

TEST(StatedBasisTest, AttemptAndClassAreRequired) {
  World world;
  const std::string subject = Patient(world);
  const v1::SendMessageRequest good = Information(
      subject,
      {Confirmed(world, SocialWorker(), DraftOf(subject, Livelihood()))});
  v1::SendMessageRequest no_attempt = good, no_class = good, other = good;
  no_attempt.clear_attempt();
  no_class.clear_stated_class();
  other.set_stated_class(v1::CASE_CLASS_PROTECTION);
  const struct {
    v1::SendMessageRequest request;
    absl::string_view field;
  } kCases[] = {{no_attempt, "attempt:"},
                {no_class, "stated_class:"},
                {other, "stated_class:"}};
  for (const auto& [bad, field] : kCases) {
    const Release release = Send(world, SocialWorker(), bad);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()),
                HasSubstr(std::string(field)));
  }
}

TEST(StatedBasisTest, WhatIsComputedOrClosedCannotBeStated) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::SendMessageRequest send = Consultation(
      opening, {InCase(world, World::Nurse(), opening, Pregnancy())});
  for (const v1::BasisCode basis :
       {v1::BASIS_CODE_OWN, v1::BASIS_CODE_CONSENT,
        v1::BASIS_CODE_COUNCIL_EXCHANGE, v1::BASIS_CODE_PUBLIC_BODY_DUTY,
        v1::BASIS_CODE_CLEAR_INTEREST, v1::BASIS_CODE_COURT_PROCEEDING,
        v1::BASIS_CODE_STATISTICS}) {
    send.set_basis(basis);
    const Release release = Send(world, World::Nurse(), send);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()), HasSubstr("basis:"));
  }
}

TEST(StatedBasisTest, BasisBelongsToItsActItsSenderAndItsRecipient) {
  World world;
  const Opening opening = PlayOpening(world);
  const std::string section =
      InCase(world, World::Nurse(), opening, Pregnancy());
  v1::SendMessageRequest act = Consultation(opening, {section});
  act.set_kind(v1::MESSAGE_KIND_NOTICE);
  EXPECT_THAT(Send(world, World::Nurse(), act).status,
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::SendMessageRequest recipient = Consultation(opening, {section});
  recipient.set_recipient(kHospital);
  v1::SendMessageRequest sender = Information(opening.subject, {section});
  sender.set_recipient(kFamily);
  const auto code = [&](const v1::SendMessageRequest& send) {
    const Release release = Send(world, World::Nurse(), send);
    EXPECT_THAT(release.status,
                StatusIs(absl::StatusCode::kFailedPrecondition));
    return CodeShown(release);
  };
  EXPECT_EQ(code(recipient), v1::REFUSAL_CODE_JURISDICTION);
  EXPECT_EQ(code(sender), v1::REFUSAL_CODE_NO_BASIS);
}

bool ShowsLivelihood(World& world, const World::Person& person,
                     const std::string& a_case) {
  v1::GetCaseResponse seen;
  seen.ParseFromString(ReadCase(world, person, a_case).response);
  for (const v1::Section& section : seen.case_().sections()) {
    if (section.record().has_livelihood()) return true;
  }
  return false;
}

// Information that a unit of the centre took over serves the centre, and no
// body beyond it.
TEST(StatedBasisTest, CopyOfInformationStaysInTheCentre) {
  World world;
  const std::string subject = Patient(world);
  const std::string message =
      Sent(world, SocialWorker(),
           Information(subject, {Confirmed(world, SocialWorker(),
                                           DraftOf(subject, Livelihood()))}));
  const std::vector<std::string> copies =
      Accepted(world, World::Nurse(), message);
  ASSERT_EQ(copies.size(), 1);
  const Opening opening = OpenFor(world, subject, copies);
  RegisterCase(world, opening, {kGuidance});
  ASSERT_THAT(ReadCase(world, Officer(), opening.a_case).status, IsOk());
  EXPECT_TRUE(ShowsLivelihood(world, World::Nurse(), opening.a_case));
  EXPECT_TRUE(ShowsLivelihood(world, World::Worker(), opening.a_case));
  EXPECT_FALSE(ShowsLivelihood(world, Officer(), opening.a_case));
}

// What is known of a statement speaks for its ground alone: the class that the
// hospital states does not open what her consent opens only in that class.
TEST(StatedBasisTest, StatementIsLoggedAsASituationOfItsOwn) {
  World world;
  const std::string subject = Patient(world);
  const std::string message =
      Sent(world, SocialWorker(),
           Information(subject, {Confirmed(world, SocialWorker(),
                                           DraftOf(subject, Livelihood()))}));
  v1::GetMessageResponse seen;
  seen.ParseFromString(ReadMessage(world, World::Nurse(), message).response);
  ASSERT_EQ(seen.disclosure().evidence_size(), 1);
  const auto leaf = world.log().Find(seen.disclosure().evidence(0).leaf_hash());
  ASSERT_THAT(leaf.status(), IsOk());
  v1::VectorGroup vectors;
  ASSERT_TRUE(vectors.ParseFromString(leaf->vector_group));
  ASSERT_EQ(vectors.units_size(), 2);
  EXPECT_EQ(vectors.units(0).case_class(), v1::CASE_CLASS_GENERAL);
  EXPECT_THAT(vectors.units(0).known_true(),
              Not(Contains(v1::FACT_HOLDER_RELEASED)));
  ASSERT_EQ(vectors.units(1).grounds_size(), 1);
  EXPECT_EQ(vectors.units(1).grounds(0).basis(), v1::BASIS_CODE_CWA_21_10_5);
  EXPECT_EQ(vectors.units(1).case_class(), v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  EXPECT_THAT(vectors.units(1).known_true(),
              Contains(v1::FACT_HOLDER_RELEASED));
}

}  // namespace
}  // namespace tasuki::exchange
