#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/model/vocabulary.h"
#include "tests/property/policy/whole_space.h"

namespace tasuki::policy {
namespace {

using Key = std::vector<uint64_t>;

void Append(const std::vector<CellRule>& rules, Key& key) {
  std::set<std::array<uint64_t, 5>> sorted;
  for (const CellRule& rule : rules) sorted.insert(rule.Key());
  key.push_back(sorted.size());
  for (const auto& words : sorted) {
    key.insert(key.end(), words.begin(), words.end());
  }
}

Key KeyOf(uint32_t opening, const CellGroup& group) {
  Key key = {opening, static_cast<uint64_t>(group.situation.grounds[0].basis),
             group.silent.bits()};
  for (const CategoryCells& cells : group.cells) {
    key.push_back(cells.category);
    for (const Cell* cell : {&cells.rules, &cells.rows}) {
      Append(cell->grants, key);
      Append(cell->ceilings, key);
    }
  }
  return key;
}

// Compares one group.
class Comparer {
 public:
  Comparer(const Policy& policy, const CellGroup& group)
      : policy_(policy),
        group_(group),
        situation_(group.situation),
        both_ways_(BothWays(group.facts)) {}

  void Check(const KnownFacts& facts) {
    ++result_.compared;
    situation_.facts = facts;
    const LevelSet outcome = policy_.Evaluate(situation_);
    if (!(outcome.existence() & group_.silent).empty()) {
      result_.disagreement =
          absl::StrCat(PlaceOf(situation_), ": opens what no rule gives");
    }
    for (const CategoryCells& cells : group_.cells) {
      const v1::Level is = outcome.At(cells.category);
      Expect(cells.category, is, cells.rules.LevelUnder(facts), "rules");
      Expect(cells.category, is, cells.rows.LevelUnder(facts), "tables");
    }
  }

  bool AllWithheld(const KnownFacts& facts) const {
    return std::all_of(
        group_.cells.begin(), group_.cells.end(), [&](const auto& cells) {
          return cells.rules.LevelUnder(facts) == v1::LEVEL_WITHHELD &&
                 cells.rows.LevelUnder(facts) == v1::LEVEL_WITHHELD;
        });
  }

  size_t both_ways() const { return both_ways_; }
  bool failed() const { return result_.disagreement.has_value(); }
  Comparison& result() { return result_; }

 private:
  void Expect(v1::Category category, v1::Level is, v1::Level said,
              absl::string_view who) {
    if (is == said) return;
    result_.disagreement =
        absl::StrCat(PlaceOf(situation_), ": ", ShortName(category), " is ",
                     ShortName(is), ", the ", who, " say ", ShortName(said));
  }

  const Policy& policy_;
  const CellGroup& group_;
  Situation situation_;
  const size_t both_ways_;
  Comparison result_;
};

// Where nothing opens any more: asks for the most open of what is left, and
// with each attribute that is left once less open.
bool GoesOn(const FactWalk& walk, Comparer& comparer, const KnownFacts& facts,
            size_t depth) {
  if (comparer.failed()) return false;
  // Facts that matter both ways have no most open state.
  if (depth < comparer.both_ways()) return true;
  if (!comparer.AllWithheld(facts)) return true;
  const auto& attributes = walk.attributes();
  comparer.Check(facts);
  KnownFacts other = facts;
  for (size_t i = depth; i < attributes.size(); ++i) {
    SetState(attributes[i], 1, other);
    comparer.Check(other);
    SetState(attributes[i], 0, other);
  }
  return false;
}

}  // namespace

void AddFacts(const Cell& cell, MatteringFacts& facts) {
  for (const CellRule& grant : cell.grants) {
    facts.known_true = facts.known_true | grant.facts;
    facts.known_false = facts.known_false | grant.negated;
  }
  for (const CellRule& ceiling : cell.ceilings) {
    facts.known_false = facts.known_false | ceiling.facts;
    facts.known_true = facts.known_true | ceiling.negated;
  }
}

std::vector<CellGroup> GroupsAt(const PositionClass& position,
                                v1::BasisCode basis) {
  std::map<std::array<uint64_t, 4>, CellGroup> by_facts;
  CategorySet silent;
  for (int c = 1; c <= v1::Category_MAX; ++c) {
    const auto category = static_cast<v1::Category>(c);
    CategoryCells cells = {
        category, NaiveEvaluator::CellOf(position.rules, basis, category),
        TableEvaluator::CellOf(position.rows, basis, category)};
    if (cells.rules.grants.empty()) silent = silent | CategorySet::Of(category);
    MatteringFacts facts;
    AddFacts(cells.rules, facts);
    AddFacts(cells.rows, facts);
    CellGroup& group =
        by_facts[{facts.known_true.words()[0], facts.known_true.words()[1],
                  facts.known_false.words()[0], facts.known_false.words()[1]}];
    group.facts = facts;
    group.cells.push_back(std::move(cells));
  }
  std::vector<CellGroup> groups;
  for (auto& [facts, group] : by_facts) {
    group.situation = position.example;
    Ground ground;
    ground.basis = basis;
    group.situation.grounds = {ground};
    group.silent = silent;
    group.positions = position.positions;
    groups.push_back(std::move(group));
  }
  return groups;
}

std::vector<CellGroup> GroupsOf(const Space& space) {
  std::map<Key, size_t> known;
  std::vector<CellGroup> groups;
  for (const PositionClass& position : space.positions()) {
    for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
      const auto basis = static_cast<v1::BasisCode>(b);
      const uint32_t opening =
          space.policy().OpeningNumber(position.example, basis);
      for (CellGroup& group : GroupsAt(position, basis)) {
        const auto [found, is_new] =
            known.emplace(KeyOf(opening, group), groups.size());
        if (is_new) {
          groups.push_back(std::move(group));
        } else {
          groups[found->second].positions += position.positions;
        }
      }
    }
  }
  return groups;
}

Comparison Compare(const Policy& policy, const CellGroup& group, Depth depth) {
  Comparer comparer(policy, group);
  FactWalk walk(AttributesOf(group.facts));
  const size_t all = walk.attributes().size();
  const auto check = [&](const KnownFacts& facts) {
    if (!comparer.failed()) comparer.Check(facts);
  };
  const auto go_on = [&](const KnownFacts&, size_t) {
    return !comparer.failed();
  };
  switch (depth) {
    case Depth::kWhole:
      walk.Go(
          all,
          [&](const KnownFacts& facts, size_t at) {
            return GoesOn(walk, comparer, facts, at);
          },
          check);
      break;
    case Depth::kEveryAssignment:
      walk.Go(all, go_on, check);
      break;
    case Depth::kNearUsual:
      walk.Go(2, go_on, check);
      break;
  }
  comparer.result().situations =
      walk.assignments() * static_cast<double>(group.positions);
  return comparer.result();
}

}  // namespace tasuki::policy
