#include "gateway/model/vocabulary.h"

#include <google/protobuf/descriptor.h>

#include "tests/status_matchers.h"

namespace tasuki {
namespace {

TEST(VocabularyTest, ParsesShortNames) {
  const auto audience = ParseAudience("CITY_MH");
  ASSERT_THAT(audience, IsOk());
  EXPECT_EQ(*audience, v1::AUDIENCE_TYPE_CITY_MH);
  EXPECT_EQ(*ParseCategory("C07"), v1::CATEGORY_C07);
  EXPECT_EQ(*ParseBasis("CWA_25"), v1::BASIS_CODE_CWA_25);
  EXPECT_EQ(*ParseName<v1::Branch>("WOMEN"), v1::BRANCH_WOMEN);
}

TEST(VocabularyTest, RefusesWhatIsNoShortName) {
  for (const char* text :
       {"", "UNSPECIFIED", "city_mh", "AUDIENCE_TYPE_CITY_MH", "CITY_MH ",
        "NONE", "CITY_XX"}) {
    EXPECT_THAT(ParseAudience(text),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << text;
  }
}

TEST(VocabularyTest, ErrorsNameTheVocabularyAndNotTheText) {
  const absl::Status status = ParsePurpose("Hanako Kuwana").status();
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("Purpose"));
  EXPECT_THAT(std::string(status.message()),
              testing::Not(testing::HasSubstr("Hanako")));
}

TEST(VocabularyTest, PrintsUnknownValuesWithoutFailing) {
  EXPECT_EQ(ShortName(v1::ROLE_UNSPECIFIED), "UNSPECIFIED");
  EXPECT_EQ(ShortName(static_cast<v1::Role>(999)), "999");
}

// Every vocabulary there is and every value of it.
TEST(VocabularyTest, EveryValueComesBackFromItsShortName) {
  const auto* file = v1::AudienceType_descriptor()->file();
  ASSERT_GT(file->enum_type_count(), 10);
  for (int i = 0; i < file->enum_type_count(); ++i) {
    const auto& vocabulary = *file->enum_type(i);
    for (int j = 1; j < vocabulary.value_count(); ++j) {
      const int value = vocabulary.value(j)->number();
      const auto parsed = vocabulary_internal::Parse(
          vocabulary, vocabulary_internal::Name(vocabulary, value));
      ASSERT_THAT(parsed, IsOk()) << vocabulary.value(j)->full_name();
      EXPECT_EQ(*parsed, value);
    }
  }
}

}  // namespace
}  // namespace tasuki
