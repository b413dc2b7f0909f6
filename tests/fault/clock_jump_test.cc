// The machine's clock jumps, far and often, forward and back: the log's time
// goes forward only, and what has expired once stays so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gateway/base/check.h"
#include "gateway/store/store.h"
#include "tests/fault/fault_store.h"
#include "tests/fault/jumping_clock.h"
#include "tests/manual_clock.h"
#include "tests/passing_ledger.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::fault {
namespace {

using exchange::Ledger;
using exchange::Snapshot;
using exchange::Transaction;

const absl::Time kMorning = absl::FromUnixSeconds(1'800'000'000);

Transaction Leaf() {
  Transaction transaction;
  exchange::LeafDraft leaf;
  leaf.subject_scope = "office";
  leaf.exchange_group = leaf.office_group = leaf.vector_group = "x";
  transaction.leaves = {leaf};
  return transaction;
}

absl::StatusOr<exchange::Committed> Commit(Ledger& ledger, Transaction first,
                                           Ledger::Again again) {
  absl::StatusOr<exchange::Committed> result;
  absl::Notification done;
  ledger.Commit(std::move(first), std::move(again), [&](auto committed) {
    result = std::move(committed);
    done.Notify();
  });
  done.WaitForNotification();
  return result;
}

// Puts the clock anywhere within ten days of the morning while `load` runs on
// each of four threads, over and over.
void WhileTheClockJumps(ManualClock& clock, const std::function<void()>& load) {
  std::mt19937_64 random(Seed("clock jumps"));
  const int rounds = Rounds(300, 20'000);
  std::atomic<bool> stop = false;
  std::atomic<int64_t> runs = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (; !stop; ++runs) load();
    });
  }
  for (int round = 0; round < rounds; ++round) {
    const int64_t before = runs;
    const absl::Time there =
        kMorning + absl::Minutes(static_cast<int64_t>(random() % 28'800)) -
        absl::Hours(240);
    clock.Advance(there - clock.Now());
    while (runs == before) std::this_thread::yield();
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
  std::printf("%d jumps, %lld decisions\n", rounds,
              static_cast<long long>(runs.load()));
}

class ClockJumpTest : public ::testing::Test {
 protected:
  ClockJumpTest() {
    CHECK(store::Store::Create(Options()).ok());
    Open(absl::InfiniteDuration());
  }
  store::StoreOptions Options() const {
    store::StoreOptions options = OptionsOf(directory_);
    options.clock = &clock_;
    return options;
  }
  void Open(absl::Duration cadence) {
    store_.reset();
    store::StoreOptions options = Options();
    options.cadence = cadence;
    auto store = store::Store::Open(options);
    CHECK(store.ok());
    store_ = *std::move(store);
  }
  Ledger& ledger() { return store_->ledger(); }

  // How many decisions stood that rested on a ground which had ended, as
  // somebody had been told before they were taken.
  int DecisionsThatOutliveTheirGround(Ledger& ledger) {
    std::atomic<bool> expired = false;
    std::atomic<int> outlived = 0;
    WhileTheClockJumps(clock_, [&] {
      const bool known = expired;
      bool again = false;
      Transaction first = Leaf();
      first.valid_until = kMorning;
      const auto committed =
          Commit(ledger, std::move(first), [&](const Snapshot&, absl::Time) {
            again = true;
            return absl::StatusOr<Transaction>(Leaf());
          });
      EXPECT_THAT(committed, IsOk());
      if (again) expired = true;
      if (known && !again) ++outlived;
    });
    EXPECT_TRUE(expired);
    return outlived;
  }

  const TemporaryDirectory folder_;
  const std::string directory_ = folder_.path() / "store";
  ManualClock clock_{kMorning - absl::Hours(24 * 20)};
  std::unique_ptr<store::Store> store_;
};

TEST_F(ClockJumpTest, TheLogsTimeGoesForwardOnly) {
  // Each is decided inside the commit, one after the other.
  std::vector<absl::Time> times;
  std::atomic<int> back = 0;
  WhileTheClockJumps(clock_, [&] {
    const absl::Time before = ledger().Now();
    absl::Time at;
    Transaction never = Leaf();
    never.valid_until = absl::InfinitePast();
    const auto committed =
        Commit(ledger(), never, [&](const Snapshot&, absl::Time now) {
          times.push_back(now);
          at = now;
          return absl::StatusOr<Transaction>(Leaf());
        });
    EXPECT_THAT(committed, IsOk());
    if (at < before || ledger().Now() < at) ++back;
  });
  EXPECT_EQ(back, 0);
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
  const absl::Time newest = ledger().Now();
  clock_.Advance(-absl::Hours(24 * 30));
  Open(absl::InfiniteDuration());
  EXPECT_GE(ledger().Now(), times.back());
  EXPECT_LE(ledger().Now(), newest);
}

TEST_F(ClockJumpTest, NoDecisionOutlivesItsGround) {
  EXPECT_EQ(DecisionsThatOutliveTheirGround(ledger()), 0);
}

// Believes the machine's clock where a decision is about to expire.
class CredulousLedger final : public PassingLedger {
 public:
  CredulousLedger(Ledger& next, const Clock& clock)
      : PassingLedger(next), clock_(clock) {}
  void Commit(Transaction first, Again again, Done done) override {
    if (clock_.Now() < first.valid_until) {
      first.valid_until = absl::InfiniteFuture();
    }
    next().Commit(std::move(first), std::move(again), std::move(done));
  }

 private:
  const Clock& clock_;
};

TEST_F(ClockJumpTest, LedgerThatBelievesTheMachinesClockIsNoticed) {
  CredulousLedger credulous(ledger(), clock_);
  EXPECT_GT(DecisionsThatOutliveTheirGround(credulous), 0);
}

// Partners wait for their receipts: the cadence is time that passes, whatever
// the clock shows.
TEST_F(ClockJumpTest, CheckpointsGoOnWhenTheClockJumpsBack) {
  Open(absl::Milliseconds(20));
  JumpClock(-absl::Hours(24 * 365));
  for (int leaf = 0; leaf < 5; ++leaf) {
    const auto committed = Commit(ledger(), Leaf(), {});
    ASSERT_THAT(committed, IsOk());
    EXPECT_TRUE(scenario::WaitUntil([&] {
      return store_->log()
          .Receipt(committed->evidence[0].leaf_hash(), false)
          .ok();
    }));
  }
  JumpClock(absl::Hours(24 * 365));
}

}  // namespace
}  // namespace tasuki::fault
