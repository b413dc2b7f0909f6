#include "gateway/policy/explanation.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::policy {
namespace {

struct Words {
  absl::string_view withheld, existence, reduced, full;
  absl::string_view rule, ground, ceiling, nothing;
};

constexpr Words kJapanese = {
    "非開示", "存在のみ", "要約",   "全部",
    " 規則 ", " 根拠 ",   " 上限 ", "開示される区分はない。\n"};
constexpr Words kEnglish = {
    "withheld", "existence", "summary", "full",
    " rule ",   " ground ",  " limit ", "No category is disclosed.\n"};

absl::string_view LevelWord(const Words& words, v1::Level level) {
  switch (level) {
    case v1::LEVEL_FULL:
      return words.full;
    case v1::LEVEL_REDUCED:
      return words.reduced;
    case v1::LEVEL_EXISTENCE:
      return words.existence;
    case v1::LEVEL_WITHHELD:
    case v1::LEVEL_UNSPECIFIED:
    case v1::Level_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Level_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return words.withheld;
}

void AppendRule(const Policy& policy, absl::string_view id, bool japanese,
                absl::string_view word, std::string& text) {
  absl::StrAppend(&text, " |", word, id, ": ", policy.Sentence(id, japanese));
}

}  // namespace

std::string ExplanationText(const Policy& policy, const Situation& situation,
                            bool japanese) {
  const Words& words = japanese ? kJapanese : kEnglish;
  std::string text;
  for (const CategoryReason& reason : policy.Explain(situation)) {
    absl::StrAppend(&text, ShortName(reason.category), " ",
                    LevelWord(words, reason.level));
    AppendRule(policy, reason.grant_id, japanese, words.rule, text);
    absl::StrAppend(&text, " |", words.ground, ShortName(reason.basis));
    if (!reason.ground_source.empty()) {
      absl::StrAppend(&text, " (", reason.ground_source, ")");
    }
    if (!reason.ceiling_id.empty()) {
      AppendRule(policy, reason.ceiling_id, japanese, words.ceiling, text);
    }
    absl::StrAppend(&text, "\n");
  }
  return text.empty() ? std::string(words.nothing) : text;
}

}  // namespace tasuki::policy
