#ifndef GATEWAY_ANALYSIS_SENTENCES_H_
#define GATEWAY_ANALYSIS_SENTENCES_H_

#include "gateway/analysis/diff.h"
#include "gateway/analysis/places.h"
#include "gateway/analysis/words.h"

namespace tasuki::analysis {

// What an officer would say to a colleague. `used` are the values at which
// anything is opened at all: a box that has all of these needs no word.

// "産科医療機関：チームの一員として、母子保健係の記録を、本人の同意で見るとき、",
// "hospital, on the team, records of the maternal health unit, on her
// consent:".
Text PlaceWords(const Box& where, const Box& used, const Circumstances& when);
// Only who: "産科医療機関（助産師）", "hospital (midwife)"; empty for
// everybody.
Text ReaderWords(uint64_t readers, uint64_t used);
Text RelationWords(uint64_t relations, uint64_t used);

// Up to a few by name, more by code; "every category" for all that are `used`.
Text CategoryWords(CategorySet categories, CategorySet used);

// Facts of a circumstance, joined by "and".
Text CircumstanceWords(const Circumstances& when);

Text DisclosureSentence(const DisclosureChange& change, bool widens,
                        const Box& used);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_SENTENCES_H_
