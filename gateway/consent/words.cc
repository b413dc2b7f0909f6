#include "gateway/consent/words.h"

#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace tasuki::consent {
namespace {

struct Words {
  absl::string_view japanese, english;
  absl::string_view In(Language language) const {
    return language == Language::kJapanese ? japanese : english;
  }
};

constexpr std::array<Words, v1::Category_MAX + 1> kCategories = {{
    {"不明", "unknown"},
    {"相談や支援があること", "that there is a case"},
    {"氏名・生年月日など", "name, date of birth"},
    {"呼び名（仮名）", "name used instead of her own"},
    {"内密出産の身元情報", "identity in a confidential birth"},
    {"安全な連絡のしかた", "how to reach her safely"},
    {"妊娠SOSへの相談", "what was told to the pregnancy line"},
    {"妊娠の状況", "pregnancy"},
    {"特に慎重に扱う健康情報", "health matters of special care"},
    {"子どもの健康", "health of the child"},
    {"発達の状況", "development of the child"},
    {"医療的ケア", "medical care of the child"},
    {"虐待やリスクの見立て", "assessment of risk"},
    {"通告した人", "who made a report"},
    {"暴力と安全に関すること", "violence and safety"},
    {"避難先・守られた場所", "protected place"},
    {"生活・仕事・住まい", "money, work, housing"},
    {"家族のこと", "family"},
    {"パートナー・子の父親", "partner, father of the child"},
    {"本人の希望", "what she wants"},
    {"里親・施設などの措置", "foster care and placement"},
    {"里親・養親の身元", "identity of foster or adoptive parents"},
    {"援助の方針", "guidance policy"},
    {"支援の計画", "support plan"},
    {"担当や進みぐあい", "who is in charge, where it stands"},
    {"訪問・会議・連絡の記録", "visits, meetings, contacts"},
    {"助言を受けた記録", "notes of supervision"},
    {"非行に関すること", "juvenile offences"},
    {"同意と提供の記録", "consents and disclosures"},
    {"支援者の手元メモ", "workers' own notes"},
    {"内密出産であること", "that the birth is confidential"},
    {"出産費用の支払い方法", "how the delivery is paid"},
    {"約束した節目の知らせ", "agreed milestones"},
    {"住所・電話・学校など", "address, phone, school"},
    {"出生届に必要なこと", "items for registering the birth"},
}};

constexpr Words kNothing = {"何も見えません", "nothing is seen"};

Words LevelPair(v1::Level level) {
  switch (level) {
    case v1::LEVEL_EXISTENCE:
      return {"あることだけ", "only that it exists"};
    case v1::LEVEL_REDUCED:
      return {"要約のみ", "summary only"};
    case v1::LEVEL_FULL:
      return {"すべて", "in full"};
    case v1::LEVEL_WITHHELD:
    case v1::LEVEL_UNSPECIFIED:
    case v1::Level_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Level_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return {"見えない", "not seen"};
}

}  // namespace

absl::string_view CategoryWords(v1::Category category, Language language) {
  const bool known = v1::Category_IsValid(category);
  return kCategories[known ? category : 0].In(language);
}

absl::string_view LevelWords(v1::Level level, Language language) {
  return LevelPair(level).In(language);
}

std::string InWords(const LevelSet& levels, Language language) {
  const absl::string_view colon = language == Language::kJapanese ? "：" : ": ";
  std::vector<std::string> lines;
  for (const v1::Category category : levels.existence().members()) {
    lines.push_back(absl::StrCat(CategoryWords(category, language), colon,
                                 LevelWords(levels.At(category), language)));
  }
  if (lines.empty()) return std::string(kNothing.In(language));
  return absl::StrJoin(lines, "\n");
}

}  // namespace tasuki::consent
