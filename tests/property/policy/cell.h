#ifndef TESTS_PROPERTY_POLICY_CELL_H_
#define TESTS_PROPERTY_POLICY_CELL_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "gateway/model/fact_set.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::policy {

using Levels = std::array<v1::Level, v1::Category_MAX + 1>;

// A rule, as far as one category on one ground at one position is concerned.
struct CellRule {
  FactSet facts;
  FactSet negated;  // facts that the condition wants false
  v1::Level level = v1::LEVEL_WITHHELD;

  void Add(v1::Fact fact, bool is_negated) {
    FactSet& set = is_negated ? negated : facts;
    set = set | FactSet::Of(fact);
  }
  bool AllKnownTrue(const KnownFacts& known) const {
    return known.known_true().ContainsAll(facts) &&
           known.known_false().ContainsAll(negated);
  }
  bool SomeKnownFalse(const KnownFacts& known) const {
    return known.known_false().Intersects(facts) ||
           known.known_true().Intersects(negated);
  }
  std::array<uint64_t, 5> Key() const {
    return {facts.words()[0], facts.words()[1], negated.words()[0],
            negated.words()[1], static_cast<uint64_t>(level)};
  }
};

// What rules say of one category on one ground at one position: small enough to
// be evaluated under many facts. As docs/policy.md has it: the highest level of
// a grant whose facts are all known true, at most that of every ceiling whose
// condition is not known false.
struct Cell {
  std::vector<CellRule> grants;
  std::vector<CellRule> ceilings;

  v1::Level LevelUnder(const KnownFacts& facts) const {
    v1::Level level = v1::LEVEL_WITHHELD;
    for (const CellRule& grant : grants) {
      if (grant.AllKnownTrue(facts)) level = std::max(level, grant.level);
    }
    for (const CellRule& ceiling : ceilings) {
      if (level <= ceiling.level) continue;
      if (!ceiling.SomeKnownFalse(facts)) level = ceiling.level;
    }
    return level;
  }
};

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_CELL_H_
