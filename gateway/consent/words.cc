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

Words PersonPair(v1::PersonLabel person) {
  switch (person) {
    case v1::PERSON_LABEL_MOTHER:
      return {"お母さん", "mother"};
    case v1::PERSON_LABEL_FATHER:
      return {"お父さん", "father"};
    case v1::PERSON_LABEL_STEPMOTHER:
      return {"継母やお父さんのパートナー", "stepmother or father's partner"};
    case v1::PERSON_LABEL_STEPFATHER:
      return {"継父やお母さんのパートナー", "stepfather or mother's partner"};
    case v1::PERSON_LABEL_PARTNER:
      return {"パートナー", "partner"};
    case v1::PERSON_LABEL_SPOUSE:
      return {"夫や妻", "husband or wife"};
    case v1::PERSON_LABEL_FORMER_PARTNER:
      return {"前のパートナーや夫・妻", "former partner, husband or wife"};
    case v1::PERSON_LABEL_MATERNAL_GRANDMOTHER:
      return {"母方のおばあさん", "mother's mother"};
    case v1::PERSON_LABEL_MATERNAL_GRANDFATHER:
      return {"母方のおじいさん", "mother's father"};
    case v1::PERSON_LABEL_PATERNAL_GRANDMOTHER:
      return {"父方のおばあさん", "father's mother"};
    case v1::PERSON_LABEL_PATERNAL_GRANDFATHER:
      return {"父方のおじいさん", "father's father"};
    case v1::PERSON_LABEL_GREAT_GRANDPARENT:
      return {"ひいおばあさんやひいおじいさん", "great-grandparent"};
    case v1::PERSON_LABEL_ELDER_SIBLING:
      return {"兄や姉", "elder brother or sister"};
    case v1::PERSON_LABEL_YOUNGER_SIBLING:
      return {"弟や妹", "younger brother or sister"};
    case v1::PERSON_LABEL_AUNT_OR_UNCLE:
      return {"おじやおば", "aunt or uncle"};
    case v1::PERSON_LABEL_OTHER_RELATIVE:
      return {"ほかの親せき", "other relative"};
    case v1::PERSON_LABEL_FRIEND:
      return {"友だち", "friend"};
    default:
      return {"不明な人", "unknown person"};
  }
}

Words TopicPair(v1::FamilyTopic topic) {
  switch (topic) {
    case v1::FAMILY_TOPIC_APPOINTMENTS:
      return {"健診や訪問の予定",
              "the days and places of check-ups and visits"};
    case v1::FAMILY_TOPIC_PREGNANCY:
      return {"妊娠の経過", "how the pregnancy goes"};
    case v1::FAMILY_TOPIC_CHILD:
      return {"子どものようす", "how the child is"};
    default:
      return {"不明なこと", "something unknown"};
  }
}

// Whose: a guardian speaks of those close to the child.
Words WhosePair(v1::ConsentCapacity capacity) {
  return capacity == v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD
             ? Words{"お子さんの", "The child's "}
             : Words{"", "Her "};
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

absl::string_view PersonWords(v1::PersonLabel person, Language language) {
  return PersonPair(person).In(language);
}

std::string FamilyInWords(const v1::ConsentTerms& terms, Language language) {
  const bool japanese = language == Language::kJapanese;
  std::vector<std::string> lines;
  for (const v1::FamilyRecipient& one : terms.family()) {
    std::vector<absl::string_view> topics;
    for (const int topic : one.topics()) {
      topics.push_back(
          TopicPair(static_cast<v1::FamilyTopic>(topic)).In(language));
    }
    lines.push_back(
        absl::StrCat(WhosePair(terms.capacity()).In(language),
                     PersonWords(one.person(), language),
                     japanese ? "に、" : " may be told ",
                     absl::StrJoin(topics, japanese ? "と、" : ", and "),
                     japanese ? "を話してよい（それ以外は話さない）。"
                              : " (nothing else)."));
  }
  return absl::StrJoin(lines, "\n");
}

}  // namespace tasuki::consent
