#include <algorithm>

#include "gateway/policy/compiled.h"

namespace tasuki::policy {
namespace {

bool Has(uint64_t mask, int value) {
  // A value of a later vocabulary is unknown.
  return ((mask >> (value >= 0 && value < 64 ? value : 0)) & 1) != 0;
}

bool Matches(const ScopeMask& scope, const Situation& situation) {
  return Has(scope.readers, situation.reader) &&
         Has(scope.roles, situation.role) &&
         Has(scope.relations, situation.relation) &&
         Has(scope.holders, situation.holder) &&
         Has(scope.purposes, situation.purpose) &&
         Has(scope.classes, situation.case_class);
}

}  // namespace

std::vector<v1::Obligation> Policy::Obligations(
    const Situation& situation, const LevelSet& disclosed) const {
  const Row& row = compiled_->index.row(compiled_->index.Find(situation));
  const ActiveCeilings active = ActiveIn(row, situation.facts);
  const LevelSet outcome = Evaluate(situation);
  std::vector<v1::Obligation> obligations;
  for (const Ground& ground : situation.grounds) {
    const LevelSet alone =
        OpenedBy(ground, row, compiled_->rules, active, situation.facts);
    const CategorySet rests_on_it =
        ReachedBy(alone, outcome) & disclosed.existence();
    for (const ObligationRule& rule : compiled_->rules.obligations) {
      if (rule.basis == ground.basis && Matches(rule.scope, situation) &&
          !(rule.categories & rests_on_it).empty()) {
        obligations.insert(obligations.end(), rule.obligations.begin(),
                           rule.obligations.end());
      }
    }
  }
  std::sort(obligations.begin(), obligations.end());
  obligations.erase(std::unique(obligations.begin(), obligations.end()),
                    obligations.end());
  return obligations;
}

}  // namespace tasuki::policy
