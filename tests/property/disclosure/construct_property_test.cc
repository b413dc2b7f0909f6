#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/inventory.h"
#include "tests/property/disclosure/random_record.h"
#include "tests/property/disclosure/reference_construction.h"
#include "tests/random_seed.h"
#include "tests/status_matchers.h"

namespace tasuki::disclosure {
namespace {

using google::protobuf::Message;

constexpr int kRecords = 30000;

class ConstructPropertyTest : public ::testing::Test {
 protected:
  Editions EditionsOf(const v1::Record& record) {
    const auto editions = BuildEditions(record);
    EXPECT_THAT(editions, IsOk());
    return editions.value_or(Editions());
  }

  RandomRecords draw_{RandomSeed()};
};

TEST_F(ConstructPropertyTest, EqualsTheReferenceByteForByte) {
  size_t with_content = 0;
  for (int i = 0; i < kRecords; ++i) {
    const Editions editions = EditionsOf(draw_.Draw());
    const LevelSet levels = draw_.DrawLevels();
    const auto bytes = Construct(editions, levels);
    ASSERT_THAT(bytes, IsOk());
    ASSERT_EQ(*bytes, ReferenceConstruct(editions, levels));
    if (!bytes->empty()) ++with_content;
  }
  EXPECT_GT(with_content, kRecords / 2u);
}

TEST_F(ConstructPropertyTest, ConferenceEqualsTheReferenceByteForByte) {
  size_t with_content = 0;
  for (int i = 0; i < kRecords; ++i) {
    const Editions editions = EditionsOf(draw_.Draw());
    const LevelSet levels = draw_.DrawLevels();
    const auto bytes = ConstructForConference(editions, levels);
    ASSERT_THAT(bytes, IsOk());
    ASSERT_EQ(*bytes, ReferenceConference(editions, levels));
    if (!bytes->empty()) ++with_content;
  }
  EXPECT_GT(with_content, kRecords / 10u);
}

TEST_F(ConstructPropertyTest, OnlyCategoriesAtReducedOrMoreComeOut) {
  for (int i = 0; i < kRecords / 3; ++i) {
    const Editions editions = EditionsOf(draw_.Draw());
    const LevelSet levels = draw_.DrawLevels();
    const auto bytes = Construct(editions, levels);
    ASSERT_THAT(bytes, IsOk());
    const auto categories = CategoriesIn(*bytes);
    ASSERT_THAT(categories, IsOk());
    ASSERT_EQ(*categories & ~levels.reduced(), CategorySet());
    // And all that may come out and is there, does.
    ASSERT_EQ(*categories & levels.full(),
              *CategoriesIn(editions.full) & levels.full());
    if (bytes->empty()) continue;
    v1::Record record;
    ASSERT_TRUE(record.ParseFromString(*bytes));
    for (const auto* field : FieldsOf(GroupIn(record))) {
      ASSERT_GE(levels.At(OptionOf(*field).category()), v1::LEVEL_REDUCED)
          << field->full_name();
    }
  }
}

// Two worlds that differ in everything that the levels do not show.
v1::Record OtherWorld(const v1::Record& world, const LevelSet& levels,
                      RandomRecords& draw) {
  v1::Record other = draw.DrawLike(world);
  v1::Record shown = world;
  Message& group = GroupIn(shown);
  draw.ChangeUnderReduction(group);
  v1::Record same = world;
  // Withheld: of another record. Reduced: another value of the same reduction.
  // Full: the same value.
  const auto* descriptor = group.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const auto* field = descriptor->field(i);
    const v1::Level level = levels.At(OptionOf(*field).category());
    if (level != v1::LEVEL_REDUCED)
      group.GetReflection()->ClearField(&group, field);
    if (level >= v1::LEVEL_REDUCED) {
      Message& rest = GroupIn(other);
      rest.GetReflection()->ClearField(&rest, field);
    }
  }
  KeepOnly(GroupIn(same), levels, v1::LEVEL_FULL);
  other.MergeFrom(shown);
  other.MergeFrom(same);
  return other;
}

TEST_F(ConstructPropertyTest, WorldsThatAgreeOnWhatIsDisclosedGiveOneAnswer) {
  int different = 0;
  for (int i = 0; i < kRecords / 3; ++i) {
    const v1::Record world = draw_.Draw();
    const LevelSet levels = draw_.DrawLevels();
    const Editions one = EditionsOf(world);
    const Editions other = EditionsOf(OtherWorld(world, levels, draw_));
    if (one.full != other.full) ++different;
    ASSERT_EQ(*Construct(one, levels), *Construct(other, levels));
  }
  // Else the worlds agreed on everything and nothing was tested.
  EXPECT_GT(different, kRecords / 4);
}

TEST_F(ConstructPropertyTest, ReducingTwiceIsReducingOnce) {
  for (int i = 0; i < kRecords / 3; ++i) {
    const Editions once = EditionsOf(draw_.Draw());
    v1::Record reduced;
    ASSERT_TRUE(reduced.ParseFromString(once.reduced));
    const Editions twice = EditionsOf(reduced);
    ASSERT_EQ(twice.full, once.reduced);
    ASSERT_EQ(twice.reduced, once.reduced);
  }
}

// A received copy is built from what was disclosed.
TEST_F(ConstructPropertyTest, WhatWasDisclosedIsAValidRecordAgain) {
  for (int i = 0; i < kRecords / 3; ++i) {
    const auto bytes = Construct(EditionsOf(draw_.Draw()), draw_.DrawLevels());
    ASSERT_THAT(bytes, IsOk());
    if (bytes->empty()) continue;
    v1::Record copy;
    ASSERT_TRUE(copy.ParseFromString(*bytes));
    ASSERT_EQ(EditionsOf(copy).full, *bytes);
  }
}

}  // namespace
}  // namespace tasuki::disclosure
