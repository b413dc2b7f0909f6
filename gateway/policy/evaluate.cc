#include "gateway/policy/compiled.h"

namespace tasuki::policy {
namespace {

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
  const RowIndex& index = compiled_->index;
  const uint32_t row = index.Find(situation);
  LevelSet outcome;
  for (const Ground& ground : situation.grounds) {
    outcome = outcome.Join(
        index.Open(row, ground.basis, situation.facts).Meet(ground.mask));
  }
  return outcome;
}

std::vector<CategorySet> Policy::Compiled::ReachedByEach(
    const Situation& situation) const {
  const uint32_t row = index.Find(situation);
  std::vector<LevelSet> opened;
  LevelSet outcome;
  for (const Ground& ground : situation.grounds) {
    opened.push_back(
        index.Open(row, ground.basis, situation.facts).Meet(ground.mask));
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

uint32_t Policy::OpeningNumber(const Situation& situation,
                               v1::BasisCode basis) const {
  return compiled_->index.OpeningOf(RowNumber(situation), basis);
}

}  // namespace tasuki::policy
