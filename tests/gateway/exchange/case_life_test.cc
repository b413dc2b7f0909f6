// Closing a case and opening it again (SR-19, SR-26).
#include "absl/time/civil_time.h"
#include "gateway/consent/calendar.h"
#include "gateway/exchange/facts.h"
#include "gateway/exchange/periods.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CaseLifeTest : public ::testing::Test {
 protected:
  CaseLifeTest() : opening_(PlayOpening(world_)) {
    AddFamilySupport(world_, opening_);
  }
  absl::Status ReadBy(const World::Person& person) {
    return ReadCase(world_, person, opening_.a_case).status;
  }
  void AdvanceTo(absl::Time moment) {
    world_.clock().Advance(moment - world_.clock().Now());
  }

  World world_;
  Opening opening_;
};

TEST_F(CaseLifeTest, ClosedCaseIsReadUntilTheAccessPeriodEndsAndNoLonger) {
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  const absl::Time end = EndOfAccess(
      absl::FromUnixSeconds(StoredCase(world_, opening_.a_case).closed_at()));
  // Three months from a day in November, and the whole of the last day.
  EXPECT_EQ(
      consent::DayInJapan(end),
      absl::CivilDay(2027, 2, consent::DayInJapan(world_.clock().Now()).day()) +
          1);
  for (const World::Person& person : {World::Nurse(), World::Worker()}) {
    EXPECT_THAT(ReadBy(person), IsOk());
  }
  AdvanceTo(end - absl::Milliseconds(1));
  EXPECT_THAT(ReadBy(World::Worker()), IsOk());
  AdvanceTo(end);
  for (const World::Person& person :
       {World::Nurse(), World::Worker(), World::Chief()}) {
    EXPECT_THAT(ReadBy(person), StatusIs(StatusCode::kNotFound)) << person.id;
  }
}

TEST_F(CaseLifeTest, ClosedCaseTakesNothingInUntilItIsOpenedAgain) {
  v1::DraftSectionRequest draft = DraftOf(opening_.subject, Pregnancy());
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  draft.set_case_(opening_.a_case);
  const std::string standing = Confirmed(world_, World::Nurse(), draft);
  const auto drafted = world_.Ask<v1::DraftSectionResponse>(
      World::Nurse(), "SectionService/DraftSection", draft);
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = draft.access();
  preview.set_name(drafted.section());
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = draft.access();
  confirm.set_name(drafted.section());
  confirm.set_reduced_hash(
      world_
          .Ask<v1::PreviewReducedResponse>(
              World::Nurse(), "SectionService/PreviewReduced", preview)
          .reduced_hash());
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = draft.access();
  accept.set_case_(opening_.a_case);
  accept.set_name(Sent(world_, World::Npo(),
                       MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION,
                                 opening_.subject, {opening_.sections[0]})));
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  const auto all = [&](const auto& matches) {
    EXPECT_THAT(
        world_.Call(World::Nurse(), "SectionService/DraftSection", draft)
            .status,
        matches);
    EXPECT_THAT(
        world_.Call(World::Nurse(), "SectionService/ConfirmSection", confirm)
            .status,
        matches);
    EXPECT_THAT(
        world_.Call(World::Nurse(), "MessageService/AcceptMessage", accept)
            .status,
        matches);
  };
  all(StatusIs(StatusCode::kFailedPrecondition));
  // Who is not on it is told no more than before.
  EXPECT_THAT(
      world_.Call(World::Therapist(), "SectionService/DraftSection", draft)
          .status,
      StatusIs(StatusCode::kNotFound));
  // What is wrong in it is mended all the same.
  v1::CorrectSectionRequest correct;
  *correct.mutable_access() = draft.access();
  correct.set_name(standing);
  *correct.mutable_record() = draft.record();
  correct.mutable_record()->mutable_pregnancy()->set_expected_date(
      "2027-02-20");
  v1::ConfirmSectionRequest mend = confirm;
  mend.set_name(
      world_
          .Ask<v1::CorrectSectionResponse>(
              World::Nurse(), "SectionService/CorrectSection", correct)
          .section());
  preview.set_name(mend.name());
  mend.set_reduced_hash(
      world_
          .Ask<v1::PreviewReducedResponse>(
              World::Nurse(), "SectionService/PreviewReduced", preview)
          .reduced_hash());
  EXPECT_THAT(
      world_.Call(World::Nurse(), "SectionService/ConfirmSection", mend).status,
      IsOk());
  ASSERT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status, IsOk());
  all(IsOk());
}

// A read in flight at that moment is decided again.
TEST_F(CaseLifeTest, DecisionStandsNoLongerThanTheAccessPeriod) {
  v1::CaseRow row = StoredCase(world_, opening_.a_case);
  row.set_closed_at(absl::ToUnixSeconds(world_.clock().Now()));
  const auto snapshot = world_.ledger().Read();
  Reading state(**snapshot, world_.ledger().Now());
  KnownFacts facts;
  AddCaseFacts(state, row, v1::SectionRow(), Standing(), Reader(), facts);
  EXPECT_TRUE(facts.known_false().Contains(v1::FACT_CASE_CLOSED_PAST_ACCESS));
  EXPECT_EQ(state.valid_until(),
            EndOfAccess(absl::FromUnixSeconds(row.closed_at())));
  Reading later(**snapshot, state.valid_until());
  AddCaseFacts(later, row, v1::SectionRow(), Standing(), Reader(), facts);
  EXPECT_TRUE(facts.known_true().Contains(v1::FACT_CASE_CLOSED_PAST_ACCESS));
}

TEST(PeriodsTest, MonthsLaterStaysInTheMonth) {
  EXPECT_EQ(MonthsLater(absl::CivilDay(2026, 11, 30), 3),
            absl::CivilDay(2027, 2, 28));
  EXPECT_EQ(MonthsLater(absl::CivilDay(2027, 11, 30), 3),
            absl::CivilDay(2028, 2, 29));
  EXPECT_EQ(MonthsLater(absl::CivilDay(2026, 12, 31), 1),
            absl::CivilDay(2027, 1, 31));
  EXPECT_EQ(MonthsLater(absl::CivilDay(2026, 11, 21), 2),
            absl::CivilDay(2027, 1, 21));
}

TEST_F(CaseLifeTest, ReasonAndStatusAreSaidByTheCasesOwnRecord) {
  ASSERT_THAT(
      Close(world_, World::Nurse(), opening_.a_case, v1::CLOSING_REASON_MOVED)
          .status,
      IsOk());
  const v1::CaseManagement shown =
      ManagementFor(world_, World::Nurse(), opening_.a_case);
  EXPECT_EQ(shown.status(), v1::CASE_STATUS_CLOSED);
  EXPECT_EQ(shown.closing_reason(), v1::CLOSING_REASON_MOVED);
  EXPECT_EQ(shown.council_closed_on(), "");
}

TEST_F(CaseLifeTest, ReasonIsRequired) {
  for (const int reason : {0, 99}) {
    const Release release = Close(world_, World::Nurse(), opening_.a_case,
                                  static_cast<v1::ClosingReason>(reason));
    EXPECT_THAT(release.status, StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()), HasSubstr("reason"));
  }
  EXPECT_EQ(StoredCase(world_, opening_.a_case).closed_at(), 0);
}

TEST_F(CaseLifeTest, OnlyTheLeadAndItsOverseerClose) {
  for (const World::Person& person : {World::Worker(), Coordinator()}) {
    const Release release = Close(world_, person, opening_.a_case);
    EXPECT_THAT(release.status, StatusIs(StatusCode::kNotFound));
    EXPECT_THAT(CodesLogged(world_, release),
                ElementsAre(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED));
  }
  EXPECT_THAT(Close(world_, World::Therapist(), opening_.a_case).status,
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Close(world_, World::Chief(), opening_.a_case).status, IsOk());
}

TEST_F(CaseLifeTest, ClosedOnceAndNothingIsAddedToItsTeam) {
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  EXPECT_THAT(Close(world_, World::Nurse(), opening_.a_case).status,
              StatusIs(StatusCode::kFailedPrecondition));
  v1::AddTeamEntryRequest add;
  *add.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  add.set_case_(opening_.a_case);
  add.set_party(kDevelopment);
  add.set_relation(v1::RELATION_MEMBER);
  EXPECT_THAT(
      world_.Call(World::Nurse(), "CaseService/AddTeamEntry", add).status,
      StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(world_
                  .Call(Coordinator(), "CaseService/RegisterInCouncil",
                        Registration(opening_.a_case, {kGuidance}))
                  .status,
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Reclassify(world_, World::Nurse(), opening_.a_case,
                         v1::CASE_CLASS_SUPPORT)
                  .status,
              StatusIs(StatusCode::kFailedPrecondition));
  // Whoever is to see no more of it can still be taken off.
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening_.a_case);
  end.set_party(kFamily);
  EXPECT_THAT(
      world_.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
}

TEST_F(CaseLifeTest, OpenRequestsAndProposalsAreNamedAndKeepItOpen) {
  const std::string asked =
      Sent(world_, Counsellor(),
           RequestTo(kMaternal, opening_.subject, v1::CATEGORY_C07));
  const std::string proposal = Proposed(world_, World::Nurse(), opening_.a_case,
                                        Terms(kFamily, v1::URGENCY_B))
                                   .proposal();
  Release release = Close(world_, World::Nurse(), opening_.a_case);
  EXPECT_THAT(release.status, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(release.status.message()), HasSubstr(asked));
  EXPECT_THAT(std::string(release.status.message()), HasSubstr(proposal));

  v1::RefuseRequestRequest refuse;
  *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  refuse.set_name(asked);
  refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
  ASSERT_THAT(
      world_.Call(World::Nurse(), "MessageService/RefuseRequest", refuse)
          .status,
      IsOk());
  release = Close(world_, World::Nurse(), opening_.a_case);
  EXPECT_THAT(release.status, StatusIs(StatusCode::kFailedPrecondition));
  ASSERT_THAT(Agree(world_, World::Worker(), proposal).status, IsOk());
  EXPECT_THAT(Close(world_, World::Worker(), opening_.a_case).status, IsOk());
}

TEST_F(CaseLifeTest, RequestsBetweenOthersAreNotNamed) {
  Sent(world_, Counsellor(),
       RequestTo(kFamily, opening_.subject, v1::CATEGORY_C07));
  EXPECT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
}

TEST_F(CaseLifeTest, ReopenedYearsLaterWithTheLeadAlone) {
  ASSERT_THAT(world_
                  .Call(Coordinator(), "CaseService/RegisterInCouncil",
                        Registration(opening_.a_case, {kGuidance}))
                  .status,
              IsOk());
  ASSERT_THAT(ReadBy(Officer()), IsOk());
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  world_.clock().Advance(absl::Hours(24 * 500));
  ASSERT_THAT(ReadBy(World::Nurse()), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Reopen(world_, World::Worker(), opening_.a_case).status,
              StatusIs(StatusCode::kNotFound));
  ASSERT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status, IsOk());
  EXPECT_THAT(ReadBy(World::Nurse()), IsOk());
  EXPECT_THAT(ReadBy(World::Worker()), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(ReadBy(Officer()), StatusIs(StatusCode::kNotFound));
  const v1::CaseManagement shown =
      ManagementFor(world_, World::Nurse(), opening_.a_case);
  EXPECT_EQ(shown.status(), v1::CASE_STATUS_REOPENED);
  EXPECT_EQ(shown.closing_reason(), v1::CLOSING_REASON_UNSPECIFIED);
  EXPECT_THAT(shown.team(), ElementsAre(kMaternal));
  EXPECT_EQ(StoredCase(world_, opening_.a_case).closed_and_reopened_size(), 2);
  AddFamilySupport(world_, opening_);
  EXPECT_THAT(ReadBy(World::Worker()), IsOk());
}

TEST_F(CaseLifeTest, OnlyWhatIsClosedIsOpenedAgain) {
  EXPECT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status,
              StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Reopen(world_, World::Nurse(), "").status,
              StatusIs(StatusCode::kInvalidArgument));
  const Release hidden = Reopen(world_, Counsellor(), opening_.a_case);
  const Release absent =
      Reopen(world_, Counsellor(), std::string("cases/") + kAbsentId);
  EXPECT_THAT(hidden.status, StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(Outward(hidden), Outward(absent));
}

TEST_F(CaseLifeTest, PregnancyThatEndedStopsWhatMayBeAMailing) {
  v1::Record profile = Profile();
  v1::SafeContactRule& call =
      *profile.mutable_subject_profile()->add_safe_contact_rules();
  call.set_channel(v1::CONTACT_CHANNEL_MOBILE_PHONE);
  call.set_allowed(true);
  InCase(world_, World::Nurse(), opening_, profile);
  const auto allowed = [&](v1::ContactChannel channel) {
    v1::CheckContactRequest check;
    *check.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    check.set_subject(opening_.subject);
    check.set_case_(opening_.a_case);
    check.set_channel(channel);
    const auto answer = world_.Ask<v1::CheckContactResponse>(
        World::Nurse(), "CaseService/CheckContact", check);
    EXPECT_THAT(world_.last_status(), IsOk());
    return answer.allowed();
  };
  ASSERT_TRUE(allowed(v1::CONTACT_CHANNEL_LINE));
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case,
                    v1::CLOSING_REASON_PREGNANCY_ENDED)
                  .status,
              IsOk());
  EXPECT_FALSE(allowed(v1::CONTACT_CHANNEL_LINE));
  EXPECT_TRUE(allowed(v1::CONTACT_CHANNEL_MOBILE_PHONE));
  ASSERT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status, IsOk());
  EXPECT_TRUE(allowed(v1::CONTACT_CHANNEL_LINE));
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  EXPECT_TRUE(allowed(v1::CONTACT_CHANNEL_LINE));
}

}  // namespace
}  // namespace tasuki::exchange
