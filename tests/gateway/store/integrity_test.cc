// The offline check finds what was changed behind the store's back.
#include <string>

#include "gateway/store/files.h"
#include "gateway/store/store.h"
#include "tests/gateway/store/store_files.h"
#include "tests/status_matchers.h"

namespace tasuki::store {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A closed store with 20 leaves of 32 and two checkpoints.
void Fill(const StoreFiles& files) {
  const auto store = MustCreate(files.options());
  for (int i = 0; i < 20; ++i) {
    ASSERT_THAT(CommitNow(*store, OneLeaf("leaf")), IsOk());
  }
  ASSERT_THAT(store->PublishNow(), IsOk());
}

TEST(CheckLog, FindsNothingInAnUntouchedLog) {
  StoreFiles files;
  Fill(files);
  const auto report = Store::CheckLog(files.options());
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->findings, IsEmpty());
  EXPECT_EQ(report->size, 48u);
  EXPECT_EQ(report->openings, 20u);
  EXPECT_EQ(report->checkpoints, 2);
}

TEST(CheckLog, FindsEveryKindOfTampering) {
  const struct {
    const char* sql;
    const char* finding;
  } kCases[] = {
      {"UPDATE log_block SET nodes = zeroblob(length(nodes)) WHERE first = 17",
       "leaf 17: the hash is not that of its record"},
      {"UPDATE log_block SET nodes = zeroblob(0) WHERE first = 18", "leaf 18"},
      // One of the padding in the first block.
      {"UPDATE log_block SET records = CAST(substr(records, 1, 34) || "
       "zeroblob(34) || substr(records, 69) AS BLOB) WHERE first = 0",
       "leaf 1: the hash is not that of its record"},
      {"DELETE FROM log_block WHERE first = 20", "leaf 20: missing"},
      {"UPDATE log_block SET records = CAST(substr(records, 1, 1) || "
       "zeroblob(128) || substr(records, 130) AS BLOB) WHERE first = 16",
       "leaf 16: the hash is not that of its record"},
      {"UPDATE log_block SET records = substr(records, 1, 64) "
       "WHERE first = 16",
       "leaf 16: its block has not one record"},
      {"UPDATE log_block SET records = (SELECT records FROM log_block WHERE "
       "first = 18) WHERE first = 17",
       "leaf 17"},
      {"UPDATE log_block SET nodes = CAST(substr(nodes, 1, 64) || "
       "zeroblob(32) || substr(nodes, 97) AS BLOB) WHERE first = 23",
       "node 5 of level 2"},
      {"UPDATE log_head SET root = zeroblob(32)", "head"},
      {"UPDATE log_head SET size = size - 1", "head"},
      {"UPDATE checkpoint SET note = replace(note, '16', '32') "
       "WHERE size = 16",
       "checkpoint 16"},
  };
  for (const auto& [sql, finding] : kCases) {
    StoreFiles files;
    Fill(files);
    files.Tamper(sql);
    const auto report = Store::CheckLog(files.options());
    ASSERT_THAT(report, IsOk()) << sql;
    EXPECT_THAT(report->findings, Contains(HasSubstr(finding))) << sql;
  }
}

TEST(CheckLog, FindsAnIndexThatDoesNotLeadToEachLeaf) {
  for (const char* sql : {
           "DELETE FROM hash_row WHERE least = (SELECT max(least) FROM "
           "hash_row)",
           "UPDATE hash_row SET entries = zeroblob(16) WHERE least = (SELECT "
           "max(least) FROM hash_row)",
           "UPDATE hash_row SET entries = zeroblob(5)",
           "UPDATE hash_run SET count = count + 1",
           "UPDATE hash_run SET first = first + 1",
       }) {
    StoreFiles files;
    files.options().padding = 1200;  // enough for a run
    MustCreate(files.options());
    EXPECT_THAT(Store::CheckLog(files.options())->findings, IsEmpty());
    files.Tamper(sql);
    EXPECT_THAT(Store::CheckLog(files.options())->findings,
                Contains(HasSubstr("hashes")))
        << sql;
  }
}

TEST(CheckLog, FindsALogShorterThanItsAnchor) {
  StoreFiles files;
  MustCreate(files.options());
  files.Save();
  ASSERT_THAT(MustOpen(files.options())->PublishNow(), IsOk());
  files.Restore();
  const auto report = Store::CheckLog(files.options());
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->findings, Contains(HasSubstr("anchor")));
}

TEST(StoredRow, MovedOrChangedRowDoesNotOpen) {
  const exchange::RowKey a{exchange::Table::kCase, "a"};
  const exchange::RowKey b{exchange::Table::kCase, "b"};
  for (const char* sql : {
           // Another row's body under the same key, and an older version.
           "UPDATE state SET body = (SELECT body FROM state AS other WHERE "
           "other.id <> state.id)",
           "UPDATE state SET version = version + 1",
           "UPDATE state SET table_no = 10",
           "UPDATE state SET body = randomblob(64)",
       }) {
    StoreFiles files;
    {
      const auto store = MustCreate(files.options());
      exchange::Transaction write;
      write.changes.rows = {{a, "of a", ""}, {b, "of b", ""}};
      ASSERT_THAT(CommitNow(*store, write), IsOk());
    }
    files.Tamper(sql);
    const auto store = MustOpen(files.options());
    const auto snapshot = store->ledger().Read();
    ASSERT_THAT(snapshot, IsOk());
    for (const auto table :
         {exchange::Table::kCase, exchange::Table::kSection}) {
      const auto row = (*snapshot)->Read({table, "a"});
      EXPECT_TRUE(absl::IsDataLoss(row.status()) || (*row)->version == 0)
          << sql;
    }
  }
}

}  // namespace
}  // namespace tasuki::store
