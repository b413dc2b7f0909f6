#include "tests/property/policy/fact_walk.h"

#include <array>

#include "gateway/base/check.h"

namespace tasuki::policy {
namespace {

// The states in which two of these are true at once stand for nothing; random
// situations have them all the same.
constexpr std::array<std::array<v1::Fact, 3>, 2> kExclusive = {{
    {v1::FACT_ONWARD_NONE, v1::FACT_ONWARD_CENTRE,
     v1::FACT_ONWARD_REDUCED_ONLY},
    {v1::FACT_GRASP_NONE, v1::FACT_GRASP_EXISTENCE, v1::FACT_GRASP_SUMMARY},
}};

FactAttribute Exclusive(const std::array<v1::Fact, 3>& facts) {
  FactAttribute attribute(1);
  for (const v1::Fact fact : facts) attribute[0].emplace_back(fact, false);
  for (const v1::Fact fact : facts) {
    FactState state = attribute[0];
    for (auto& [other, value] : state) value = other == fact;
    attribute.push_back(std::move(state));
  }
  attribute.push_back({});
  return attribute;
}

FactAttribute Single(const MatteringFacts& facts, v1::Fact fact) {
  const bool open = facts.known_true.Contains(fact);
  return {{{fact, open}}, {{fact, !open}}, {}};
}

}  // namespace

std::vector<FactAttribute> AttributesOf(const MatteringFacts& facts) {
  std::vector<FactAttribute> both_ways, one_way;
  FactSet left = facts.known_true | facts.known_false;
  for (const auto& exclusive : kExclusive) {
    FactSet set;
    for (const v1::Fact fact : exclusive) set = set | FactSet::Of(fact);
    if (!left.Intersects(set)) continue;
    // Only ceilings speak of stored limits, never for a limit to be there.
    CHECK(!facts.known_true.Intersects(set));
    one_way.push_back(Exclusive(exclusive));
    left = left.Without(set);
  }
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    const auto fact = static_cast<v1::Fact>(i);
    if (!left.Contains(fact)) continue;
    const bool both =
        facts.known_true.Contains(fact) && facts.known_false.Contains(fact);
    (both ? both_ways : one_way).push_back(Single(facts, fact));
  }
  both_ways.insert(both_ways.end(), one_way.begin(), one_way.end());
  return both_ways;
}

size_t BothWays(const MatteringFacts& facts) {
  size_t both = 0;
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    const auto fact = static_cast<v1::Fact>(i);
    both += facts.known_true.Contains(fact) && facts.known_false.Contains(fact)
                ? 1
                : 0;
  }
  return both;
}

KnownFacts MostOpen(const MatteringFacts& facts) {
  KnownFacts open;
  for (const FactAttribute& attribute : AttributesOf(facts)) {
    SetState(attribute, 0, open);
  }
  return open;
}

void SetState(const FactAttribute& attribute, size_t state, KnownFacts& facts) {
  for (const auto& [fact, value] : attribute[0]) facts.Hide(fact);
  for (const auto& [fact, value] : attribute[state]) facts.Set(fact, value);
}

double FactWalk::assignments() const {
  double product = 1;
  for (const FactAttribute& attribute : attributes_) {
    product *= static_cast<double>(attribute.size());
  }
  return product;
}

void FactWalk::Go(size_t deviations, const AtNode& at_node,
                  const AtEnd& at_end) {
  for (const FactAttribute& attribute : attributes_) {
    SetState(attribute, 0, facts_);
  }
  From(0, deviations, at_node, at_end);
}

void FactWalk::From(size_t depth, size_t deviations, const AtNode& at_node,
                    const AtEnd& at_end) {
  if (depth == attributes_.size()) {
    at_end(facts_);
    return;
  }
  if (!at_node(facts_, depth)) return;
  const FactAttribute& attribute = attributes_[depth];
  for (size_t i = 0; i < attribute.size(); ++i) {
    if (i > 0 && deviations == 0) break;
    SetState(attribute, i, facts_);
    From(depth + 1, deviations - (i > 0 ? 1 : 0), at_node, at_end);
  }
  SetState(attribute, 0, facts_);
}

}  // namespace tasuki::policy
