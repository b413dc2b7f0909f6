#ifndef TESTS_PROPERTY_POLICY_NAIVE_EVALUATOR_H_
#define TESTS_PROPERTY_POLICY_NAIVE_EVALUATOR_H_

#include <array>
#include <vector>

#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_pack.pb.h"
#include "tests/property/policy/cell.h"
#include "tests/property/policy/scope_sieve.h"

namespace tasuki::policy {

// A rule of a pack with its names looked up.
struct NaiveGrant {
  const v1::Grant* rule;
  v1::BasisCode basis;
  CellRule condition;
  Levels gives;
};
struct NaiveCeiling {
  const v1::Ceiling* rule;
  CellRule condition;
  // Whether it limits a category on a ground.
  std::array<std::array<bool, v1::Category_MAX + 1>, v1::BasisCode_MAX + 1>
      limits;
};

// Decides as docs/policy.md says, by walking the rules of the packs one by one
// and comparing names. Shares no code with the compiled policy.
class NaiveEvaluator {
 public:
  explicit NaiveEvaluator(std::vector<v1::PolicyPack> packs);
  NaiveEvaluator(const NaiveEvaluator&) = delete;
  NaiveEvaluator& operator=(const NaiveEvaluator&) = delete;

  Levels Evaluate(const Situation& situation) const;

  // The rules in whose scope the situation lies, whatever facts and grounds.
  struct InScope {
    std::vector<const NaiveGrant*> grants;
    std::vector<const NaiveCeiling*> ceilings;
    std::vector<const v1::Guarantee*> guarantees;
    auto operator<=>(const InScope&) const = default;
  };
  InScope RulesInScope(const Situation& situation) const;

  static Cell CellOf(const InScope& rules, v1::BasisCode basis,
                     v1::Category category);

  const std::vector<NaiveGrant>& grants() const { return grants_; }
  const std::vector<NaiveCeiling>& ceilings() const { return ceilings_; }
  const std::vector<const v1::Guarantee*>& guarantees() const {
    return guarantees_;
  }

 private:
  const std::vector<v1::PolicyPack> packs_;
  std::vector<NaiveGrant> grants_;
  std::vector<NaiveCeiling> ceilings_;
  std::vector<const v1::Guarantee*> guarantees_;
};

// Whether the list of a scope for `term` has the value; 0 is unknown.
Answer Listed(const v1::Scope& scope, Term term, int value);

// True if the guarantee speaks of this ground and category.
bool SpeaksOf(const v1::Guarantee& guarantee, v1::BasisCode basis,
              v1::Category category);
// Its condition and level.
CellRule PromiseOf(const v1::Guarantee& guarantee);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_NAIVE_EVALUATOR_H_
