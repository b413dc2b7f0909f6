#include "gateway/consent/words.h"

#include <gtest/gtest.h>

#include <set>

#include "gateway/consent/family.h"

namespace tasuki::consent {
namespace {

TEST(WordsTest, LevelsAreSaidPlainly) {
  const LevelSet levels =
      LevelSet::Of(CategorySet::Of(v1::CATEGORY_C19), v1::LEVEL_FULL)
          .Join(LevelSet::Of(CategorySet::Of(v1::CATEGORY_C07),
                             v1::LEVEL_REDUCED))
          .Join(LevelSet::Of(CategorySet::Of(v1::CATEGORY_C01),
                             v1::LEVEL_EXISTENCE));
  EXPECT_EQ(InWords(levels, Language::kJapanese),
            "相談や支援があること：あることだけ\n"
            "妊娠の状況：要約のみ\n"
            "本人の希望：すべて");
  EXPECT_EQ(InWords(levels, Language::kEnglish),
            "that there is a case: only that it exists\n"
            "pregnancy: summary only\n"
            "what she wants: in full");
}

TEST(WordsTest, NothingIsSaidToo) {
  EXPECT_EQ(InWords(LevelSet(), Language::kJapanese), "何も見えません");
  EXPECT_EQ(InWords(LevelSet(), Language::kEnglish), "nothing is seen");
}

TEST(WordsTest, EveryCategoryHasItsOwnWordsInBothLanguages) {
  std::set<absl::string_view> japanese, english;
  for (int n = 1; n <= v1::Category_MAX; ++n) {
    const auto category = static_cast<v1::Category>(n);
    japanese.insert(CategoryWords(category, Language::kJapanese));
    english.insert(CategoryWords(category, Language::kEnglish));
  }
  EXPECT_EQ(japanese.size(), static_cast<size_t>(v1::Category_MAX));
  EXPECT_EQ(english.size(), static_cast<size_t>(v1::Category_MAX));
  EXPECT_EQ(japanese.count(""), 0u);
  EXPECT_EQ(english.count(""), 0u);
}

// The table is by position: one entry of each end and the middle shows that
// none slipped.
TEST(WordsTest, WordsStandAtTheirCategory) {
  const auto in_english = [](v1::Category category) {
    return CategoryWords(category, Language::kEnglish);
  };
  EXPECT_EQ(in_english(v1::CATEGORY_C02), "name, date of birth");
  EXPECT_EQ(in_english(v1::CATEGORY_C15), "protected place");
  EXPECT_EQ(in_english(v1::CATEGORY_C23), "support plan");
  EXPECT_EQ(in_english(v1::CATEGORY_C34), "items for registering the birth");
  EXPECT_EQ(in_english(static_cast<v1::Category>(99)), "unknown");
}

TEST(WordsTest, LevelOfALaterVocabularyIsNotSeen) {
  EXPECT_EQ(LevelWords(static_cast<v1::Level>(9), Language::kEnglish),
            "not seen");
}

TEST(WordsTest, WhomSheNamesAndOfWhatALineEach) {
  v1::ConsentTerms terms;
  EXPECT_EQ(FamilyInWords(terms, Language::kJapanese), "");
  v1::FamilyRecipient& mother = *terms.add_family();
  mother.set_person(v1::PERSON_LABEL_MOTHER);
  mother.add_topics(v1::FAMILY_TOPIC_APPOINTMENTS);
  mother.add_topics(v1::FAMILY_TOPIC_CHILD);
  v1::FamilyRecipient& friend_of_hers = *terms.add_family();
  friend_of_hers.set_person(v1::PERSON_LABEL_FRIEND);
  friend_of_hers.add_topics(v1::FAMILY_TOPIC_PREGNANCY);
  EXPECT_EQ(FamilyInWords(terms, Language::kJapanese),
            "お母さんに、健診や訪問の予定と、子どものようすを話してよい"
            "（それ以外は話さない）。\n"
            "友だちに、妊娠の経過を話してよい（それ以外は話さない）。");
  EXPECT_EQ(FamilyInWords(terms, Language::kEnglish),
            "Her mother may be told the days and places of check-ups and "
            "visits, and how the child is (nothing else).\n"
            "Her friend may be told how the pregnancy goes (nothing else).");
  terms.set_capacity(v1::CONSENT_CAPACITY_GUARDIAN_FOR_CHILD);
  terms.mutable_family()->RemoveLast();
  mother.mutable_topics()->RemoveLast();
  EXPECT_EQ(FamilyInWords(terms, Language::kEnglish),
            "The child's mother may be told the days and places of check-ups "
            "and visits (nothing else).");
}

TEST(WordsTest, EverybodyWhomSheMayNameHasWordsInBothLanguages) {
  for (const Language language : {Language::kJapanese, Language::kEnglish}) {
    const absl::string_view unknown =
        PersonWords(v1::PERSON_LABEL_UNSPECIFIED, language);
    std::set<absl::string_view> words;
    int named = 0;
    for (int n = 0; n <= v1::PersonLabel_MAX; ++n) {
      const auto person = static_cast<v1::PersonLabel>(n);
      const bool said = PersonWords(person, language) != unknown;
      EXPECT_EQ(said, IsCloseToHer(person)) << n;
      if (said) words.insert(PersonWords(person, language));
      named += said ? 1 : 0;
    }
    EXPECT_EQ(words.size(), static_cast<size_t>(named));
  }
}

}  // namespace
}  // namespace tasuki::consent
