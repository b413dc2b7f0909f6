#include "gateway/store/state_cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace tasuki::store {
namespace {

using exchange::Index;
using exchange::IndexKey;
using exchange::IndexPage;
using exchange::RowKey;
using exchange::Table;

const RowKey kCase{Table::kCase, "c1"};
const IndexKey kCases{Index::kCasesOfParty, "bodies/b1"};

auto RowOf(int64_t version, std::string body = "body") {
  return std::make_shared<const exchange::Row>(version, std::move(body));
}

// A reader that begins now, when the state's counter stands at `counter`.
StateCache::Moment At(const StateCache& cache, int64_t counter) {
  return {cache.Now(), counter};
}

void CommitChangeOf(const RowKey& key, StateCache& cache) {
  cache.BeginForgetting();
  cache.Forget(key);
}

class StateCacheTest : public ::testing::Test {
 protected:
  StateCache cache_{1 << 20};
};

TEST_F(StateCacheTest, WhatWasReadIsFoundByLaterReaders) {
  cache_.Keep(kCase, RowOf(7), At(cache_, 9));
  EXPECT_EQ(cache_.Row(kCase, At(cache_, 9))->version, 7);
  EXPECT_EQ(cache_.Version(kCase), 7);
  EXPECT_EQ(cache_.Row({Table::kCase, "c2"}, At(cache_, 9)), nullptr);
  EXPECT_EQ(cache_.Row({Table::kConsent, "c1"}, At(cache_, 9)), nullptr);
}

TEST_F(StateCacheTest, AbsenceIsKeptToo) {
  cache_.Keep(kCase, RowOf(0, ""), At(cache_, 9));
  EXPECT_EQ(cache_.Row(kCase, At(cache_, 9))->version, 0);
  // A reader of an earlier moment may have to find it there still.
  EXPECT_EQ(cache_.Row(kCase, At(cache_, 8)), nullptr);
}

TEST_F(StateCacheTest, AReaderOfAnEarlierMomentDoesNotFindALaterRow) {
  cache_.Keep(kCase, RowOf(7), At(cache_, 9));
  EXPECT_EQ(cache_.Row(kCase, At(cache_, 6)), nullptr);
  EXPECT_NE(cache_.Row(kCase, At(cache_, 7)), nullptr);
}

TEST_F(StateCacheTest, WhatACommitChangedIsForgotten) {
  cache_.Keep(kCase, RowOf(7), At(cache_, 9));
  cache_.Keep(kCases, std::make_shared<const IndexPage>(), At(cache_, 9));
  CommitChangeOf(kCase, cache_);
  EXPECT_EQ(cache_.Row(kCase, At(cache_, 10)), nullptr);
  EXPECT_EQ(cache_.Version(kCase), std::nullopt);
  EXPECT_NE(cache_.List(kCases, At(cache_, 10)), nullptr);
  cache_.BeginForgetting();
  cache_.Forget(kCases);
  EXPECT_EQ(cache_.List(kCases, At(cache_, 11)), nullptr);
}

// The reader began before the commit and comes to the cache after it.
TEST_F(StateCacheTest, ALateReaderDoesNotBringBackWhatWasChanged) {
  const StateCache::Moment before = At(cache_, 9);
  CommitChangeOf(kCase, cache_);
  cache_.Keep(kCase, RowOf(7), before);
  EXPECT_EQ(cache_.Version(kCase), std::nullopt);
  cache_.Keep(kCase, RowOf(10), At(cache_, 10));
  EXPECT_EQ(cache_.Version(kCase), 10);
}

TEST_F(StateCacheTest, ADestroyedKeyTakesEverythingAlong) {
  const StateCache::Moment before = At(cache_, 9);
  cache_.Keep(kCase, RowOf(7), before);
  cache_.BeginForgetting();
  cache_.ForgetAll();
  EXPECT_EQ(cache_.bytes(), 0u);
  cache_.Keep(kCase, RowOf(7), before);
  EXPECT_EQ(cache_.Version(kCase), std::nullopt);
}

TEST_F(StateCacheTest, ItVouchesForWhatItKeepsAndForNothingElse) {
  const auto row = RowOf(7), another = RowOf(7);
  const auto page = std::make_shared<const IndexPage>();
  EXPECT_FALSE(row->vouched);
  cache_.Keep(kCase, row, At(cache_, 9));
  cache_.Keep(kCase, another, At(cache_, 9));
  cache_.Keep(kCases, page, At(cache_, 9));
  EXPECT_TRUE(row->vouched);
  EXPECT_FALSE(another->vouched);
  EXPECT_TRUE(page->vouched);
  EXPECT_FALSE(IndexPage(*page).vouched);
  const StateCache::Moment before = At(cache_, 9);
  CommitChangeOf(kCase, cache_);
  EXPECT_FALSE(row->vouched);
  EXPECT_TRUE(page->vouched);
  cache_.Keep(kCase, row, before);  // too late
  EXPECT_FALSE(row->vouched);
  cache_.BeginForgetting();
  cache_.ForgetAll();
  EXPECT_FALSE(page->vouched);
  // Nor for what went to make room.
  cache_.Keep(kCase, row, At(cache_, 9));
  for (int i = 0; i < 10'000; ++i) {
    cache_.Keep({Table::kSection, absl::StrCat(i)},
                RowOf(1, std::string(999, 'x')), At(cache_, 9));
  }
  EXPECT_EQ(cache_.Version(kCase), std::nullopt);
  EXPECT_FALSE(row->vouched);
}

TEST_F(StateCacheTest, ItsNewestMomentIsOfTheLastCommitForgotten) {
  EXPECT_EQ(cache_.Newest().counter, 0);
  cache_.BeginForgetting();
  EXPECT_EQ(cache_.Newest().counter, 0);
  cache_.EndForgetting(12);
  EXPECT_EQ(cache_.Newest().counter, 12);
}

TEST_F(StateCacheTest, TheLeastUsedGoWhenItIsFull) {
  for (int i = 0; i < 10'000; ++i) {
    cache_.Keep({Table::kSection, absl::StrCat(i)},
                RowOf(1, std::string(999, 'x')), At(cache_, 1));
    cache_.Row({Table::kSection, "0"}, At(cache_, 1));  // used all the time
    ASSERT_LE(cache_.bytes(), size_t{1} << 20);
  }
  EXPECT_GT(cache_.bytes(), size_t{1} << 19);
  EXPECT_TRUE(cache_.Version({Table::kSection, "0"}).has_value());
  EXPECT_FALSE(cache_.Version({Table::kSection, "1"}).has_value());
}

TEST_F(StateCacheTest, WhatIsLargerThanItsShareIsNotKept) {
  cache_.Keep(kCase, RowOf(1, std::string(1 << 20, 'x')), At(cache_, 1));
  EXPECT_EQ(cache_.Version(kCase), std::nullopt);
}

}  // namespace
}  // namespace tasuki::store
