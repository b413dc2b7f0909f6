#include "gateway/policy/compiled.h"

namespace tasuki::policy {
namespace {

bool Holds(const RowGrant& grant, const KnownFacts& facts) {
  return facts.known_true().ContainsAll(grant.needs);
}

// Every single-fact ceiling of the row is escaped: what an ordinary situation
// looks like, and then the ceilings need not be looked at one by one.
bool AllUsual(const Row& row, const KnownFacts& facts) {
  return facts.known_false().ContainsAll(row.usual.facts) &&
         facts.known_true().ContainsAll(row.usual.negated);
}

}  // namespace

ActiveCeilings ActiveIn(const Row& row, const KnownFacts& facts) {
  ActiveCeilings active;
  const size_t first = AllUsual(row, facts) ? row.single_fact_ceilings : 0;
  for (size_t i = first; i < row.ceilings.size(); ++i) {
    if (!row.ceilings[i].condition.KnownFalse(facts)) active.set(i);
  }
  return active;
}

LevelSet OpenedBy(const Ground& ground, const Row& row, const Rules& rules,
                  const ActiveCeilings& active, const KnownFacts& facts) {
  LevelSet opened;
  if (!v1::BasisCode_IsValid(ground.basis)) return opened;
  for (int i = row.first_grant[ground.basis];
       i < row.first_grant[ground.basis + 1]; ++i) {
    if (Holds(row.grants[i], facts)) opened = opened.Join(row.grants[i].gives);
  }
  opened = opened.Meet(ground.mask);
  if (active.none()) return opened;
  for (size_t i = 0; i < row.ceilings.size(); ++i) {
    if (!active.test(i)) continue;
    const CeilingRule& ceiling = rules.ceilings[row.ceilings[i].rule];
    opened = opened.Meet(ceiling.limit[ground.basis]);
  }
  return opened;
}

CategorySet ReachedBy(const LevelSet& alone, const LevelSet& outcome) {
  const CategorySet full = alone.full() & outcome.full();
  const CategorySet reduced =
      alone.reduced() & outcome.reduced() & ~outcome.full();
  const CategorySet existence =
      alone.existence() & outcome.existence() & ~outcome.reduced();
  return full | reduced | existence;
}

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

std::vector<int> Policy::Contributing(const Situation& situation) const {
  const Row& row = compiled_->index.row(compiled_->index.Find(situation));
  const ActiveCeilings active = ActiveIn(row, situation.facts);
  const LevelSet outcome = Evaluate(situation);
  std::vector<int> contributing;
  for (size_t i = 0; i < situation.grounds.size(); ++i) {
    const LevelSet alone = OpenedBy(situation.grounds[i], row, compiled_->rules,
                                    active, situation.facts);
    if (!ReachedBy(alone, outcome).empty()) contributing.push_back(i);
  }
  return contributing;
}

uint32_t Policy::RowNumber(const Situation& situation) const {
  return compiled_->index.Find(situation);
}

}  // namespace tasuki::policy
