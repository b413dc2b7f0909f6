#ifndef TESTS_PROPERTY_POLICY_WHOLE_SPACE_H_
#define TESTS_PROPERTY_POLICY_WHOLE_SPACE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gateway/policy/policy.h"
#include "tests/property/policy/fact_walk.h"
#include "tests/property/policy/naive_evaluator.h"
#include "tests/property/policy/table_evaluator.h"

namespace tasuki::policy {

// Every situation of a policy, without counting them one by one. An outcome is
// an OR over grounds of what each opens alone, cut by its mask, so it is enough
// to look at each ground alone with a full mask. Where a situation lies
// (reader, role, relation, holder, purpose, class, whether the reader is the
// holder) is looked at value by value, the unknown ones included. Positions are
// alike if the policy, the naive evaluator and the tables have the same rules
// in scope there. What is left is facts: one category on one ground is decided
// by the facts that rules in scope mention there.

// Positions that are alike, and how many there are.
struct PositionClass {
  Situation example;
  NaiveEvaluator::InScope rules;
  TableEvaluator::InScope rows;
  uint64_t positions = 0;
};

// A policy, the packs that it was compiled from, and the tables.
class Space {
 public:
  // The tables must outlive it.
  Space(const v1::PolicyPack& pack, const MatrixTables& tables);

  const Policy& policy() const { return *policy_; }
  const NaiveEvaluator& naive() const { return naive_; }
  const TableEvaluator& table() const { return table_; }
  const std::vector<PositionClass>& positions() const { return positions_; }

 private:
  void FindPositions();

  const std::shared_ptr<const Policy> policy_;
  const NaiveEvaluator naive_;
  const TableEvaluator table_;
  std::vector<PositionClass> positions_;
};

// The packs that are shipped, and the tables as they mean them. Takes a moment;
// built once.
const Space& TheSpace();

// Calls `visit` for each position of a legal reader, one after the other.
void ForEachPosition(const std::function<void(const Situation&)>& visit);

// One category on one ground, as the pack and as the tables have it.
struct CategoryCells {
  v1::Category category;
  Cell rules, rows;
};

// The categories on one ground that mention the same facts, at all positions
// where rules, rows and the compiled policy are the same.
struct CellGroup {
  Situation situation;  // an example, with its one ground, without facts
  std::vector<CategoryCells> cells;
  CategorySet silent;  // no rule gives these on this ground
  MatteringFacts facts;
  uint64_t positions = 0;
};

std::vector<CellGroup> GroupsOf(const Space& space);
// The groups of one ground at one position.
std::vector<CellGroup> GroupsAt(const PositionClass& position,
                                v1::BasisCode basis);

// Adds the facts that the cell mentions.
void AddFacts(const Cell& cell, MatteringFacts& facts);

// What went wrong, and how many situations are covered.
struct Comparison {
  double situations = 0;  // positions times assignments
  uint64_t compared = 0;  // assignments really looked at
  std::optional<std::string> disagreement;
};

// How much of a group's facts to look at.
enum class Depth {
  // Every assignment. Where the rules say that nothing opens, whatever the
  // facts that are still open, the policy is asked for the most open of them
  // and for each that closes one fact less favourably; that it opens no more
  // under less favourable facts has a test of its own.
  kWhole,
  // Every assignment, each really looked at.
  kEveryAssignment,
  // What differs from the most open facts in at most two ways.
  kNearUsual,
};
// Compares the policy with the rules, and with the rows, on the group.
Comparison Compare(const Policy& policy, const CellGroup& group, Depth depth);

// "CITY_MH/PHN MEMBER holder SOS_NPO SUPPORT GENERAL on CONSENT".
std::string PlaceOf(const Situation& situation);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_WHOLE_SPACE_H_
