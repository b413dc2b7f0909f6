#include "absl/time/civil_time.h"
#include "tests/gateway/exchange/consent_steps.h"
#include "tests/status_text.h"

// A consent that ends with an event, before its last day.
namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;

constexpr char kStory[] = "COMPLAINT-MARK";

// The consent of the opening, to end with the event and the days after it.
void EndWith(World& world, const Opening& opening, v1::ConsentEvent event,
             int days) {
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.set_ends_with(event);
  terms.set_days_after(days);
  NameIn(GrantFor(world, World::Npo(), terms, opening.consent));
  ASSERT_TRUE(Sees(world, World::Nurse(), opening, kStory));
}

v1::Record BirthOn(const std::string& day) {
  v1::Record record;
  record.mutable_pregnancy()->mutable_birth()->set_born_on(day);
  record.mutable_pregnancy()->mutable_birth()->set_outcome(
      v1::BIRTH_OUTCOME_LIVE_BIRTH);
  return record;
}

// In Japan.
absl::Time MidnightOf(int month, int day) {
  return absl::FromCivil(absl::CivilDay(2026, month, day),
                         absl::FixedTimeZone(9 * 60 * 60));
}

void SetCase(World& world, const Opening& opening, int64_t closed_at,
             const std::vector<int64_t>& turns = {}) {
  auto row = Stored<v1::CaseRow>(world, Table::kCase, opening.a_case);
  row.set_closed_at(closed_at);
  *row.mutable_closed_and_reopened() = {turns.begin(), turns.end()};
  Store(world, Table::kCase, opening.a_case, row);
}

// The message shows her words as long as the consent holds, also without a
// case.
bool NurseReadsMessage(World& world, const Opening& opening) {
  return ReadMessage(world, World::Nurse(), opening.message)
             .response.find(kStory) != std::string::npos;
}

// Noon of 21 November is now.
TEST(ConsentEndTest, WithTheDayOfTheBirthThatARecordStates) {
  World world;
  const Opening opening = PlayOpening(world);
  EndWith(world, opening, v1::CONSENT_EVENT_BIRTH, 2);
  InCase(world, World::Nurse(), opening, BirthOn("2026-11-20"));
  EXPECT_EQ(Stored<v1::SubjectRow>(world, Table::kSubject, opening.subject)
                .child_born_at(),
            absl::ToUnixSeconds(MidnightOf(11, 20)));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  const absl::Time end = MidnightOf(11, 22);
  world.clock().Advance(end - world.clock().Now() - absl::Seconds(1));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  world.clock().Advance(absl::Seconds(1));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_FALSE(NurseReadsMessage(world, opening));
}

TEST(ConsentEndTest, AtOnceWhereTheDayIsOver) {
  World world;
  const Opening opening = PlayOpening(world);
  EndWith(world, opening, v1::CONSENT_EVENT_BIRTH, 0);
  InCase(world, World::Nurse(), opening, BirthOn("2026-11-21"));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
}

TEST(ConsentEndTest, OfTwoDaysThatAreStatedTheEarlierCounts) {
  World world;
  const Opening opening = PlayOpening(world);
  EndWith(world, opening, v1::CONSENT_EVENT_BIRTH, 3);
  InCase(world, World::Nurse(), opening, BirthOn("2026-11-20"));
  InCase(world, World::Nurse(), opening, BirthOn("2026-11-21"));
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  InCase(world, World::Nurse(), opening, BirthOn("2026-11-18"));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
}

TEST(ConsentEndTest, AStillbirthIsNoBirth) {
  World world;
  const Opening opening = PlayOpening(world);
  EndWith(world, opening, v1::CONSENT_EVENT_BIRTH, 0);
  v1::Record record = BirthOn("2026-11-20");
  record.mutable_pregnancy()->mutable_birth()->set_outcome(
      v1::BIRTH_OUTCOME_STILLBIRTH);
  InCase(world, World::Nurse(), opening, record);
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
}

TEST(ConsentEndTest, WithTheLastOfHerCases) {
  World world;
  const Opening opening = PlayOpening(world);
  EndWith(world, opening, v1::CONSENT_EVENT_CASE_CLOSED, 1);
  const Opening second = OpenFor(world, opening.subject, {});
  const int64_t now = absl::ToUnixSeconds(world.clock().Now());
  SetCase(world, opening, now);
  world.clock().Advance(absl::Hours(48));
  EXPECT_TRUE(NurseReadsMessage(world, opening));
  SetCase(world, second, now + 48 * 3600);
  world.clock().Advance(absl::Hours(24) - absl::Seconds(1));
  EXPECT_TRUE(NurseReadsMessage(world, opening));
  world.clock().Advance(absl::Seconds(1));
  EXPECT_FALSE(NurseReadsMessage(world, opening));
  // What has ended does not begin again with the case.
  SetCase(world, second, 0, {now + 48 * 3600, now + 72 * 3600});
  EXPECT_FALSE(NurseReadsMessage(world, opening));
}

TEST(ConsentEndTest, TheLastDayCountsWhereItIsBeforeTheEvent) {
  World world;
  const Opening opening = PlayOpening(world);
  EndWith(world, opening, v1::CONSENT_EVENT_BIRTH, 366);
  InCase(world, World::Nurse(), opening, BirthOn("2026-11-20"));
  world.clock().Advance(absl::Hours(24 * 91));
  EXPECT_FALSE(NurseReadsMessage(world, opening));
}

TEST(ConsentEndTest, OneThatIsOverAlreadyIsNotGranted) {
  World world;
  const Opening opening = PlayOpening(world);
  InCase(world, World::Nurse(), opening, BirthOn("2026-11-20"));
  v1::ConsentTerms terms = TermsOfOpening(world, opening);
  terms.set_ends_with(v1::CONSENT_EVENT_BIRTH);
  EXPECT_EQ(CodeShown(GrantFor(world, World::Npo(), terms)),
            v1::REFUSAL_CODE_CONSENT_EXPIRED);
}

TEST(ConsentEndTest, BadLimitsAreRefusedByField) {
  World world;
  const Opening opening = PlayOpening(world);
  const v1::ConsentTerms good = TermsOfOpening(world, opening);
  std::vector<std::pair<v1::ConsentTerms, std::string>> bad;
  const auto add = [&](const std::string& field) -> v1::ConsentTerms& {
    return bad.emplace_back(good, field).first;
  };
  add("her_words").set_her_words(std::string(1001, 'w'));
  add("ends_with").set_ends_with(static_cast<v1::ConsentEvent>(99));
  add("days_after").set_days_after(1);
  v1::ConsentTerms& long_after = add("days_after");
  long_after.set_ends_with(v1::CONSENT_EVENT_BIRTH);
  long_after.set_days_after(367);
  v1::ConsentTerms& before = add("days_after");
  before.set_ends_with(v1::CONSENT_EVENT_BIRTH);
  before.set_days_after(-1);
  add("excluded").add_excluded("bodies/nobody");
  add("excluded").add_excluded(kMaternal);
  // A unit is of its body.
  v1::ConsentTerms& body = add("excluded");
  body.set_recipients(0, kHospital);
  body.add_excluded(kHospital);
  add("adoption_stage").set_adoption_stage(v1::ADOPTION_STAGE_FIRST);
  add("adoption_stage").set_adoption_stage(static_cast<v1::AdoptionStage>(9));
  for (const auto& [terms, field] : bad) {
    EXPECT_THAT(GrantFor(world, World::Npo(), terms).status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)))
        << field;
  }
}

}  // namespace
}  // namespace tasuki::exchange
