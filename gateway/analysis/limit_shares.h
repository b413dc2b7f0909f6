#ifndef GATEWAY_ANALYSIS_LIMIT_SHARES_H_
#define GATEWAY_ANALYSIS_LIMIT_SHARES_H_

#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/numeric/int128.h"
#include "gateway/analysis/deviations.h"
#include "gateway/analysis/row_pairs.h"

namespace tasuki::analysis {

// A limit that one side of a change has and the other has not, or not so low,
// or not always when it acts.
struct OneSided {
  const ChangedRule* rule;
  const policy::CeilingRule* limit;  // as that side has it
  v1::Level at_most;
  // Where all of these hold too, the other version acts as well.
  Circumstances unless;
};

// The limits behind a change of a category: those that hold it down before, and
// those that do after. By id.
struct LimitsOfChange {
  std::vector<OneSided> lifted, set;
};
LimitsOfChange LimitsOf(const PairChange& change, v1::Category category);

// What one limit holds down that is free without it.
struct LimitShare {
  size_t limit;  // number into the limits
  // Limits that hold the same down in the same circumstances: it is free only
  // without all of them.
  std::vector<size_t> with;
  v1::Level highest;  // without it
  absl::uint128 assignments;
  KnownFacts at;  // an example
};

// A change, limit by limit. Where a level differs, a limit of one of the shares
// acts and is lower than the level that is free, or the facts lie in `rest`.
class ChangeShares {
 public:
  ChangeShares(const Cell& before, const Cell& after, LimitsOfChange limits);

  // Limits that hold something down which no other one does.
  void AddAlone(absl::flat_hash_set<const ChangedRule*>& rules) const;
  // Where several limits hold the same down, one of `preferred` has the share.
  void Divide(const absl::flat_hash_set<const ChangedRule*>& preferred);

  const LimitsOfChange& limits() const { return limits_; }
  const std::vector<LimitShare>& lifted() const { return lifted_.shares; }
  const std::vector<LimitShare>& set() const { return set_.shares; }
  const std::vector<CellChange>& rest() const { return rest_; }

 private:
  struct Side {
    Cell all;                 // under all limits
    std::vector<bool> alone;  // by limit
    std::vector<LimitShare> shares;
  };
  static Side SideOf(const Cell& free, const std::vector<OneSided>& limits);
  void DivideSide(const Cell& free, const Cell& held,
                  const std::vector<OneSided>& limits,
                  const absl::flat_hash_set<const ChangedRule*>& preferred,
                  Side& side) const;

  Cell before_, after_;
  LimitsOfChange limits_;
  Side lifted_, set_;
  std::vector<CellChange> rest_;
};

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_LIMIT_SHARES_H_
