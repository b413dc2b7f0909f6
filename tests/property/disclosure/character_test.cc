// Characters that systems in this field have lost before: each must come out of
// every text of every record as it went in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/inventory.h"
#include "tests/property/disclosure/field_paths.h"
#include "tests/property/disclosure/hard_characters.h"
#include "tests/status_matchers.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::FieldDescriptor;

bool TakesText(const FieldDescriptor& field) {
  const v1::ValueFormat format = OptionOf(field).format();
  return format == v1::VALUE_FORMAT_LINE || format == v1::VALUE_FORMAT_TEXT;
}

void SetText(v1::Record& record, const FieldPath& path,
             const std::string& text) {
  google::protobuf::Message& message = Reach(record, path);
  const auto* of = message.GetReflection();
  path.back()->is_repeated() ? of->AddString(&message, path.back(), text)
                             : of->SetString(&message, path.back(), text);
}

std::string TextOf(const std::string& bytes, const FieldPath& path) {
  v1::Record record;
  EXPECT_TRUE(record.ParseFromString(bytes));
  const google::protobuf::Message& message = At(record, path);
  const auto* of = message.GetReflection();
  return path.back()->is_repeated()
             ? of->GetRepeatedString(message, path.back(), 0)
             : of->GetString(message, path.back());
}

bool IsKept(const FieldPath& path) {
  for (size_t i = 1; i < path.size(); ++i) {
    if (OptionOf(*path[i]).reduction() != v1::REDUCTION_KEEP) return false;
  }
  return true;
}

TEST(CharacterTest, EveryTextOfEveryKindKeepsEveryCharacter) {
  std::set<int> kinds;
  int kept = 0;
  for (const FieldPath& path : AllFieldPaths()) {
    if (path.back()->cpp_type() != FieldDescriptor::CPPTYPE_STRING ||
        !TakesText(*path.back())) {
      continue;
    }
    kinds.insert(path.front()->number());
    for (const std::string& text : HardCharacters()) {
      v1::Record record;
      SetText(record, path, text);
      const auto editions = BuildEditions(record);
      ASSERT_THAT(editions, IsOk()) << PathText(path) << " " << text;
      const auto disclosed = Construct(*editions, LevelSet::Full());
      ASSERT_THAT(disclosed, IsOk());
      ASSERT_EQ(TextOf(*disclosed, path), text) << PathText(path);
      if (!IsKept(path)) continue;
      const auto reduced = Construct(
          *editions, LevelSet::Of(CategorySet::All(), v1::LEVEL_REDUCED));
      ASSERT_THAT(reduced, IsOk());
      ASSERT_EQ(TextOf(*reduced, path), text) << PathText(path);
      ++kept;
    }
  }
  // Kinds without any text: a seal and a milestone have none to lose.
  EXPECT_GE(kinds.size(), v1::Record::descriptor()->field_count() - 2u);
  EXPECT_GT(kept, 100);
}

// They are different texts, and would not be if anything here normalised them.
TEST(CharacterTest, TheCharactersDifferFromWhatTheyAreMistakenFor) {
  std::set<std::string> different(HardCharacters().begin(),
                                  HardCharacters().end());
  EXPECT_EQ(different.size(), HardCharacters().size());
}

}  // namespace
}  // namespace tasuki::disclosure
