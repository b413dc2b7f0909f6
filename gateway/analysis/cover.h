#ifndef GATEWAY_ANALYSIS_COVER_H_
#define GATEWAY_ANALYSIS_COVER_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "gateway/analysis/places.h"
#include "gateway/model/level_set.h"

namespace tasuki::analysis {

// Something that is to be said of some categories at one place on one ground.
// Things of different kinds are said in one sentence where they meet.
struct Said {
  uint32_t place;
  uint8_t basis;
  uint8_t kind;
  CategorySet categories;
};

// One sentence: of all places and grounds of the box, of each kind the
// categories.
struct Sentence {
  Box where;
  std::vector<std::pair<uint8_t, CategorySet>> kinds;
  std::vector<size_t> covers;  // numbers into what was to be said
};

// Of which categories it would not be true to say `kind` at this place.
using UntrueOf =
    std::function<CategorySet(uint32_t place, uint8_t basis, uint8_t kind)>;

// Places of one class are alike in this.
using ClassOf = std::function<uint32_t(uint32_t place)>;

// Says all of it in few sentences, none of which is untrue anywhere.
std::vector<Sentence> Cover(const std::vector<Said>& said,
                            const UntrueOf& untrue, const ClassOf& class_of);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_COVER_H_
