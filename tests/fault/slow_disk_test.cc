// A sync that does not return: nothing is released before it has, what waits is
// bounded, and who only reads does not wait.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gateway/store/committer.h"
#include "gateway/store/store.h"
#include "tests/fault/fault_store.h"
#include "tests/fault/held_disk.h"
#include "tests/passing_ledger.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::fault {
namespace {

using exchange::Ledger;
using exchange::RowKey;
using exchange::Table;
using exchange::Transaction;

RowKey Row(int number) { return {Table::kCase, absl::StrCat(number)}; }

Transaction Writing(const RowKey& key, size_t size = 100) {
  Transaction transaction;
  transaction.changes.rows = {{key, std::string(size, 'x'), ""}};
  return transaction;
}

absl::StatusOr<Transaction> NotAgain(const exchange::Snapshot&, absl::Time) {
  ADD_FAILURE() << "decided again";
  return absl::InternalError("decided again");
}

// A write, and whether it was answered.
class Write {
 public:
  Write(Ledger& ledger, Transaction transaction) {
    ledger.Commit(std::move(transaction), NotAgain, [this](auto committed) {
      result_ = committed.status();
      done_.Notify();
    });
  }
  bool answered() const { return done_.HasBeenNotified(); }
  absl::Status Wait() const {
    done_.WaitForNotification();
    return result_;
  }

 private:
  absl::Status result_;
  absl::Notification done_;
};

// Whether a write is answered only when the disk has it.
bool AnswersOnlyAfterTheSync(Ledger& ledger) {
  HeldDisk disk("-wal");
  const Write write(ledger, Writing(Row(0)));
  EXPECT_TRUE(disk.AwaitSync());
  const bool early = write.answered();
  disk.LetGo();
  EXPECT_THAT(write.Wait(), IsOk());
  return !early;
}

class SlowDiskTest : public ::testing::Test {
 protected:
  SlowDiskTest() {
    MakeStore(directory_);
    auto store = store::Store::Open(OptionsOf(directory_));
    CHECK(store.ok());
    store_ = *std::move(store);
  }
  Ledger& ledger() { return store_->ledger(); }

  // Reads that nobody has read before, so that no memory answers them.
  void ExpectReadersGoOn() {
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 4; ++reader) {
      readers.emplace_back([this, reader] {
        for (int i = 0; i < 200; ++i) {
          const auto snapshot = ledger().Read();
          ASSERT_THAT(snapshot, IsOk());
          ASSERT_THAT((*snapshot)->Read(Row(1000 + 200 * reader + i)), IsOk());
          ASSERT_THAT(store_->log().Checkpoint(), IsOk());
        }
      });
    }
    for (std::thread& reader : readers) reader.join();
  }

  const TemporaryDirectory folder_;
  const std::string directory_ = folder_.path() / "store";
  std::unique_ptr<store::Store> store_;
};

TEST_F(SlowDiskTest, NothingIsReleasedBeforeTheSync) {
  EXPECT_TRUE(AnswersOnlyAfterTheSync(ledger()));
}

// Answers when it has been asked, as if the disk were as quick.
class HastyLedger final : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  void Commit(Transaction first, Again again, Done done) override {
    done(exchange::Committed());
    next().Commit(std::move(first), std::move(again), [](auto) {});
  }
};

TEST_F(SlowDiskTest, LedgerThatReleasesBeforeTheSyncIsNoticed) {
  HastyLedger hasty(ledger());
  EXPECT_FALSE(AnswersOnlyAfterTheSync(hasty));
}

TEST_F(SlowDiskTest, WhatIsNotSyncedIsNotReadEither) {
  HeldDisk disk("-wal");
  const Write write(ledger(), Writing(Row(1)));
  ASSERT_TRUE(disk.AwaitSync());
  const auto version = [this] {
    const auto snapshot = ledger().Read();
    CHECK(snapshot.ok());
    return (*(*snapshot)->Read(Row(1)))->version;
  };
  EXPECT_EQ(version(), 0);
  disk.LetGo();
  EXPECT_THAT(write.Wait(), IsOk());
  EXPECT_GT(version(), 0);
}

TEST_F(SlowDiskTest, ReadersGoOnWhileACommitIsSynced) {
  HeldDisk disk("-wal");
  const Write write(ledger(), Writing(Row(1)));
  ASSERT_TRUE(disk.AwaitSync());
  ExpectReadersGoOn();
  EXPECT_FALSE(write.answered());
  disk.LetGo();
  EXPECT_THAT(write.Wait(), IsOk());
}

TEST_F(SlowDiskTest, ReadersGoOnWhileTheWriteAheadLogIsMoved) {
  HeldDisk disk("/tasuki.db");
  // More than the 4 MiB after which an idle committer moves it.
  EXPECT_THAT(Write(ledger(), Writing(Row(1), 6'000'000)).Wait(), IsOk());
  ASSERT_TRUE(disk.AwaitSync());
  const Write write(ledger(), Writing(Row(2)));
  ExpectReadersGoOn();
  EXPECT_FALSE(write.answered());
  disk.LetGo();
  EXPECT_THAT(write.Wait(), IsOk());
}

TEST_F(SlowDiskTest, WhatWaitsIsBoundedAndTheRestIsRefusedAtOnce) {
  constexpr int kTooMany = 5;
  constexpr int kQueue = store::Committer::kQueue;
  HeldDisk disk("-wal");
  const Write first(ledger(), Writing(Row(1)));
  ASSERT_TRUE(disk.AwaitSync());
  std::atomic<int> refused = 0, answered = 0;
  absl::BlockingCounter open(kQueue + kTooMany);
  for (int i = 0; i < kQueue + kTooMany; ++i) {
    ledger().Commit({}, NotAgain, [&](auto committed) {
      if (absl::IsResourceExhausted(committed.status())) ++refused;
      if (committed.ok()) ++answered;
      open.DecrementCount();
    });
  }
  EXPECT_EQ(refused, kTooMany);
  EXPECT_EQ(answered, 0);
  disk.LetGo();
  open.Wait();
  EXPECT_EQ(answered, kQueue);
  EXPECT_THAT(first.Wait(), IsOk());
}

}  // namespace
}  // namespace tasuki::fault
