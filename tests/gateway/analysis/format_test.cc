#include "gateway/analysis/format.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/policy/pack.h"
#include "tests/files.h"

namespace tasuki::analysis {
namespace {

using google::protobuf::util::MessageDifferencer;

std::string Formatted(const std::string& text) {
  const auto formatted = FormatText(text);
  EXPECT_TRUE(formatted.ok()) << formatted.status();
  return formatted.value_or("");
}

TEST(FormatTest, PutsATextIntoItsCanonicalForm) {
  EXPECT_EQ(Formatted(R"(# head
name :"n"
grants<id:'GR-1' # about the ground
  ground:"CONSENT" condition: [ "A" ]
  gives{level:"FULL" categories:"C01" categories:"C02"}
  sentence_en:"One two three four five six seven eight nine ten "
  "eleven twelve thirteen"
>
# of the second


ceilings{id:"CE-1"
# the end
})"),
            R"(# head
name: "n"

grants {
  id: "GR-1"
  # about the ground
  ground: "CONSENT"
  condition: "A"
  gives {
    level: "FULL"
    categories: ["C01", "C02"]
  }
  sentence_en:
      "One two three four five six seven eight nine ten eleven twelve thirteen"
}

# of the second

ceilings {
  id: "CE-1"
  # the end
}
)");
}

TEST(FormatTest, ATextThatCannotBeReadIsRefusedWithItsPlace) {
  for (const auto& [text, place] :
       std::vector<std::pair<const char*, const char*>>{
           {"grants {\n  id: \"A\n}", "line 2, column 9"},
           {"grants {\n  id \"A\"\n}", "line 2, column 6"},
           {"grants {\n", "line 2, column 1"},
           {"}\n", "line 1, column 1"},
           {"a: \"\xff\"", "line 1, column 5"}}) {
    EXPECT_THAT(std::string(FormatText(text).status().message()),
                testing::HasSubstr(place))
        << text;
  }
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "a {";
  EXPECT_FALSE(FormatText(deep).ok());
}

// What a pack of this literal is called, or nothing.
std::optional<std::string> Meant(const std::string& literal) {
  const auto pack = policy::LoadPack(absl::StrCat("name: ", literal));
  if (!pack.ok()) return std::nullopt;
  return pack->name();
}

TEST(FormatTest, OddLiteralsSayTheSameAfterwards) {
  for (const std::string& literal : std::vector<std::string>{
           R"('a\\"b')", R"("a\x4" "1")", R"('a"b')", R"('a\"b')", R"("a\'b")",
           R"("\0" "7")", R"("\18")", R"('\\' "\\")", R"("\n\t\r\a\b\f\v\?")",
           R"("\u3042\U0001F600")", R"("\343\201\202")", R"("\xe3\x81\x82")",
           R"("\u202E\u200B\uFE0F")", R"("" '' "")", R"("  a  " "  b")"}) {
    const std::optional<std::string> meant = Meant(literal);
    ASSERT_TRUE(meant.has_value()) << literal;
    const std::string formatted = Formatted(absl::StrCat("name: ", literal));
    const auto again = policy::LoadPack(formatted);
    ASSERT_TRUE(again.ok()) << literal;
    EXPECT_EQ(again->name(), *meant) << literal;
    EXPECT_EQ(Formatted(formatted), formatted);
  }
  EXPECT_EQ(Formatted(R"(name: 'あ\\"い')"), "name: \"あ\\\\\\\"い\"\n");
  EXPECT_EQ(Formatted(R"(name: "a\x4" "1")"), "name: \"a\\0041\"\n");
  EXPECT_EQ(Formatted(R"(name: "\u202E")"), "name: \"\\u202E\"\n");
}

TEST(FormatTest, LiteralsOfChanceSayTheSameAfterwardsOrAreRefused) {
  const std::vector<std::string> pieces = {
      "\\",  "\"",  "'",    "x",       "4",     "1",    "7",  "u", "0041",
      "あ",  "\\n", "\\x4", "\\u3042", "\\101", "\\\\", " ",  "#", "\\\"",
      "\\'", "{",   ",",    "\\303",   "\\251", "U",    "\t", "]", "\u3000"};
  std::minstd_rand chance(20);
  int said = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string quote = chance() % 2 == 0 ? "\"" : "'";
    std::string literal = quote;
    for (size_t n = chance() % 8; n > 0; --n) {
      literal += pieces[chance() % pieces.size()];
    }
    literal += quote;
    const std::optional<std::string> meant = Meant(literal);
    const auto formatted = FormatText(absl::StrCat("name: ", literal));
    ASSERT_EQ(formatted.ok(), meant.has_value())
        << literal << " " << formatted.status();
    if (!meant.has_value()) continue;
    const auto again = policy::LoadPack(*formatted);
    ASSERT_TRUE(again.ok()) << literal;
    ASSERT_EQ(again->name(), *meant) << literal;
    ++said;
  }
  EXPECT_GT(said, 5'000);
}

TEST(FormatTest, MessagesOfAListStandOneByOne) {
  EXPECT_EQ(Formatted("grants { gives [{ level: \"FULL\" }, # why\n"
                      "{ level: \"REDUCED\" }] }"),
            "grants {\n  gives {\n    level: \"FULL\"\n  }\n  # why\n  gives "
            "{\n    level: \"REDUCED\"\n  }\n}\n");
}

TEST(FormatTest, WhatIsNeitherAPackNorCasesIsRefused) {
  for (const char* text : {"a: 1\n", "cases { names: \"a\" }",
                           "name: \"a\" name: \"b\"", "name: [\"a\",]"}) {
    EXPECT_FALSE(FormatText(text).ok()) << text;
  }
}

// They say the same before and after, and the second time nothing changes.
TEST(FormatTest, TheShippedFilesAreInCanonicalForm) {
  for (const char* folder : {"/policies/pack", "/policies/cases"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             TASUKI_SOURCE_DIR + std::string(folder))) {
      if (entry.path().extension() != ".txtpb") continue;
      const std::string text = ReadFile(entry.path());
      EXPECT_EQ(Formatted(text), text) << entry.path();
    }
  }
}

TEST(FormatTest, WhatIsSaidStaysTheSame) {
  const std::string text =
      ReadFile(TASUKI_SOURCE_DIR "/policies/pack/national/hospital.txtpb");
  // As somebody in a hurry would have written it.
  std::string squeezed;
  for (const char c : text) {
    if (c == ' ' && squeezed.ends_with(' ')) continue;
    squeezed += c;
  }
  const auto before = policy::LoadPack(squeezed);
  const auto after = policy::LoadPack(Formatted(squeezed));
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_TRUE(MessageDifferencer::Equals(*before, *after));
  EXPECT_EQ(Formatted(squeezed), text);
}

}  // namespace
}  // namespace tasuki::analysis
