#include "gateway/consent/words.h"

#include <gtest/gtest.h>

#include <set>

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

}  // namespace
}  // namespace tasuki::consent
