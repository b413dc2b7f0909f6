#ifndef GATEWAY_ANALYSIS_PAIR_PLACES_H_
#define GATEWAY_ANALYSIS_PAIR_PLACES_H_

#include <cstdint>
#include <vector>

#include "gateway/analysis/places.h"
#include "gateway/analysis/row_pairs.h"

namespace tasuki::analysis {

// The places of a pair; nothing of a pair that does not change.
struct PairPlaces {
  std::vector<uint32_t> places;
  Box around;
  uint32_t best = 0;  // where most is known
};
std::vector<PairPlaces> PlacesOfPairs(const RowPairs& pairs);

// How many of the values are unknown.
int UnknownAt(const PlaceValues& values);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_PAIR_PLACES_H_
