#include "gateway/analysis/format.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

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
