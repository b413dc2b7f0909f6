#ifndef GATEWAY_ANALYSIS_DEVIATIONS_H_
#define GATEWAY_ANALYSIS_DEVIATIONS_H_

#include <cstdint>
#include <vector>

#include "gateway/analysis/cells.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/region.h"

namespace tasuki::analysis {

// What a fact may be, as bits.
inline constexpr uint8_t kTrue = 1, kFalse = 2, kUnknown = 4;
struct FactIs {
  v1::Fact fact;
  uint8_t values;
  auto operator<=>(const FactIs&) const = default;
};
// All of these; by fact.
using Circumstances = std::vector<FactIs>;

uint8_t ValueOf(const KnownFacts& facts, v1::Fact fact);
void SetValue(v1::Fact fact, uint8_t value, KnownFacts& facts);
// When a limit or a promise acts: none of its facts is known to be otherwise.
Circumstances ActsWhen(const policy::Condition& condition);
// True if each fact has one of the values.
bool Hold(const Circumstances& circumstances, const KnownFacts& facts);

// The facts that lie in one region and outside of the other, as near to the
// ordinary case as they can be: of each way to get there the assignments that
// no other one reaches with fewer of the same deviations. Whatever lies there
// has the deviations of one of them. Bounded: of very many the first.
std::vector<KnownFacts> Nearest(const Region& in, const Region& out);

// How the facts deviate from the ordinary case.
Circumstances DeviationsOf(const KnownFacts& facts);

// A category that becomes wider, or narrower, in some circumstances: wherever
// it changes in this direction, the circumstances of one of these hold.
struct CellChange {
  bool widens = false;
  Circumstances when;
  KnownFacts at;  // the nearest such facts, all others ordinary
  v1::Level before = v1::LEVEL_WITHHELD;
  v1::Level after = v1::LEVEL_WITHHELD;
  absl::uint128 assignments = 0;  // of the facts that either cell mentions
};
// How many assignments of the facts that either mentions have a higher level in
// the one than in the other.
absl::uint128 CountHigher(const Cell& high, const Cell& low);
// Of these, those in the circumstances.
absl::uint128 CountHigherIn(const Circumstances& when, const Cell& high,
                            const Cell& low);
std::vector<CellChange> ChangesBetween(const Cell& before, const Cell& after);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_DEVIATIONS_H_
