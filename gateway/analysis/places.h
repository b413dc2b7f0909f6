#ifndef GATEWAY_ANALYSIS_PLACES_H_
#define GATEWAY_ANALYSIS_PLACES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "gateway/policy/row_index.h"
#include "gateway/policy/rules.h"
#include "gateway/policy/situation.h"

namespace tasuki::analysis {

// A place is a situation without facts and grounds. All of them are walked:
// each legal reader, and every value of the other attributes, the unknown ones
// included. A reader that claims to be the holder of what another kind of body
// holds is not believed, so that it has no place of its own.

enum class Dimension { kReader, kRelation, kHolder, kPurpose, kClass, kBasis };
inline constexpr std::array<Dimension, 6> kDimensions = {
    Dimension::kBasis,   Dimension::kReader, Dimension::kHolder,
    Dimension::kPurpose, Dimension::kClass,  Dimension::kRelation};

struct Reader {
  v1::AudienceType audience;
  v1::Role role;
};
// The legal readers, by audience and role.
const std::vector<Reader>& LegalReaders();

// The value of the dimension kHolder for a reader that is the holder itself;
// the others are audiences.
inline constexpr int kSelf = v1::AudienceType_MAX + 1;

// How many values a dimension has; of kReader the number into LegalReaders().
int ValuesOf(Dimension dimension);

// The number of a place, and its values by dimension; kBasis is not among them.
using PlaceValues = std::array<int, 6>;
uint32_t PlaceCount();
PlaceValues PlaceAt(uint32_t place);
policy::Situation SituationAt(const PlaceValues& values);

// A set of places and bases: all combinations of some values of each dimension.
// Bit v of a word is value v.
struct Box {
  std::array<uint64_t, 6> values = {};

  uint64_t& Of(Dimension dimension) {
    return values[static_cast<size_t>(dimension)];
  }
  uint64_t Of(Dimension dimension) const {
    return values[static_cast<size_t>(dimension)];
  }
  bool HasPlace(const PlaceValues& place) const;
  auto operator<=>(const Box&) const = default;
};
// All values of the dimension.
uint64_t AllOf(Dimension dimension);

// The box around all places at which a rule with this scope speaks.
Box BoxOf(const policy::ScopeMask& scope, uint64_t bases);

// The places of the box, in order.
std::vector<uint32_t> PlacesIn(const Box& box);

// For each place the row of the index that decides there.
std::vector<uint32_t> RowsOf(const policy::RowIndex& index);

// Whether a rule with this scope speaks at the place. What an unknown value
// matches is in the mask already.
bool InScope(const policy::ScopeMask& scope, const PlaceValues& place);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_PLACES_H_
