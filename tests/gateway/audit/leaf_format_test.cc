// The worked example of docs/formats/audit-leaf.md, from the page's own bytes.
#include <map>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/audit/leaf.h"
#include "gateway/audit/merkle.h"
#include "gateway/crypto/digest.h"
#include "tests/status_matchers.h"
#include "tests/vectors.h"

namespace tasuki::audit {
namespace {

using Example = std::map<std::string, std::string>;

// The lines "name = hex" of the page's example; one that begins with a space
// goes on from the one before.
Example ReadExample() {
  const std::string page = ReadSourceFile("docs/formats/audit-leaf.md");
  const size_t begin = page.find("```example\n");
  const size_t end = page.find("\n```\n", begin);
  EXPECT_NE(begin, std::string::npos);
  EXPECT_NE(end, std::string::npos);
  const std::string block = page.substr(begin + 11, end - begin - 11);
  Example hex, example;
  std::string name;
  for (absl::string_view line : absl::StrSplit(block, '\n')) {
    if (line.substr(0, 1) != " ") {
      const std::pair<absl::string_view, absl::string_view> parts =
          absl::StrSplit(line, absl::MaxSplits('=', 1));
      name = std::string(absl::StripAsciiWhitespace(parts.first));
      line = parts.second;
    }
    absl::StrAppend(&hex[name], absl::StripAsciiWhitespace(line));
  }
  for (const auto& [key, digits] : hex) example[key] = Hex(digits);
  return example;
}

std::string Of(absl::string_view name, Group group) {
  return absl::StrCat(name, "(", static_cast<int>(group), ")");
}

TEST(LeafFormatTest, TheBuilderGivesTheBytesOfThePage) {
  Example page = ReadExample();
  ASSERT_EQ(page.size(), 1u + kGroups * 5 + 4);
  const LeafBuilder leaf{crypto::Secret(page["K"])};
  std::array<std::string, kGroups> digests;
  for (const Group group : kAllGroups) {
    const std::string value = page[Of("value", group)];
    const SealedGroup sealed = leaf.Seal(group, value);
    EXPECT_EQ(sealed.secret.Reveal(),
              page[Of("salt", group)] + page[Of("key", group)]);
    EXPECT_EQ(sealed.body, page[Of("body", group)]);
    EXPECT_EQ(sealed.digest, page[Of("d", group)]);
    digests[static_cast<size_t>(group) - 1] = page[Of("d", group)];

    const auto opened = OpenGroup(
        group, page[Of("body", group)], page[Of("d", group)],
        crypto::Secret(page[Of("salt", group)] + page[Of("key", group)]));
    ASSERT_THAT(opened, IsOk());
    EXPECT_EQ(*opened, value);
  }
  EXPECT_EQ(LeafData(digests), page["leaf data"]);
  EXPECT_EQ(page["leaf data"], "\x01" + page["C"]);
  EXPECT_EQ(HashLeaf(page["leaf data"]), page["leaf hash"]);
}

TEST(LeafFormatTest, TheOpeningsOfThePageGiveItsLeaf) {
  Example page = ReadExample();
  std::array<DisclosedGroup, kGroups> groups;
  groups[0].salt = page["salt(1)"];
  groups[0].value = page["value(1)"];
  for (size_t g = 2; g <= kGroups; ++g) {
    groups[g - 1].digest = page[absl::StrCat("d(", g, ")")];
  }
  EXPECT_EQ(EncodeOpenings(groups), page["extra"]);
  const auto decoded = DecodeOpenings(page["extra"]);
  ASSERT_THAT(decoded, IsOk());
  EXPECT_EQ(LeafDataOf(*decoded), page["leaf data"]);
}

}  // namespace
}  // namespace tasuki::audit
