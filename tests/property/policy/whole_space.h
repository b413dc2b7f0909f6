#ifndef TESTS_PROPERTY_POLICY_WHOLE_SPACE_H_
#define TESTS_PROPERTY_POLICY_WHOLE_SPACE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/policy/policy.h"
#include "tests/property/policy/naive_evaluator.h"

namespace tasuki::policy {

// Every situation of a policy, without counting them one by one. An outcome is
// an OR over grounds of what each opens alone, cut by its mask, so it is enough
// to look at each ground alone with a full mask. Where a situation lies
// (reader, role, relation, holder, purpose, class, whether the reader is the
// holder) is looked at value by value, the unknown ones included; positions are
// then alike if the policy sends them to the same row and the naive evaluator
// finds the same rules in scope. What is left is facts: one category at one
// position on one ground is decided by the facts that rules in scope mention
// there.

// Positions that are alike, and how many there are.
struct PositionClass {
  Situation example;
  NaiveEvaluator::InScope rules;
  uint64_t positions = 0;
};

std::vector<PositionClass> PositionClassesOf(const Policy& policy,
                                             const NaiveEvaluator& naive);

// The categories of one position and ground that mention the same facts.
struct CellGroup {
  Situation situation;  // with its one ground, without facts
  std::vector<std::pair<v1::Category, NaiveCell>> cells;
  CategorySet silent;  // no rule gives these on this ground
  // How facts matter: known true for grants and negated ceilings, known false
  // for ceilings.
  FactSet matter_true, matter_false;
  uint64_t positions = 0;
};

std::vector<CellGroup> GroupsOf(const PositionClass& position);

// How much of the facts to look at.
enum class Depth {
  kWhole,     // everything
  kNearUsual  // what differs from the most open facts in at most two ways
};

// Calls `visit` for each assignment of the group's facts until it returns
// false. Returns the number of assignments visited.
uint64_t ForEachAssignment(const CellGroup& group, Depth depth,
                           const std::function<bool(const KnownFacts&)>& visit);

// Compares policy and naive evaluator on the group.
struct Comparison {
  uint64_t compared = 0;  // assignments
  std::optional<std::string> disagreement;
};
Comparison Compare(const Policy& policy, const CellGroup& group, Depth depth);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_WHOLE_SPACE_H_
