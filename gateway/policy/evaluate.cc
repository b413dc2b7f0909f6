#include <array>
#include <bit>
#include <cstdint>

#include "gateway/policy/compiled.h"

namespace tasuki::policy {
namespace {

// The ceilings of one row that are active under some facts, by their place in
// the row. Found once per decision unit, used for each ground. Not initialised
// beyond `size`: clearing it would cost more than the decision.
struct ActiveCeilings {
  std::array<uint16_t, kMaxRowCeilings> places;
  int size = 0;
};

bool Holds(const RowGrant& grant, const KnownFacts& facts) {
  return facts.known_true().ContainsAll(grant.needs);
}

// Adds the single-fact ceilings of each fact in `open`.
void AddSingles(const Row& row, const FactSet& open, bool negated,
                ActiveCeilings& active) {
  for (int word = 0; word < 2; ++word) {
    for (uint64_t bits = open.words()[word]; bits != 0; bits &= bits - 1) {
      const int key = SingleKey(word * 64 + std::countr_zero(bits), negated);
      for (uint16_t place = row.first_single[key];
           place < row.first_single[key + 1]; ++place) {
        active.places[active.size++] = place;
      }
    }
  }
}

ActiveCeilings ActiveIn(const Row& row, const KnownFacts& facts) {
  ActiveCeilings active;
  AddSingles(row, row.singles.facts.Without(facts.known_false()), false,
             active);
  AddSingles(row, row.singles.negated.Without(facts.known_true()), true,
             active);
  for (size_t place = row.first_single[kSingleKeys];
       place < row.ceilings.size(); ++place) {
    if (row.ceilings[place].condition.KnownFalse(facts)) continue;
    active.places[active.size++] = place;
  }
  return active;
}

// What one ground opens alone.
LevelSet OpenedBy(const Ground& ground, const Row& row, const Rules& rules,
                  const ActiveCeilings& active, const KnownFacts& facts) {
  LevelSet opened;
  if (!v1::BasisCode_IsValid(ground.basis)) return opened;
  for (int i = row.first_grant[ground.basis];
       i < row.first_grant[ground.basis + 1]; ++i) {
    if (Holds(row.grants[i], facts)) opened = opened.Join(row.grants[i].gives);
  }
  opened = opened.Meet(ground.mask);
  for (int i = 0; i < active.size; ++i) {
    const RowCeiling& place = row.ceilings[active.places[i]];
    const CeilingRule& ceiling = rules.ceilings[place.rule];
    opened = opened.Meet(ceiling.limit[ground.basis]);
  }
  return opened;
}

// The categories for which `alone` reaches the level that `outcome` has.
CategorySet ReachedBy(const LevelSet& alone, const LevelSet& outcome) {
  const CategorySet full = alone.full() & outcome.full();
  const CategorySet reduced =
      alone.reduced() & outcome.reduced() & ~outcome.full();
  const CategorySet existence =
      alone.existence() & outcome.existence() & ~outcome.reduced();
  return full | reduced | existence;
}

}  // namespace

LevelSet Policy::Evaluate(const Situation& situation) const {
  const Row& row = compiled_->index.row(compiled_->index.Find(situation));
  LevelSet outcome;
  if (row.grants.empty()) return outcome;
  const ActiveCeilings active = ActiveIn(row, situation.facts);
  for (const Ground& ground : situation.grounds) {
    outcome = outcome.Join(
        OpenedBy(ground, row, compiled_->rules, active, situation.facts));
  }
  return outcome;
}

std::vector<CategorySet> Policy::Compiled::ReachedByEach(
    const Situation& situation) const {
  const Row& row = index.row(index.Find(situation));
  const ActiveCeilings active = ActiveIn(row, situation.facts);
  std::vector<LevelSet> opened;
  LevelSet outcome;
  for (const Ground& ground : situation.grounds) {
    opened.push_back(OpenedBy(ground, row, rules, active, situation.facts));
    outcome = outcome.Join(opened.back());
  }
  std::vector<CategorySet> reached;
  for (const LevelSet& alone : opened) {
    reached.push_back(ReachedBy(alone, outcome));
  }
  return reached;
}

std::vector<int> Policy::Contributing(const Situation& situation) const {
  const std::vector<CategorySet> reached = compiled_->ReachedByEach(situation);
  std::vector<int> contributing;
  for (size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i].empty()) contributing.push_back(i);
  }
  return contributing;
}

uint32_t Policy::RowNumber(const Situation& situation) const {
  return compiled_->index.Find(situation);
}

}  // namespace tasuki::policy
