#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/property/policy/whole_space.h"

namespace tasuki::policy {
namespace {

// One rule of the pack, changed or left out.
template <typename Rule>
struct Change {
  const Rule* rule;
  const Rule* instead;  // null: left out
};

template <typename Rule>
std::vector<const Rule*> With(const std::vector<const Rule*>& rules,
                              const Change<Rule>& change) {
  std::vector<const Rule*> changed;
  for (const Rule* rule : rules) {
    if (rule != change.rule) {
      changed.push_back(rule);
    } else if (change.instead != nullptr) {
      changed.push_back(change.instead);
    }
  }
  return changed;
}

NaiveEvaluator::InScope Apply(NaiveEvaluator::InScope rules,
                              const Change<NaiveGrant>& change) {
  rules.grants = With(rules.grants, change);
  return rules;
}
NaiveEvaluator::InScope Apply(NaiveEvaluator::InScope rules,
                              const Change<NaiveCeiling>& change) {
  rules.ceilings = With(rules.ceilings, change);
  return rules;
}

bool Speaks(const NaiveGrant& grant, v1::BasisCode basis) {
  return grant.basis == basis;
}
bool Speaks(const NaiveCeiling& ceiling, v1::BasisCode basis) {
  const auto& limits = ceiling.limits[basis];
  return std::find(limits.begin(), limits.end(), true) != limits.end();
}

const std::vector<const NaiveGrant*>& Of(const NaiveEvaluator::InScope& rules,
                                         const NaiveGrant*) {
  return rules.grants;
}
const std::vector<const NaiveCeiling*>& Of(const NaiveEvaluator::InScope& rules,
                                           const NaiveCeiling*) {
  return rules.ceilings;
}

// Whether the policy, near the usual facts, is seen to differ from the changed
// rules somewhere. A change leaves the scope of its rule alone, so it can show
// only where the rule is in scope.
template <typename Rule>
bool IsNoticed(const Space& space, const Change<Rule>& change) {
  std::set<std::pair<uint32_t, v1::BasisCode>> seen;
  for (const PositionClass& position : space.positions()) {
    const auto& rules = Of(position.rules, change.rule);
    if (std::find(rules.begin(), rules.end(), change.rule) == rules.end()) {
      continue;
    }
    PositionClass changed = position;
    changed.rules = Apply(position.rules, change);
    for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
      const auto basis = static_cast<v1::BasisCode>(b);
      const uint32_t opening =
          space.policy().OpeningNumber(position.example, basis);
      if (!Speaks(*change.rule, basis) || opening == 0) continue;
      if (!seen.emplace(opening, basis).second) continue;
      for (CellGroup& group : GroupsAt(position, basis)) {
        for (CategoryCells& cells : group.cells) {
          cells.rules =
              NaiveEvaluator::CellOf(changed.rules, basis, cells.category);
        }
        if (Compare(space.policy(), group, Depth::kNearUsual)
                .disagreement.has_value()) {
          return true;
        }
      }
    }
  }
  return false;
}

TEST(RuleChangeTest, LeavingOutAnyRuleIsNoticed) {
  const Space& space = TheSpace();
  std::set<std::string> unnoticed;
  for (const NaiveGrant& grant : space.naive().grants()) {
    if (!IsNoticed(space, Change<NaiveGrant>{&grant, nullptr})) {
      unnoticed.insert(grant.rule->id());
    }
  }
  for (const NaiveCeiling& ceiling : space.naive().ceilings()) {
    if (!IsNoticed(space, Change<NaiveCeiling>{&ceiling, nullptr})) {
      unnoticed.insert(ceiling.rule->id());
    }
  }
  // Belts: they guard what no grant of this pack opens any further, and stay
  // for grants to come.
  EXPECT_THAT(unnoticed,
              testing::ElementsAre(
                  "CE-07", "CE-08", "CE-09", "CE-11", "CE-12", "CE-13", "CE-19",
                  "CE-23", "CE-24", "CE-25", "CE-26", "CE-27", "CE-28", "CE-38",
                  "CE-39", "CE-41", "CE-47", "CE-49", "CE-50", "CE-58"));
}

TEST(RuleChangeTest, AnyLooserOrTighterRuleIsNoticed) {
  const Space& space = TheSpace();
  std::set<std::string> unnoticed;
  for (const NaiveGrant& grant : space.naive().grants()) {
    NaiveGrant other = grant;
    for (v1::Level& level : other.gives) {
      if (level <= v1::LEVEL_WITHHELD) continue;
      level = level == v1::LEVEL_FULL ? v1::LEVEL_REDUCED : v1::LEVEL_FULL;
    }
    bool noticed = IsNoticed(space, Change<NaiveGrant>{&grant, &other});
    if (grant.condition.facts != FactSet()) {
      other = grant;
      other.condition = {};
      noticed = noticed && IsNoticed(space, Change<NaiveGrant>{&grant, &other});
    }
    if (!noticed) unnoticed.insert(grant.rule->id());
  }
  for (const NaiveCeiling& ceiling : space.naive().ceilings()) {
    NaiveCeiling other = ceiling;
    other.condition.facts = other.condition.negated = FactSet();
    if (ceiling.rule->condition().empty()) continue;
    if (!IsNoticed(space, Change<NaiveCeiling>{&ceiling, &other})) {
      unnoticed.insert(ceiling.rule->id());
    }
  }
  // Ceilings hold these in the same way: the seal's flag at existence and for
  // lead workers, places for rescuers and the place itself, carers in summary,
  // sheets that are de-identified; CE-49 and CE-50 speak of counts only.
  EXPECT_THAT(
      unnoticed,
      testing::ElementsAre(
          "CE-49", "CE-50", "GR-CGC-COUNCIL-PLACE", "GR-CGC-COUNCIL-SEAL",
          "GR-CGC-CWA25-SEAL", "GR-CGC-OWN-SEAL", "GR-DEV-MEASURE",
          "GR-EXT-CONTRACT", "GR-FACILITY-OWN-PLACE", "GR-FS-CENTRE-SEAL",
          "GR-FS-COUNCIL-SEAL", "GR-FS-OWN-SEAL", "GR-HOSP-VITAL-PLACE",
          "GR-HOSP-VITAL-RELAY", "GR-MCL-OWN-PLACE", "GR-MH-CENTRE-SEAL",
          "GR-MH-CONSENT-SEAL", "GR-MH-COUNCIL-SEAL", "GR-MH-OWN-SEAL",
          "GR-SUP-CENTRE-SEAL"));
}

}  // namespace
}  // namespace tasuki::policy
