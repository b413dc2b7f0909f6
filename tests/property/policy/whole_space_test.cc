#include "tests/property/policy/whole_space.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <set>
#include <tuple>

#include "gateway/model/vocabulary.h"
#include "gateway/policy/legal_reader.h"
#include "tests/property/policy/pack_files.h"
#include "tests/property/policy/random_situation.h"

namespace tasuki::policy {
namespace {

// The pack, compiled and not, and the positions that differ.
struct Space {
  v1::PolicyPack pack = NationalBaseline();
  std::shared_ptr<const Policy> policy = Compiled(pack);
  NaiveEvaluator naive{{pack}};
  std::vector<PositionClass> positions = PositionClassesOf(*policy, naive);
};

const Space& TheSpace() {
  static const auto* space = new Space;
  return *space;
}

TEST(WholeSpaceTest, TableAndNaiveEvaluatorAgreeOnTheWholeSpace) {
  const Space& space = TheSpace();
  uint64_t positions = 0, groups = 0, compared = 0;
  for (const PositionClass& position : space.positions) {
    positions += position.positions;
    for (const CellGroup& group : GroupsOf(position)) {
      const Comparison comparison =
          Compare(*space.policy, group, Depth::kWhole);
      ++groups;
      compared += comparison.compared;
      ASSERT_FALSE(comparison.disagreement.has_value())
          << *comparison.disagreement;
    }
  }
  std::cout << positions << " positions in " << space.positions.size()
            << " classes, " << groups << " groups of cells, " << compared
            << " assignments compared\n";
  // A space that shrinks by accident must not pass.
  EXPECT_GT(positions, 600'000u);
  EXPECT_GT(compared, 1'000'000u);
}

TEST(WholeSpaceTest, TableAndNaiveEvaluatorAgreeOnRandomSituations) {
  const Space& space = TheSpace();
  Random random(RandomSeed());
  const uint64_t wanted = RandomSituations(300'000);
  uint64_t open = 0;
  for (uint64_t i = 0; i < wanted; ++i) {
    const Situation situation = RandomSituation(random);
    const LevelSet outcome = space.policy->Evaluate(situation);
    const Levels expected = space.naive.Evaluate(situation);
    open += outcome.empty() ? 0 : 1;
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      const auto category = static_cast<v1::Category>(c);
      ASSERT_EQ(outcome.At(category), expected[c])
          << "situation " << i << ", " << ShortName(category);
    }
  }
  std::cout << wanted << " random situations, " << open
            << " of them open something\n";
  EXPECT_GT(open, wanted / 50);
}

TEST(WholeSpaceTest, AReaderThatIsNotLegalGetsNothingAnywhere) {
  const Space& space = TheSpace();
  uint64_t readers = 0;
  for (int a = 0; a <= v1::AudienceType_MAX + 1; ++a) {
    for (int r = 0; r <= v1::Role_MAX + 1; ++r) {
      const auto audience = static_cast<v1::AudienceType>(a);
      const auto role = static_cast<v1::Role>(r);
      if (IsLegalReader(audience, role)) continue;
      ++readers;
      for (const PositionClass& position : space.positions) {
        Situation situation = position.example;
        situation.reader = audience;
        situation.role = role;
        ASSERT_EQ(space.policy->RowNumber(situation), 0u);
        situation.holder = audience;
        situation.reader_is_holder = true;
        ASSERT_EQ(space.policy->RowNumber(situation), 0u);
      }
    }
  }
  EXPECT_EQ(readers, 21u * 37u - 41u);
}

TEST(WholeSpaceTest, EveryGuaranteeHolds) {
  const Space& space = TheSpace();
  std::map<std::string, uint64_t> spoken_of;
  for (const PositionClass& position : space.positions) {
    for (const CellGroup& group : GroupsOf(position)) {
      Situation situation = group.situation;
      std::vector<std::tuple<v1::Category, std::string, NaiveCell::Rule>>
          promises;
      for (const auto& [category, cell] : group.cells) {
        for (auto& [id, rule] : NaiveEvaluator::GuaranteesOf(
                 position.rules, situation.grounds[0].basis, category)) {
          promises.emplace_back(category, id, rule);
        }
      }
      if (promises.empty()) continue;
      ForEachAssignment(group, Depth::kWhole, [&](const KnownFacts& facts) {
        situation.facts = facts;
        const LevelSet outcome = space.policy->Evaluate(situation);
        for (const auto& [category, id, rule] : promises) {
          if (outcome.At(category) <= rule.level) continue;
          if (rule.SomeKnownFalse(facts)) {
            ++spoken_of[id];
            continue;
          }
          ADD_FAILURE() << id << " fails for " << ShortName(category);
          return false;
        }
        return true;
      });
      if (HasFailure()) return;
    }
  }
  // The ones with a condition on facts are tight: without it they would fail.
  EXPECT_GT(spoken_of["G-12"], 0u);
  EXPECT_GT(spoken_of["G-26"], 0u);
}

// What the changed rules say, asked at the facts that the unchanged ones
// mention.
CellGroup Changed(CellGroup group, const NaiveEvaluator::InScope& rules) {
  const v1::BasisCode basis = group.situation.grounds[0].basis;
  for (auto& [category, cell] : group.cells) {
    cell = NaiveEvaluator::CellOf(rules, basis, category);
  }
  return group;
}

// The first disagreement of the policy with other rules, near the usual facts.
std::optional<std::string> Bite(const Space& space,
                                const v1::PolicyPack& other) {
  const NaiveEvaluator naive({other});
  for (const PositionClass& position : space.positions) {
    if (position.rules.grants.empty()) continue;
    const auto rules = naive.RulesInScope(position.example);
    for (const CellGroup& group : GroupsOf(position)) {
      const Comparison comparison =
          Compare(*space.policy, Changed(group, rules), Depth::kNearUsual);
      if (comparison.disagreement.has_value()) return comparison.disagreement;
    }
  }
  return std::nullopt;
}

TEST(WholeSpaceTest, LeavingOutAnyRuleIsNoticed) {
  const Space& space = TheSpace();
  std::vector<std::string> unnoticed;
  for (int i = 0; i < space.pack.grants_size(); ++i) {
    v1::PolicyPack other = space.pack;
    other.mutable_grants()->DeleteSubrange(i, 1);
    if (!Bite(space, other)) unnoticed.push_back(space.pack.grants(i).id());
  }
  for (int i = 0; i < space.pack.ceilings_size(); ++i) {
    v1::PolicyPack other = space.pack;
    other.mutable_ceilings()->DeleteSubrange(i, 1);
    if (!Bite(space, other)) unnoticed.push_back(space.pack.ceilings(i).id());
  }
  // Belts: they guard what no grant of this pack opens any further, and stay
  // for grants to come.
  EXPECT_THAT(
      unnoticed,
      testing::ElementsAre("CE-07", "CE-09", "CE-11", "CE-12", "CE-13", "CE-23",
                           "CE-24", "CE-38", "CE-41", "CE-47", "CE-62"));
}

TEST(WholeSpaceTest, AnyLooserOrTighterRuleIsNoticed) {
  const Space& space = TheSpace();
  std::vector<std::string> unnoticed;
  for (int i = 0; i < space.pack.grants_size(); ++i) {
    v1::PolicyPack other = space.pack;
    v1::CategoryLevels& gives = *other.mutable_grants(i)->mutable_gives(0);
    gives.set_level(gives.level() == "FULL" ? "REDUCED" : "FULL");
    if (!Bite(space, other)) unnoticed.push_back(space.pack.grants(i).id());
    if (space.pack.grants(i).condition().empty()) continue;
    other = space.pack;
    other.mutable_grants(i)->clear_condition();
    if (!Bite(space, other)) unnoticed.push_back(space.pack.grants(i).id());
  }
  for (int i = 0; i < space.pack.ceilings_size(); ++i) {
    if (space.pack.ceilings(i).condition().empty()) continue;
    v1::PolicyPack other = space.pack;
    other.mutable_ceilings(i)->clear_condition();
    if (!Bite(space, other)) unnoticed.push_back(space.pack.ceilings(i).id());
  }
  // Ceilings hold the flag of a seal down as well, for everybody but the lead
  // worker and at existence: a grant of it alone cannot go wrong.
  const std::set<std::string> found(unnoticed.begin(), unnoticed.end());
  EXPECT_THAT(found,
              testing::ElementsAre("CE-09", "GR-FS-CENTRE-SEAL",
                                   "GR-FS-OWN-SEAL", "GR-MH-CENTRE-SEAL",
                                   "GR-MH-OWN-SEAL", "GR-SUP-CENTRE-SEAL"));
}

}  // namespace
}  // namespace tasuki::policy
