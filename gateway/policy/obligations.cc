#include <algorithm>

#include "gateway/policy/compiled.h"

namespace tasuki::policy {

std::vector<v1::Obligation> Policy::Obligations(
    const Situation& situation, const LevelSet& disclosed) const {
  const std::vector<CategorySet> reached = compiled_->ReachedByEach(situation);
  std::vector<v1::Obligation> obligations;
  for (size_t i = 0; i < reached.size(); ++i) {
    const CategorySet rests_on_it = reached[i] & disclosed.existence();
    for (const ObligationRule& rule : compiled_->rules.obligations) {
      if (rule.basis == situation.grounds[i].basis &&
          Matches(rule.scope, situation) &&
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
