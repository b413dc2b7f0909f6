#ifndef GATEWAY_ANALYSIS_CELLS_H_
#define GATEWAY_ANALYSIS_CELLS_H_

#include <array>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/analysis/region.h"
#include "gateway/model/level_set.h"
#include "gateway/policy/row_index.h"
#include "gateway/policy/rules.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::analysis {

// The tables that decide, as the engine has them, with the rules behind them.
struct Tables {
  policy::Rules rules;
  policy::RowIndex index;
};
// INVALID_ARGUMENT as Policy::Compile.
absl::StatusOr<Tables> CompileTables(const std::vector<v1::PolicyPack>& packs);

// What one ground opens in one row, rule by rule.
struct Opening {
  std::vector<policy::OpeningGrant> grants;
  std::vector<policy::OpeningCeiling> ceilings;
};
Opening OpeningAt(const policy::RowIndex& index, uint32_t number);

inline constexpr std::array<v1::Level, 3> kOpenLevels = {
    v1::LEVEL_EXISTENCE, v1::LEVEL_REDUCED, v1::LEVEL_FULL};

// When a category is opened at least to EXISTENCE, REDUCED and FULL.
struct Cell {
  std::array<Region, 3> at_least;

  // Above WITHHELD.
  const Region& AtLeast(v1::Level level) const {
    return at_least[level - v1::LEVEL_EXISTENCE];
  }
  v1::Level LevelUnder(const KnownFacts& facts) const;
  bool empty() const { return at_least[0].empty(); }
  FactSet facts() const;
  bool operator==(const Cell&) const = default;
};
Cell CellOf(const Opening& opening, v1::Category category);
// What is left of the cell under one more limit.
Cell Limited(const Cell& cell, const policy::Condition& condition,
             v1::Level at_most);

// The categories that all rules of these openings treat alike, part by part;
// those that nothing gives are left out.
std::vector<CategorySet> AlikeIn(const std::vector<const Opening*>& openings);

// The categories that have this level or more.
CategorySet AtLeast(const LevelSet& levels, v1::Level level);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_CELLS_H_
