#ifndef TESTS_PROPERTY_POLICY_NAIVE_EVALUATOR_H_
#define TESTS_PROPERTY_POLICY_NAIVE_EVALUATOR_H_

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::policy {

using Levels = std::array<v1::Level, v1::Category_MAX + 1>;

// The rules that speak of one (position, ground, category), with their
// conditions. Small enough to be evaluated under many facts.
struct NaiveCell {
  struct Rule {
    std::vector<std::pair<v1::Fact, bool>> condition;  // true: negated
    v1::Level level;

    // Some part of the condition is known not to hold.
    bool SomeKnownFalse(const KnownFacts& facts) const;
  };
  std::vector<Rule> grants;
  std::vector<Rule> ceilings;

  v1::Level LevelUnder(const KnownFacts& facts) const;
};

// Decides as docs/policy.md says, by walking the rules of the packs one by one
// and comparing names. Shares no code with the compiled policy.
class NaiveEvaluator {
 public:
  explicit NaiveEvaluator(std::vector<v1::PolicyPack> packs);

  Levels Evaluate(const Situation& situation) const;

  // The rules in whose scope the situation lies, whatever facts and grounds.
  struct InScope {
    std::vector<const v1::Grant*> grants;
    std::vector<const v1::Ceiling*> ceilings;
    std::vector<const v1::Guarantee*> guarantees;
    auto operator<=>(const InScope&) const = default;
  };
  InScope RulesInScope(const Situation& situation) const;

  static NaiveCell CellOf(const InScope& rules, v1::BasisCode basis,
                          v1::Category category);
  // The guarantees that speak of the cell, as ceilings.
  static std::vector<std::pair<std::string, NaiveCell::Rule>> GuaranteesOf(
      const InScope& rules, v1::BasisCode basis, v1::Category category);

 private:
  std::vector<v1::PolicyPack> packs_;
};

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_NAIVE_EVALUATOR_H_
