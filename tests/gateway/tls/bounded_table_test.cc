#include "gateway/tls/bounded_table.h"

#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"

namespace tasuki::tls {
namespace {

TEST(BoundedTableTest, WhatWasInsertedIsFound) {
  BoundedTable<int> table(2);
  EXPECT_EQ(table.Find("a"), std::nullopt);
  table.Insert("a", 1);
  EXPECT_EQ(table.Find("a"), 1);
  table.Insert("a", 2);
  EXPECT_EQ(table.Find("a"), 2);
}

TEST(BoundedTableTest, WhatIsInUseStaysAndTheRestIsForgotten) {
  BoundedTable<int> table(4);
  table.Insert("used", 1);
  for (int i = 0; i < 100; ++i) {
    table.Insert(absl::StrCat("once ", i), i);
    EXPECT_EQ(table.Find("used"), 1) << i;
  }
  int found = 0;
  for (int i = 0; i < 100; ++i) {
    if (table.Find(absl::StrCat("once ", i)).has_value()) ++found;
  }
  EXPECT_GT(found, 0);
  EXPECT_LE(found, 8);
}

TEST(BoundedTableTest, ManyThreadsMayUseIt) {
  BoundedTable<std::string> table(8);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&table] {
      for (int i = 0; i < 2000; ++i) {
        const std::string key = absl::StrCat(i % 20);
        const auto found = table.Find(key);
        EXPECT_EQ(found.value_or(key), key);
        table.Insert(key, key);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace tasuki::tls
