// What the guidance centre says of a measure: how much of it the city follows,
// by which route a child is adopted (CM-3, SR-30).
#include "gateway/exchange/facts.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/life.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Record Policy() {
  v1::Record record;
  record.mutable_guidance_policy()->set_help(v1::HELP_KIND_FACILITY);
  record.mutable_guidance_policy()->mutable_tasks()->set_text("TASKS-MARK");
  return record;
}

v1::Record Placed(v1::AdoptionRoute route,
                  v1::AdoptionState state = v1::ADOPTION_STATE_WISH) {
  v1::Record record;
  v1::Placement& placement = *record.mutable_placement();
  placement.set_adoption_route(route);
  placement.set_adoption_state(state);
  return record;
}

// A case of protection on which the guidance centre works.
class GraspTest : public ::testing::Test {
 protected:
  GraspTest() : opening_(PlayOpening(world_)) {
    EXPECT_THAT(Reclassify(world_, World::Nurse(), opening_.a_case,
                           v1::CASE_CLASS_PROTECTION)
                    .status,
                IsOk());
    RegisterCase(world_, opening_, {kGuidance});
  }
  Release Confirm(const World::Person& person, const v1::Record& record,
                  v1::GraspLevel grasp, const std::string& subject = "") {
    v1::DraftSectionRequest draft =
        DraftOf(subject.empty() ? opening_.subject : subject, record);
    *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    draft.set_case_(opening_.a_case);
    v1::PreviewReducedRequest preview;
    *preview.mutable_access() = draft.access();
    preview.set_name(world_
                         .Ask<v1::DraftSectionResponse>(
                             person, "SectionService/DraftSection", draft)
                         .section());
    EXPECT_THAT(world_.last_status(), IsOk());
    v1::ConfirmSectionRequest confirm;
    *confirm.mutable_access() = draft.access();
    confirm.set_name(preview.name());
    confirm.set_reduced_hash(
        world_
            .Ask<v1::PreviewReducedResponse>(
                person, "SectionService/PreviewReduced", preview)
            .reduced_hash());
    confirm.set_grasp_level(grasp);
    return world_.Call(person, "SectionService/ConfirmSection", confirm);
  }
  std::string SeenByTheCity() {
    return ReadCase(world_, World::Worker(), opening_.a_case).response;
  }
  // How many guidance policies the city sees anything of.
  int PoliciesSeen() {
    v1::GetCaseResponse response;
    response.ParseFromString(SeenByTheCity());
    int seen = 0;
    for (const v1::Section& section : response.case_().sections()) {
      seen += section.kind() == v1::SECTION_KIND_GUIDANCE_POLICY ? 1 : 0;
    }
    return seen;
  }
  bool IsMeasurePrepared() {
    return StoredCase(world_, opening_.a_case).child_measure_prepared();
  }
  bool IsRouteByCgc() {
    return FactsOf(opening_.subject)
        .known_true()
        .Contains(v1::FACT_ROUTE_BY_CGC);
  }
  KnownFacts FactsOf(const std::string& subject) {
    const auto snapshot = world_.ledger().Read();
    Reading state(**snapshot, world_.ledger().Now());
    KnownFacts facts;
    AddSubjectFacts(StoredSubject(world_, subject), facts);
    EXPECT_THAT(
        AddRouteFacts(state, StoredCase(world_, opening_.a_case), facts),
        IsOk());
    return facts;
  }

  World world_;
  Opening opening_;
};

TEST_F(GraspTest, CityFollowsAsMuchAsTheGuidanceCentreSays) {
  ASSERT_THAT(Confirm(Officer(), Policy(), v1::GRASP_LEVEL_NONE).status,
              IsOk());
  EXPECT_EQ(PoliciesSeen(), 0);
  ASSERT_THAT(Confirm(Officer(), Policy(), v1::GRASP_LEVEL_EXISTENCE).status,
              IsOk());
  EXPECT_THAT(SeenByTheCity(), Not(HasSubstr("TASKS-MARK")));
  ASSERT_THAT(Confirm(Officer(), Policy(), v1::GRASP_LEVEL_SUMMARY).status,
              IsOk());
  EXPECT_GE(PoliciesSeen(), 1);
  EXPECT_THAT(SeenByTheCity(), Not(HasSubstr("TASKS-MARK")));
  ASSERT_THAT(Confirm(Officer(), Policy(), v1::GRASP_LEVEL_UNSPECIFIED).status,
              IsOk());
  EXPECT_THAT(SeenByTheCity(), HasSubstr("TASKS-MARK"));
}

TEST_F(GraspTest, LevelIsForTheGuidanceCentreToSayOfItsMeasures) {
  const auto refused = [&](const World::Person& person, v1::Record record,
                           int level) {
    const Release release =
        Confirm(person, record, static_cast<v1::GraspLevel>(level));
    EXPECT_THAT(release.status, StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()),
                HasSubstr("grasp_level"));
  };
  refused(World::Nurse(), Policy(), v1::GRASP_LEVEL_NONE);
  refused(Officer(), Profile(), v1::GRASP_LEVEL_NONE);
  refused(Officer(), Policy(), 99);
}

TEST_F(GraspTest, PolicyOrPlacementOfTheGuidanceCentrePreparesAMeasure) {
  ASSERT_THAT(
      Confirm(World::Nurse(), Policy(), v1::GRASP_LEVEL_UNSPECIFIED).status,
      IsOk());
  EXPECT_FALSE(StoredCase(world_, opening_.a_case).child_measure_prepared());
  ASSERT_THAT(Confirm(Officer(), Policy(), v1::GRASP_LEVEL_NONE).status,
              IsOk());
  EXPECT_TRUE(StoredCase(world_, opening_.a_case).child_measure_prepared());
}

TEST_F(GraspTest, RouteIsTheNewestOneOfAnybodyOnTheCase) {
  EXPECT_TRUE(
      FactsOf(opening_.subject).known_false().Contains(v1::FACT_ROUTE_BY_CGC));
  // Not what a city writes of it.
  ASSERT_THAT(Confirm(World::Nurse(), Placed(v1::ADOPTION_ROUTE_AGENCY),
                      v1::GRASP_LEVEL_UNSPECIFIED)
                  .status,
              IsOk());
  EXPECT_TRUE(FactsOf(opening_.subject)
                  .known_false()
                  .Contains(v1::FACT_ROUTE_BY_AGENCY));
  ASSERT_THAT(Confirm(Officer(), Placed(v1::ADOPTION_ROUTE_CGC),
                      v1::GRASP_LEVEL_UNSPECIFIED)
                  .status,
              IsOk());
  EXPECT_TRUE(
      FactsOf(opening_.subject).known_true().Contains(v1::FACT_ROUTE_BY_CGC));
  ASSERT_THAT(
      Confirm(Officer(),
              Placed(v1::ADOPTION_ROUTE_AGENCY, v1::ADOPTION_STATE_DONE),
              v1::GRASP_LEVEL_UNSPECIFIED)
          .status,
      IsOk());
  const KnownFacts facts = FactsOf(opening_.subject);
  EXPECT_TRUE(facts.known_false().Contains(v1::FACT_ROUTE_BY_CGC));
  EXPECT_TRUE(facts.known_true().Contains(v1::FACT_ROUTE_BY_AGENCY));
  EXPECT_TRUE(facts.known_true().Contains(v1::FACT_ADOPTION_FINAL));
}

TEST_F(GraspTest, MotherOfAPlacedChildIsItsBirthFamily) {
  v1::Record birth;
  birth.mutable_pregnancy()->mutable_birth()->set_born_on("2026-11-20");
  InCase(world_, World::Nurse(), opening_, birth);
  v1::ForkSubjectRequest fork;
  *fork.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  fork.set_subject(opening_.subject);
  fork.set_case_(opening_.a_case);
  fork.set_alias("B");
  const std::string child =
      world_
          .Ask<v1::ForkSubjectResponse>(World::Nurse(),
                                        "SubjectService/ForkSubject", fork)
          .child()
          .name();
  ASSERT_THAT(world_.last_status(), IsOk());
  ASSERT_THAT(Confirm(Officer(), Placed(v1::ADOPTION_ROUTE_CGC),
                      v1::GRASP_LEVEL_UNSPECIFIED, child)
                  .status,
              IsOk());
  EXPECT_TRUE(StoredSubject(world_, opening_.subject).birth_family());
  EXPECT_FALSE(StoredSubject(world_, child).birth_family());
  // The route holds for what is said of the mother too.
  EXPECT_TRUE(
      FactsOf(opening_.subject).known_true().Contains(v1::FACT_ROUTE_BY_CGC));
}

// A policy of the city's prepares none, and is none that stands beside it.
TEST_F(GraspTest, NoMeasureIsPreparedOnceTheLastRecordOfOneIsTakenBack) {
  InCase(world_, World::Nurse(), opening_, Policy());
  const std::string policy = InCase(world_, Officer(), opening_, Policy());
  const std::string placement =
      InCase(world_, Officer(), opening_, Placed(v1::ADOPTION_ROUTE_CGC));
  ASSERT_THAT(Retract(world_, Officer(), placement).status, IsOk());
  EXPECT_TRUE(IsMeasurePrepared());
  v1::Record mended = Policy();
  mended.mutable_guidance_policy()->mutable_tasks()->set_text("MENDED-MARK");
  const std::string version = Corrected(world_, Officer(), policy, mended);
  EXPECT_TRUE(IsMeasurePrepared());
  ASSERT_THAT(Retract(world_, Officer(), version).status, IsOk());
  EXPECT_FALSE(IsMeasurePrepared());
}

TEST_F(GraspTest, PolicyThatIsCorrectedToAnEmptyOnePreparesNoMeasure) {
  const std::string policy = InCase(world_, Officer(), opening_, Policy());
  EXPECT_TRUE(IsMeasurePrepared());
  v1::Record empty;
  empty.mutable_guidance_policy();
  Corrected(world_, Officer(), policy, empty);
  EXPECT_FALSE(IsMeasurePrepared());
}

// What was said before the case was closed prepares nothing in its new time,
// neither mended nor beside what is taken back.
TEST_F(GraspTest, MeasureOfAnEarlierTimeIsNotPreparedAgain) {
  const std::string before = InCase(world_, Officer(), opening_, Policy());
  world_.clock().Advance(absl::Hours(1));
  ASSERT_THAT(Close(world_, World::Nurse(), opening_.a_case).status, IsOk());
  ASSERT_THAT(Reopen(world_, World::Nurse(), opening_.a_case).status, IsOk());
  RegisterCase(world_, opening_, {kGuidance});
  v1::Record mended = Policy();
  mended.mutable_guidance_policy()->mutable_tasks()->set_text("MENDED-MARK");
  Corrected(world_, Officer(), before, mended);
  EXPECT_FALSE(IsMeasurePrepared());
  const std::string now = InCase(world_, Officer(), opening_, Policy());
  EXPECT_TRUE(IsMeasurePrepared());
  ASSERT_THAT(Retract(world_, Officer(), now).status, IsOk());
  EXPECT_FALSE(IsMeasurePrepared());
}

TEST_F(GraspTest, CorrectionOfAnOlderPlacementLeavesTheNewerRoute) {
  const std::string first =
      InCase(world_, Officer(), opening_, Placed(v1::ADOPTION_ROUTE_AGENCY));
  const std::string second =
      InCase(world_, Officer(), opening_, Placed(v1::ADOPTION_ROUTE_CGC));
  v1::Record mended = Placed(v1::ADOPTION_ROUTE_AGENCY);
  mended.mutable_placement()->set_care_needed("CARE");
  const std::string third = Corrected(world_, Officer(), first, mended);
  EXPECT_TRUE(IsRouteByCgc());
  // That it is withdrawn is a word on the route as well.
  Corrected(world_, Officer(), third,
            Placed(v1::ADOPTION_ROUTE_AGENCY, v1::ADOPTION_STATE_WITHDRAWN));
  EXPECT_TRUE(IsRouteByCgc());
  Corrected(world_, Officer(), second, Placed(v1::ADOPTION_ROUTE_AGENCY));
  EXPECT_FALSE(IsRouteByCgc());
}

}  // namespace
}  // namespace tasuki::exchange
