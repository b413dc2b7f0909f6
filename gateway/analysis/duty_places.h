#ifndef GATEWAY_ANALYSIS_DUTY_PLACES_H_
#define GATEWAY_ANALYSIS_DUTY_PLACES_H_

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "gateway/analysis/opening_cells.h"
#include "gateway/analysis/row_pairs.h"

namespace tasuki::analysis {

// For each ground and obligation the categories that carry it.
using Duties = std::map<std::pair<v1::BasisCode, v1::Obligation>, CategorySet>;
CategorySet CategoriesOf(const Duties& duties, v1::BasisCode basis,
                         v1::Obligation duty);

// Facts as near to the ordinary case as can be, and how many are otherwise.
struct NearestFacts {
  KnownFacts facts;
  int deviations = 0;
};

// What the rules of obligations say at each place where something opens after,
// before and after, and what it is that opens.
class DutyPlaces {
 public:
  // The pairs must outlive it.
  explicit DutyPlaces(const RowPairs& pairs);

  // Places of one class have the same duties and open the same; class 0 opens
  // nothing after.
  uint32_t ClassAt(uint32_t place) const { return class_at_[place]; }
  const Duties& Before(uint32_t place) const { return RulesAt(place).before; }
  const Duties& After(uint32_t place) const { return RulesAt(place).after; }
  // What carries a duty on the one side and not on the other.
  const Duties& Lost(uint32_t place) const { return RulesAt(place).lost; }
  const Duties& Gained(uint32_t place) const { return RulesAt(place).gained; }

  // The categories that the ground opens there after, under some facts.
  CategorySet OpenedAfter(uint32_t place, v1::BasisCode basis);
  // The categories that the ground opens there after, alike by alike.
  const std::vector<AlikeCell>& CellsAfter(uint32_t place,
                                           v1::BasisCode basis) {
    return cells_.Of(OpeningAfter(place, basis));
  }
  // Facts under which it opens one of these, of which it opens some.
  const NearestFacts& FactsThatOpen(uint32_t place, v1::BasisCode basis,
                                    CategorySet categories);

 private:
  // What the rules say where the same of them speak.
  struct RulesHere {
    Duties before, after, lost, gained;
  };
  struct PlaceClass {
    uint32_t row = 0;    // after
    uint32_t rules = 0;  // number into rules_
  };
  const RulesHere& RulesAt(uint32_t place) const {
    return rules_[classes_[class_at_[place]].rules];
  }
  uint32_t OpeningAfter(uint32_t place, v1::BasisCode basis) const;

  const RowPairs& pairs_;
  OpeningCells cells_;
  std::vector<uint32_t> class_at_;
  std::vector<PlaceClass> classes_;
  std::vector<RulesHere> rules_;                       // the first of class 0
  absl::flat_hash_map<uint32_t, CategorySet> opened_;  // by opening
  // By opening and categories.
  absl::flat_hash_map<std::pair<uint32_t, uint64_t>, NearestFacts> nearest_;
};

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_DUTY_PLACES_H_
