#include "gateway/analysis/pair_places.h"

#include <algorithm>

namespace tasuki::analysis {

int UnknownAt(const PlaceValues& values) {
  // The first is the reader, the last the ground.
  return static_cast<int>(std::count(values.begin() + 1, values.end() - 1, 0));
}

std::vector<PairPlaces> PlacesOfPairs(const RowPairs& pairs) {
  std::vector<PairPlaces> places(pairs.count());
  std::vector<int> unknown(pairs.count(), 0);
  for (uint32_t place = 0; place < PlaceCount(); ++place) {
    const uint32_t pair = pairs.PairAt(place);
    if (pairs.ChangesOf(pair).empty()) continue;
    PairPlaces& of_pair = places[pair];
    const PlaceValues values = PlaceAt(place);
    const int unknown_here = UnknownAt(values);
    if (of_pair.places.empty() || unknown_here < unknown[pair]) {
      of_pair.best = place;
      unknown[pair] = unknown_here;
    }
    of_pair.places.push_back(place);
    for (const Dimension dimension : kDimensions) {
      if (dimension == Dimension::kBasis) continue;
      of_pair.around.Of(dimension) |= uint64_t{1}
                                      << values[static_cast<size_t>(dimension)];
    }
  }
  return places;
}

}  // namespace tasuki::analysis
