#ifndef TESTS_PROPERTY_POLICY_FACT_WALK_H_
#define TESTS_PROPERTY_POLICY_FACT_WALK_H_

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "gateway/model/fact_set.h"

namespace tasuki::policy {

// The facts that matter to some rules, and how: known true for grants and
// negated ceilings, known false for ceilings.
struct MatteringFacts {
  FactSet known_true, known_false;
};

// What one attribute of the facts may be: each state is a list of facts with
// their value; facts of the attribute that a state does not list are unknown.
// The first state is the most open one.
using FactState = std::vector<std::pair<v1::Fact, bool>>;
using FactAttribute = std::vector<FactState>;

// Facts of one attribute whose values exclude each other (an onward rule, a
// grasp level) stand for one stored value: none, one of them, or unknown.
// Attributes whose facts matter both ways come first: behind them, the first
// state is the most open one whatever came before.
std::vector<FactAttribute> AttributesOf(const MatteringFacts& facts);

// How many attributes come first because they matter both ways.
size_t BothWays(const MatteringFacts& facts);

// The most open facts; what matters both ways is as in the first state.
KnownFacts MostOpen(const MatteringFacts& facts);

// A walk over all assignments, depth first. At each node the facts that are
// not decided yet are in their most open state.
class FactWalk {
 public:
  // True: go on below this node.
  using AtNode = std::function<bool(const KnownFacts&, size_t depth)>;
  using AtEnd = std::function<void(const KnownFacts&)>;

  explicit FactWalk(std::vector<FactAttribute> attributes)
      : attributes_(std::move(attributes)) {}

  const std::vector<FactAttribute>& attributes() const { return attributes_; }
  double assignments() const;
  // At most `deviations` attributes are not in their first state.
  void Go(size_t deviations, const AtNode& at_node, const AtEnd& at_end);

 private:
  void From(size_t depth, size_t deviations, const AtNode& at_node,
            const AtEnd& at_end);

  const std::vector<FactAttribute> attributes_;
  KnownFacts facts_;
};

// Sets the attribute to the state.
void SetState(const FactAttribute& attribute, size_t state, KnownFacts& facts);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_FACT_WALK_H_
