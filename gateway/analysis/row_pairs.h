#ifndef GATEWAY_ANALYSIS_ROW_PAIRS_H_
#define GATEWAY_ANALYSIS_ROW_PAIRS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "gateway/analysis/cells.h"
#include "gateway/analysis/deviations.h"
#include "gateway/analysis/places.h"

namespace tasuki::analysis {

// A rule that differs between two versions; null where it does not exist. A
// grant and a limit are two rules, also where they have the same id.
struct ChangedRule {
  std::string id;
  const policy::GrantRule* grant_before = nullptr;
  const policy::GrantRule* grant_after = nullptr;
  const policy::CeilingRule* ceiling_before = nullptr;
  const policy::CeilingRule* ceiling_after = nullptr;
};

// A changed rule, and on which side it acts on a cell.
struct Cause {
  const ChangedRule* rule = nullptr;
  bool before = false, after = false;
  auto operator<=>(const Cause&) const = default;
};

// Categories that change alike on one ground at the places of one row pair.
struct PairChange {
  v1::BasisCode basis;
  CategorySet categories;
  Cell before, after;
  std::vector<Cause> causes;  // by id; those that act there
};

// The rows of two versions side by side: places with the same pair of rows
// change alike. Everything that changes is found here, rule by rule.
class RowPairs {
 public:
  // The tables must outlive it.
  RowPairs(const Tables& before, const Tables& after);

  const Tables& before() const { return before_; }
  const Tables& after() const { return after_; }
  // Pair 0 opens nothing in either version.
  size_t count() const { return rows_.size(); }
  uint32_t PairAt(uint32_t place) const { return pair_at_[place]; }
  uint32_t RowBefore(uint32_t pair) const { return rows_[pair].first; }
  uint32_t RowAfter(uint32_t pair) const { return rows_[pair].second; }
  const std::vector<PairChange>& ChangesOf(uint32_t pair) const {
    return changes_[pair];
  }
  // The rules of both versions that differ in what they say, by kind and id.
  const std::vector<ChangedRule>& changed() const { return changed_; }
  // The values of the dimension at which something is opened at all.
  const Box& used() const { return used_; }

 private:
  void FindPairs();
  void FindChangedRules();
  void FindChangesOf(uint32_t pair);
  // What two openings have different, category by category alike.
  struct Difference {
    CategorySet categories;
    Cell before, after;
  };
  const std::vector<Difference>& DifferencesOf(uint32_t before, uint32_t after);
  std::vector<Cause> CausesOf(uint32_t pair, v1::BasisCode basis,
                              v1::Category category) const;

  const Tables& before_;
  const Tables& after_;
  std::vector<uint32_t> pair_at_;
  std::vector<std::pair<uint32_t, uint32_t>> rows_;
  std::vector<ChangedRule> changed_;
  absl::flat_hash_map<const void*, const ChangedRule*> changed_by_rule_;
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, std::vector<Difference>>
      differences_;
  std::vector<std::vector<PairChange>> changes_;
  Box used_;
};

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_ROW_PAIRS_H_
