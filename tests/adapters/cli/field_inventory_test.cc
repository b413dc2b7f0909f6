#include "adapters/cli/field_inventory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "gateway/disclosure/inventory.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::set<std::string> InventoryNames() {
  std::set<std::string> names;
  for (const auto& entry :
       disclosure::FieldInventory(v1::Record::descriptor())) {
    names.insert(entry.field->full_name());
  }
  return names;
}

TEST(FieldInventory, ThePageInDocsIsTheOneThatTheCommandWrites) {
  std::ostringstream page;
  page << std::ifstream(TASUKI_SOURCE_DIR "/docs/field-inventory.md").rdbuf();
  EXPECT_EQ(page.str(), FieldInventoryMarkdown())
      << "write it anew: tasuki policy fields --markdown > "
         "docs/field-inventory.md";
}

TEST(FieldInventory, JsonHasEveryFieldOnce) {
  std::set<std::string> names;
  for (const auto& field : nlohmann::json::parse(FieldInventoryJson())) {
    EXPECT_TRUE(names.insert(field.at("field")).second) << field.at("field");
    EXPECT_THAT(field.at("category").get<std::string>(),
                ::testing::StartsWith("C"));
    EXPECT_GE(field.at("sensitivity").get<int>(), 1);
  }
  EXPECT_EQ(names, InventoryNames());
}

TEST(FieldInventory, TextAndPageNameEveryFieldAndEveryGroupInJapanese) {
  const std::string text = FieldInventoryText();
  const std::string page = FieldInventoryMarkdown();
  for (const std::string& name : InventoryNames()) {
    const std::string last_two = name.substr(std::string("tasuki.v1.").size());
    EXPECT_THAT(text, HasSubstr(absl::StrCat(last_two, "  ")));
    EXPECT_THAT(page, HasSubstr(absl::StrCat("`", last_two, "`")));
  }
  // A group that nobody named in Japanese shows as a question mark.
  EXPECT_THAT(page, Not(HasSubstr("## ?")));
}

}  // namespace
}  // namespace tasuki::cli
