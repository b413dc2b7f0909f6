#ifndef GATEWAY_ANALYSIS_WORDS_H_
#define GATEWAY_ANALYSIS_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::analysis {

enum class Language { kJapanese, kEnglish };

// The same in both languages, for officers.
struct Text {
  std::string ja, en;
  const std::string& In(Language language) const {
    return language == Language::kJapanese ? ja : en;
  }
  bool operator==(const Text&) const = default;
};

// The words of a value in the midst of a sentence; its short name if it has
// none yet.
std::string Words(v1::AudienceType value, Language language);
std::string Words(v1::Role value, Language language);
std::string Words(v1::Relation value, Language language);
std::string Words(v1::Purpose value, Language language);
std::string Words(v1::CaseClass value, Language language);
std::string Words(v1::BasisCode value, Language language);
std::string Words(v1::Category value, Language language);
std::string Words(v1::Level value, Language language);
std::string Words(v1::Obligation value, Language language);
std::string Words(v1::Action value, Language language);

// "C17 家族・親族", "C17 family and kinship".
std::string CodeAndWords(v1::Category category, Language language);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_WORDS_H_
