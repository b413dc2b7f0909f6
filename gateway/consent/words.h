#ifndef GATEWAY_CONSENT_WORDS_H_
#define GATEWAY_CONSENT_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "gateway/model/level_set.h"
#include "tasuki/v1/vocabulary.pb.h"

// Levels and categories in the words that are read to the person before she
// agrees. Plain, short, without article numbers.
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

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_WORDS_H_
