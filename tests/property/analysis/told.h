#ifndef TESTS_PROPERTY_ANALYSIS_TOLD_H_
#define TESTS_PROPERTY_ANALYSIS_TOLD_H_

#include <algorithm>

#include "gateway/analysis/diff.h"

namespace tasuki::analysis {

inline PlaceValues ValuesOf(const policy::Situation& s) {
  PlaceValues values = {};
  for (size_t i = 0; i < LegalReaders().size(); ++i) {
    const Reader& reader = LegalReaders()[i];
    if (reader.audience == s.reader && reader.role == s.role) {
      values[0] = static_cast<int>(i);
    }
  }
  values[static_cast<size_t>(Dimension::kRelation)] = s.relation;
  values[static_cast<size_t>(Dimension::kHolder)] =
      s.reader_is_holder ? kSelf : s.holder;
  values[static_cast<size_t>(Dimension::kPurpose)] = s.purpose;
  values[static_cast<size_t>(Dimension::kClass)] = s.case_class;
  return values;
}

// Whether the sentence speaks of the category in this situation.
inline bool Covers(const Change& change, bool widens,
                   const policy::Situation& s, v1::Category category) {
  if (!change.disclosure.has_value() ||
      (change.effect == Effect::kWidens) != widens) {
    return false;
  }
  const DisclosureChange& disclosure = *change.disclosure;
  const bool speaks =
      std::any_of(disclosure.levels.begin(), disclosure.levels.end(),
                  [&](const LevelChange& level) {
                    return level.categories.Contains(category);
                  });
  const bool excepted =
      !disclosure.unless.empty() && Hold(disclosure.unless, s.facts);
  return speaks && !excepted && disclosure.where.HasPlace(ValuesOf(s)) &&
         policy::Has(disclosure.where.Of(Dimension::kBasis),
                     s.grounds[0].basis) &&
         Hold(disclosure.when, s.facts);
}

}  // namespace tasuki::analysis

#endif  // TESTS_PROPERTY_ANALYSIS_TOLD_H_
