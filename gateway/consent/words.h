#ifndef GATEWAY_CONSENT_WORDS_H_
#define GATEWAY_CONSENT_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "gateway/model/level_set.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/record_vocabulary.pb.h"
#include "tasuki/v1/vocabulary.pb.h"

// Levels and categories, and whom of those close to her, in the words that are
// read to the person before she agrees. Plain, short, without article numbers.
namespace tasuki::consent {

enum class Language { kJapanese, kEnglish };

// What the category is about: "妊娠の状況", "pregnancy".
absl::string_view CategoryWords(v1::Category category, Language language);

// How much is seen: "要約のみ", "summary only".
absl::string_view LevelWords(v1::Level level, Language language);

// One line for each category above WITHHELD, in the order of the categories,
// joined by line feeds: "妊娠の状況：要約のみ", "pregnancy: summary only". A
// sentence that nothing is seen if there is none.
std::string InWords(const LevelSet& levels, Language language);

// One of those close to her: "お母さん", "mother".
absl::string_view PersonWords(v1::PersonLabel person, Language language);

// One line for each person that the terms name, with what the holders may speak
// of, joined by line feeds; empty if they name nobody:
// "お母さんに、健診や訪問の予定を話してよい（それ以外は話さない）。",
// "Her mother may be told the days and places of check-ups and visits (nothing
// else)."
std::string FamilyInWords(const v1::ConsentTerms& terms, Language language);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_WORDS_H_
