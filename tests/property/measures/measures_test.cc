// Histories of a temporary custody {started, consent, warrant asked, granted,
// denied, ended} and of an adoption {wish, stages, trial care, court, done,
// withdrawn}, as the guidance centre's record of a placement states them and is
// corrected: what counts of them and who reads what is as the model says,
// whatever the order in which it is stated.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/life.h"
#include "tests/property/measures/model.h"
#include "tests/status_matchers.h"

namespace tasuki::measures {
namespace {

using exchange::World;

constexpr unsigned kHistories = 16;
constexpr int kSteps = 40;

struct Tally {
  std::map<Custody, int> custodies;
  std::map<v1::AdoptionState, int> adoptions;
  std::map<v1::GraspLevel, int> grasps;
  int by_others = 0;
  int out_of_order = 0;
  int of_the_older = 0;
};

v1::Record RecordOf(const Statement& statement) {
  v1::Record record;
  v1::Placement& placement = *record.mutable_placement();
  placement.set_court_case_number("COURT-MARK");
  if (const auto measure = MeasureOf(statement.custody)) {
    *placement.add_measures() = *measure;
  }
  placement.set_adoption_route(statement.route);
  placement.set_adoption_state(statement.adoption);
  return record;
}

// A case of protection on which city and guidance centre work.
class History {
 public:
  History(World& world, unsigned seed, const Rules& rules, Tally& tally)
      : world_(world),
        draw_(seed),
        tally_(tally),
        model_(rules),
        opening_(exchange::PlayOpening(world)) {
    EXPECT_THAT(exchange::Reclassify(world_, World::Nurse(), opening_.a_case,
                                     v1::CASE_CLASS_PROTECTION)
                    .status,
                IsOk());
    exchange::RegisterCase(world_, opening_, {exchange::kGuidance});
  }

  // One record; how gateway and model differ after it, or empty.
  std::string Next() {
    world_.clock().Advance(absl::Minutes(1));
    const Statement statement = Drawn();
    Confirm(statement);
    model_.State(statement);
    return Difference();
  }

 private:
  unsigned Below(unsigned n) { return static_cast<unsigned>(draw_() % n); }

  // What the guidance centre says follows what it said, but for a slip that it
  // mends; what others write is anything.
  Statement Drawn() {
    Statement statement{.by_guidance_centre = Below(5) != 0};
    if (Below(2) == 0) custody_ = After(custody_, Below(12));
    if (Below(2) == 0) adoption_ = After(adoption_, Below(12));
    if (statement.by_guidance_centre && Below(8) == 0) MendSlip();
    statement.custody = custody_;
    // A record may say nothing of it, which leaves it.
    statement.adoption =
        Below(4) == 0 ? v1::ADOPTION_STATE_UNSPECIFIED : adoption_;
    statement.route = static_cast<v1::AdoptionRoute>(Below(3));
    if (!statement.by_guidance_centre) {
      statement.adoption =
          static_cast<v1::AdoptionState>(Below(v1::AdoptionState_ARRAYSIZE));
      ++tally_.by_others;
      return statement;
    }
    statement.grasp =
        static_cast<v1::GraspLevel>(Below(v1::GraspLevel_ARRAYSIZE));
    statement.record = RecordToState();
    ++tally_.custodies[statement.custody];
    ++tally_.adoptions[statement.adoption];
    ++tally_.grasps[statement.grasp];
    return statement;
  }

  // The older record comes first; once there are both, either is corrected.
  int RecordToState() {
    const std::string& officer = exchange::Officer().id;
    if (!sections_.contains({officer, 0})) return 0;
    if (!sections_.contains({officer, 1})) return Below(4) == 0 ? 1 : 0;
    if (Below(3) != 0) return 1;
    ++tally_.of_the_older;
    return 0;
  }

  void MendSlip() {
    custody_ = static_cast<Custody>(Below(kCustodies));
    adoption_ = static_cast<v1::AdoptionState>(
        1 + Below(v1::AdoptionState_ARRAYSIZE - 1));
    ++tally_.out_of_order;
  }

  // The first record, or the next version of it.
  void Confirm(const Statement& statement) {
    const World::Person person =
        statement.by_guidance_centre ? exchange::Officer() : World::Nurse();
    std::string& section = sections_[{person.id, statement.record}];
    const v1::Record record = RecordOf(statement);
    if (!section.empty()) {
      section = exchange::DraftCorrection(world_, person, section, record);
    } else {
      v1::DraftSectionRequest draft =
          exchange::DraftOf(opening_.subject, record);
      *draft.mutable_access() = exchange::AccessFor(v1::PURPOSE_SUPPORT);
      draft.set_case_(opening_.a_case);
      section = world_
                    .Ask<v1::DraftSectionResponse>(
                        person, "SectionService/DraftSection", draft)
                    .section();
    }
    v1::PreviewReducedRequest preview;
    *preview.mutable_access() = exchange::AccessFor(v1::PURPOSE_SUPPORT);
    preview.set_name(section);
    v1::ConfirmSectionRequest confirm;
    *confirm.mutable_access() = preview.access();
    confirm.set_name(section);
    confirm.set_grasp_level(statement.grasp);
    confirm.set_reduced_hash(
        world_
            .Ask<v1::PreviewReducedResponse>(
                person, "SectionService/PreviewReduced", preview)
            .reduced_hash());
    EXPECT_THAT(
        world_.Call(person, "SectionService/ConfirmSection", confirm).status,
        IsOk());
  }

  // The custody in a record of the guidance centre as the person reads it.
  std::optional<v1::Measure> Read(const World::Person& person, int record) {
    const auto at = sections_.find({exchange::Officer().id, record});
    if (at == sections_.end()) return std::nullopt;
    v1::GetCaseResponse read;
    read.ParseFromString(
        exchange::ReadCase(world_, person, opening_.a_case).response);
    for (const v1::Section& section : read.case_().sections()) {
      if (section.name() != at->second) continue;
      if (section.record().placement().measures().empty()) continue;
      return section.record().placement().measures(0);
    }
    return std::nullopt;
  }
  static std::string Text(const std::optional<v1::Measure>& measure) {
    if (!measure.has_value()) return "none";
    return absl::StrCat(measure->kind(), " ", measure->started_on(), " to ",
                        measure->ended_on(), " on ", measure->basis(),
                        " warrant ", measure->warrant());
  }

  std::string Difference() {
    const v1::SubjectRow row =
        exchange::StoredSubject(world_, opening_.subject);
    const v1::AdoptionRoute route =
        row.adoption_by_cgc()      ? v1::ADOPTION_ROUTE_CGC
        : row.adoption_by_agency() ? v1::ADOPTION_ROUTE_AGENCY
                                   : v1::ADOPTION_ROUTE_UNSPECIFIED;
    if (route != model_.route()) {
      return absl::StrCat("route ", route, ", not ", model_.route());
    }
    if (row.adoption_final() != model_.adopted()) return "final or not";
    for (int record = 0; record < kRecords; ++record) {
      const std::string own = Text(Read(exchange::Officer(), record));
      if (own != Text(model_.own(record))) {
        return absl::StrCat("own: ", own, ", not ", Text(model_.own(record)));
      }
      const std::string city = Text(Read(World::Worker(), record));
      if (city != Text(model_.city(record))) {
        return absl::StrCat("city: ", city, ", not ",
                            Text(model_.city(record)));
      }
    }
    return "";
  }

  World& world_;
  std::mt19937 draw_;
  Tally& tally_;
  Model model_;
  exchange::Opening opening_;
  std::map<std::pair<std::string, int>, std::string> sections_;
  Custody custody_ = Custody::kNone;
  v1::AdoptionState adoption_ = v1::ADOPTION_STATE_UNSPECIFIED;
};

// The first difference in all histories; empty: none.
std::string FirstDifference(const Rules& rules, Tally& tally) {
  World world;
  for (unsigned seed = 1; seed <= kHistories; ++seed) {
    History history(world, seed, rules, tally);
    for (int step = 0; step < kSteps; ++step) {
      const std::string found = history.Next();
      if (!found.empty()) {
        return absl::StrCat("seed ", seed, " step ", step, ": ", found);
      }
    }
  }
  return "";
}

TEST(MeasuresTest, CustodyAndAdoptionGoAsTheModelSays) {
  Tally tally;
  EXPECT_EQ(FirstDifference({}, tally), "");
  for (int custody = 0; custody < kCustodies; ++custody) {
    EXPECT_GT(tally.custodies[static_cast<Custody>(custody)], 3) << custody;
  }
  for (int state = 0; state < v1::AdoptionState_ARRAYSIZE; ++state) {
    EXPECT_GT(tally.adoptions[static_cast<v1::AdoptionState>(state)], 3)
        << state;
  }
  for (int level = 0; level < v1::GraspLevel_ARRAYSIZE; ++level) {
    EXPECT_GT(tally.grasps[static_cast<v1::GraspLevel>(level)], 3) << level;
  }
  EXPECT_GT(tally.by_others, 30);
  EXPECT_GT(tally.out_of_order, 10);
  EXPECT_GT(tally.of_the_older, 30);
  std::cout << "seeds 1 to " << kHistories << ", " << kSteps
            << " records each\n";
}

// It bites: a gateway that kept one rule less would differ.
TEST(MeasuresTest, RuleThatIsTakenOutIsNoticed) {
  const std::pair<const char*, Rules> kWithout[] = {
      {"only the guidance centre decides",
       {.only_the_guidance_centre_decides = false}},
      {"withdrawn ends the route", {.withdrawn_ends_the_route = false}},
      {"done is final", {.done_is_final = false}},
      {"the newest is shown", {.newest_is_shown = false}},
      {"the city follows as far as said",
       {.city_follows_as_far_as_said = false}},
      {"an older one leaves the newer",
       {.an_older_one_leaves_the_newer = false}}};
  for (const auto& [name, rules] : kWithout) {
    Tally tally;
    EXPECT_NE(FirstDifference(rules, tally), "") << name;
  }
}

}  // namespace
}  // namespace tasuki::measures
