#include "tests/property/policy/whole_space.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gateway/model/vocabulary.h"
#include "gateway/policy/legal_reader.h"
#include "tests/property/policy/mended_matrix.h"
#include "tests/property/policy/pack_files.h"
#include "tests/property/policy/random_situation.h"

namespace tasuki::policy {
namespace {

TEST(WholeSpaceTest, PolicyRulesAndTablesAgreeOnTheWholeSpace) {
  const Space& space = TheSpace();
  const std::vector<CellGroup> groups = GroupsOf(space);
  uint64_t compared = 0;
  double situations = 0, assignments = 0;
  for (const CellGroup& group : groups) {
    assignments += FactWalk(AttributesOf(group.facts)).assignments();
    const Comparison comparison = Compare(space.policy(), group, Depth::kWhole);
    compared += comparison.compared;
    situations += comparison.situations;
    ASSERT_FALSE(comparison.disagreement.has_value())
        << *comparison.disagreement;
  }
  uint64_t positions = 0;
  for (const PositionClass& position : space.positions()) {
    positions += position.positions;
  }
  std::cout << positions << " positions in " << space.positions().size()
            << " classes, " << groups.size() << " groups of cells, " << compared
            << " assignments compared of " << assignments << ", for "
            << situations << " situations of "
            << "one ground\n";
  // A space that shrinks by accident must not pass.
  EXPECT_EQ(positions, 639'600u);
  EXPECT_GT(situations, 1e12);
  EXPECT_GT(compared, 100'000u);
}

// Without resting on anything else, where that can be done in time.
TEST(WholeSpaceTest, EveryAssignmentOfTheSmallerGroupsAgrees) {
  const Space& space = TheSpace();
  const std::vector<CellGroup> groups = GroupsOf(space);
  uint64_t compared = 0, looked_at = 0;
  for (const CellGroup& group : groups) {
    if (FactWalk(AttributesOf(group.facts)).assignments() > 2e5) continue;
    const Comparison comparison =
        Compare(space.policy(), group, Depth::kEveryAssignment);
    ASSERT_FALSE(comparison.disagreement.has_value())
        << *comparison.disagreement;
    compared += comparison.compared;
    ++looked_at;
  }
  std::cout << looked_at << " of " << groups.size() << " groups, " << compared
            << " assignments\n";
  EXPECT_GT(looked_at, groups.size() / 3);
}

// What Depth::kWhole and the proof of guarantees rest on.
TEST(WholeSpaceTest, LessFavourableFactsNeverOpenMore) {
  const Space& space = TheSpace();
  Random random(RandomSeed());
  uint64_t compared = 0, closed = 0;
  for (const CellGroup& group : GroupsOf(space)) {
    const std::vector<FactAttribute> attributes = AttributesOf(group.facts);
    Situation situation = group.situation;
    for (int i = 0; i < 10; ++i) {
      for (const FactAttribute& attribute : attributes) {
        const size_t state =
            random() % 4 == 0 ? random() % attribute.size() : 0;
        SetState(attribute, state, situation.facts);
      }
      for (size_t a = BothWays(group.facts); a < attributes.size(); ++a) {
        Situation less = situation;
        SetState(attributes[a], 0, situation.facts);
        SetState(attributes[a], 1 + random() % (attributes[a].size() - 1),
                 less.facts);
        const LevelSet outcome = space.policy().Evaluate(situation);
        ASSERT_TRUE(space.policy().Evaluate(less).AtMost(outcome))
            << PlaceOf(situation);
        closed += space.policy().Evaluate(less) == outcome ? 0 : 1;
        ++compared;
      }
    }
  }
  std::cout << compared << " pairs, " << closed << " of them differ\n";
  EXPECT_GT(closed, 1'000u);
}

TEST(WholeSpaceTest, PositionsAreFoundAsTheEvaluatorsFindThem) {
  const Space& space = TheSpace();
  uint64_t checked = 0;
  for (const PositionClass& position : space.positions()) {
    if (++checked % 16 != 0) continue;
    ASSERT_EQ(space.naive().RulesInScope(position.example), position.rules);
    ASSERT_EQ(space.table().RowsInScope(position.example), position.rows);
  }
}

TEST(WholeSpaceTest, PolicyRulesAndTablesAgreeOnRandomSituations) {
  const Space& space = TheSpace();
  Random random(RandomSeed());
  const uint64_t wanted = RandomSituations(30'000);
  uint64_t open = 0;
  for (uint64_t i = 0; i < wanted; ++i) {
    const Situation situation = RandomSituation(random);
    const LevelSet outcome = space.policy().Evaluate(situation);
    const Levels expected = space.naive().Evaluate(situation);
    open += outcome.empty() ? 0 : 1;
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      const auto category = static_cast<v1::Category>(c);
      ASSERT_EQ(outcome.At(category), expected[c])
          << "situation " << i << ", " << ShortName(category);
    }
  }
  std::cout << wanted << " random situations, " << open
            << " of them open something\n";
  EXPECT_GT(open, wanted / 100);
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
      for (const PositionClass& position : space.positions()) {
        Situation situation = position.example;
        situation.reader = audience;
        situation.role = role;
        ASSERT_EQ(space.policy().RowNumber(situation), 0u);
        situation.holder = audience;
        situation.reader_is_holder = true;
        ASSERT_EQ(space.policy().RowNumber(situation), 0u);
      }
    }
  }
  EXPECT_EQ(readers, 21u * 37u - 41u);
}

// The first disagreement near the usual facts, if there is one.
std::optional<std::string> DisagreementOf(const Space& space) {
  for (const CellGroup& group : GroupsOf(space)) {
    const Comparison comparison =
        Compare(space.policy(), group, Depth::kNearUsual);
    if (comparison.disagreement.has_value()) return comparison.disagreement;
  }
  return std::nullopt;
}

TEST(WholeSpaceTest, EveryDepartureAndEveryAdditionIsReallyOne) {
  EXPECT_FALSE(Mendings().empty());
  for (const std::string& mending : Mendings()) {
    const MatrixTables tables = MendedBut(mending);
    const Space space(NationalBaseline(), tables);
    const auto disagreement = DisagreementOf(space);
    ASSERT_TRUE(disagreement.has_value())
        << mending << " changes nothing: take it off the list";
    std::cout << mending << ": " << *disagreement << '\n';
  }
}

}  // namespace
}  // namespace tasuki::policy
