// Dependencies, conflicts, replays and the queue.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tasuki/v1/state.pb.h"
#include "tests/contract/ledger_contract.h"
#include "tests/status_matchers.h"

namespace tasuki {
namespace {

using absl::StatusCode;
using exchange::Index;
using exchange::IndexKey;
using exchange::RowKey;
using exchange::Snapshot;
using exchange::Table;
using exchange::Transaction;
using ::testing::IsEmpty;

const RowKey kCase{Table::kCase, "case-1"};
const RowKey kConsent{Table::kConsent, "consent-1"};
const IndexKey kCases{Index::kCasesOfParty, "bodies/x"};

TEST_P(LedgerContract, DecisionStandsWhileWhatItRestsOnStands) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  ASSERT_THAT(Commit(Writing(Insert(kCases, "one"))), IsOk());
  Transaction read = Reading(kCase, VersionOf(kCase), "read");
  read.depends_on.rows.push_back({kConsent, 0});
  read.depends_on.lists.push_back({kCases, ListOf(kCases).version});
  read.depends_on.lists.push_back({{Index::kParties, ""}, 0});
  EXPECT_THAT(Commit(read), IsOk());
}

TEST_P(LedgerContract, ChangedRowMakesTheDecisionBeTakenAgain) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "old"))), IsOk());
  const int64_t old = VersionOf(kCase);
  ASSERT_THAT(Commit(Writing(Put(kCase, "new"))), IsOk());
  std::string seen;
  const auto committed = Commit(
      Reading(kCase, old, "first"), [&](const Snapshot& now, absl::Time) {
        const auto row = now.Read(kCase);
        seen = (*row)->body;
        return absl::StatusOr<Transaction>(
            Reading(kCase, (*row)->version, "second"));
      });
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(seen, "new");
  ASSERT_EQ(AllLeaves().size(), 1u);
  EXPECT_EQ(AllLeaves()[0].exchange_group, "second exchange");
  EXPECT_EQ(AllLeaves()[0].leaf_hash, committed->evidence[0].leaf_hash());
}

TEST_P(LedgerContract, RowThatAppearedOrVanishedIsAChange) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  const int64_t version = VersionOf(kCase);
  int calls = 0;
  ASSERT_THAT(Commit(Reading(kCase, 0, "x"), Then({}, &calls)), IsOk());
  EXPECT_EQ(calls, 1);
  ASSERT_THAT(Commit(Writing(Erase(kCase))), IsOk());
  ASSERT_THAT(Commit(Reading(kCase, version, "x"), Then({}, &calls)), IsOk());
  EXPECT_EQ(calls, 2);
}

TEST_P(LedgerContract, ChangedListMakesTheDecisionBeTakenAgain) {
  Transaction read;
  read.depends_on.lists.push_back({kCases, 0});
  ASSERT_THAT(Commit(Writing(Insert(kCases, "one"))), IsOk());
  int calls = 0;
  ASSERT_THAT(Commit(read, Then({}, &calls)), IsOk());
  EXPECT_EQ(calls, 1);
}

TEST_P(LedgerContract, WriteOnAChangedRowIsDecidedAgainToo) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "theirs"))), IsOk());
  Transaction write = Writing(Put(kCase, "lost update"));
  write.depends_on.rows.push_back({kCase, 0});
  ASSERT_THAT(Commit(write, Then(Writing(Put(kConsent, "instead")))), IsOk());
  EXPECT_EQ(BodyOf(kCase), "theirs");
  EXPECT_EQ(BodyOf(kConsent), "instead");
}

TEST_P(LedgerContract, DecisionWhoseTimeHasPassedIsTakenAgain) {
  Transaction read = Reading(kCase, 0, "late");
  read.valid_until = ledger().Now() + absl::Seconds(1);
  EXPECT_THAT(Commit(read), IsOk());
  clock_.Advance(absl::Seconds(1));  // "strictly before"
  absl::Time at;
  EXPECT_THAT(Commit(read,
                     [&](const Snapshot&, absl::Time now) {
                       at = now;
                       return absl::StatusOr<Transaction>(Transaction());
                     }),
              IsOk());
  EXPECT_EQ(at, read.valid_until);
}

TEST_P(LedgerContract, WhatAgainRefusesIsNotCommittedAtAll) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  Transaction write = Writing(Put(kConsent, "never"));
  write.depends_on.rows.push_back({kCase, 0});
  write.leaves.push_back(Leaf("never"));
  EXPECT_THAT(
      Commit(write,
             [](const Snapshot&, absl::Time) {
               return absl::StatusOr<Transaction>(absl::NotFoundError("no"));
             }),
      StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(VersionOf(kConsent), 0);
  EXPECT_THAT(AllLeaves(), IsEmpty());
}

TEST_P(LedgerContract, WithdrawalOfTheSameBatchSilencesAReadDecidedBeforeIt) {
  ASSERT_THAT(Commit(Writing(Put(kConsent, "given"))), IsOk());
  const int64_t given = VersionOf(kConsent);
  Waiting read, withdrawal;
  std::string seen;
  Standstill standstill(this);
  Queue(
      Reading(kConsent, given, "disclosed"),
      [&](const Snapshot& now, absl::Time) {
        const auto row = now.Read(kConsent);
        seen = (*row)->body;
        return absl::StatusOr<Transaction>(
            Reading(kConsent, (*row)->version, "withheld"));
      },
      read);
  Queue(Writing(Put(kConsent, "withdrawn")), NotAgain(), withdrawal);
  standstill.End();
  read.done.WaitForNotification();
  withdrawal.done.WaitForNotification();
  ASSERT_THAT(read.result, IsOk());
  ASSERT_THAT(withdrawal.result, IsOk());
  EXPECT_EQ(seen, "withdrawn");
  ASSERT_EQ(AllLeaves().size(), 1u);
  EXPECT_EQ(AllLeaves()[0].exchange_group, "withheld exchange");
}

TEST_P(LedgerContract, ReadThatTurnsIntoAWriteMakesEarlierReadsBeChecked) {
  ASSERT_THAT(Commit(Writing(Put(kConsent, "given"))), IsOk());
  const int64_t given = VersionOf(kConsent);
  Waiting early, turning;
  int early_calls = 0;
  Standstill standstill(this);
  Queue(Reading(kConsent, given, "stale"),
        Then(Reading(kCase, 0, "fresh"), &early_calls), early);
  Transaction expired = Reading(kCase, 0, "x");
  expired.valid_until = absl::InfinitePast();
  Queue(expired, Then(Writing(Put(kConsent, "withdrawn"))), turning);
  standstill.End();
  early.done.WaitForNotification();
  turning.done.WaitForNotification();
  EXPECT_THAT(early.result, IsOk());
  EXPECT_THAT(turning.result, IsOk());
  EXPECT_EQ(early_calls, 1);
  EXPECT_EQ(BodyOf(kConsent), "withdrawn");
  ASSERT_EQ(AllLeaves().size(), 1u);
  EXPECT_EQ(AllLeaves()[0].exchange_group, "fresh exchange");
}

TEST_P(LedgerContract, SecondOfTwoConflictingWritesOfABatchSeesTheFirst) {
  Waiting first, second;
  std::string seen;
  Transaction write = Writing(Put(kCase, "first"));
  write.depends_on.rows.push_back({kCase, 0});
  Standstill standstill(this);
  Queue(write, NotAgain(), first);
  Queue(
      write,
      [&](const Snapshot& now, absl::Time) {
        seen = (*now.Read(kCase))->body;
        return absl::StatusOr<Transaction>(absl::AbortedError("taken"));
      },
      second);
  standstill.End();
  first.done.WaitForNotification();
  second.done.WaitForNotification();
  EXPECT_THAT(first.result, IsOk());
  EXPECT_THAT(second.result, StatusIs(StatusCode::kAborted));
  EXPECT_EQ(seen, "first");
}

Transaction WithReplay(Transaction transaction, std::string id) {
  transaction.replay =
      Transaction::Replay{std::move(id), "hash", "body", "party/bodies/x"};
  transaction.leaves.push_back(Leaf("write"));
  return transaction;
}

TEST_P(LedgerContract, ReplayRowHoldsTheEvidenceOfItsCommit) {
  const auto committed =
      Commit(WithReplay(Writing(Put(kCase, "a")), "request-1"));
  ASSERT_THAT(committed, IsOk());
  v1::ReplayRow row;
  ASSERT_TRUE(row.ParseFromString(BodyOf({Table::kReplay, "request-1"})));
  EXPECT_EQ(row.request_hash(), "hash");
  EXPECT_EQ(row.body(), "body");
  ASSERT_EQ(row.evidence_size(), 1);
  EXPECT_EQ(row.evidence(0).leaf_hash(), committed->evidence[0].leaf_hash());
  EXPECT_EQ(row.evidence(0).opening_secret(),
            committed->evidence[0].opening_secret());
}

TEST_P(LedgerContract, RetryInTheSameBatchFindsTheFirstOnesAnswer) {
  Waiting first, retry;
  int64_t found = 0;
  Standstill standstill(this);
  Queue(WithReplay(Writing(Put(kCase, "a")), "request-1"), NotAgain(), first);
  Queue(
      WithReplay(Writing(Put(kCase, "a")), "request-1"),
      [&](const Snapshot& now, absl::Time) {
        found = (*now.Read({Table::kReplay, "request-1"}))->version;
        return absl::StatusOr<Transaction>(Reading(kConsent, 0, "replayed"));
      },
      retry);
  standstill.End();
  first.done.WaitForNotification();
  retry.done.WaitForNotification();
  EXPECT_THAT(first.result, IsOk());
  EXPECT_THAT(retry.result, IsOk());
  EXPECT_GT(found, 0);
}

TEST_P(LedgerContract, ItemThatFailsLeavesNothingAndHarmsNobody) {
  Waiting before, failing, after;
  ASSERT_THAT(Commit(WithReplay({}, "used")), IsOk());
  const size_t leaves = AllLeaves().size();
  Transaction bad = WithReplay(Writing(Put(kConsent, "half")), "used");
  Standstill standstill(this);
  Queue(Writing(Put(kCase, "before")), NotAgain(), before);
  Queue(bad, Then(bad), failing);  // insists on the used replay id
  Transaction last = Writing(Insert(kCases, "after"));
  last.leaves.push_back(Leaf("after"));
  Queue(last, NotAgain(), after);
  standstill.End();
  for (Waiting* one : {&before, &failing, &after}) {
    one->done.WaitForNotification();
  }
  EXPECT_THAT(before.result, IsOk());
  EXPECT_THAT(failing.result, StatusIs(StatusCode::kAborted));
  EXPECT_THAT(after.result, IsOk());
  EXPECT_EQ(VersionOf(kConsent), 0);
  EXPECT_EQ(BodyOf(kCase), "before");
  // The log goes on where it was before the failed item, and its proofs hold.
  ASSERT_EQ(AllLeaves().size(), leaves + 1);
  EXPECT_EQ(AllLeaves().back().index, AllLeaves()[leaves - 1].index + 1);
  ASSERT_THAT(store_->PublishNow(), IsOk());
  EXPECT_THAT(log().Receipt(after.result->evidence[0].leaf_hash(), false),
              IsOk());
  EXPECT_EQ(ListOf(kCases).entries.size(), 1u);
}

TEST_P(LedgerContract, FullQueueRefusesAtOnceAndLosesNothingThatWaits) {
  std::atomic<int> committed = 0, refused = 0;
  {
    Standstill standstill(this);
    for (size_t i = 0; i < GetParam().queue + 3; ++i) {
      ledger().Commit({}, NotAgain(), [&](Result result) {
        if (result.ok()) ++committed;
        if (absl::IsResourceExhausted(result.status())) ++refused;
      });
    }
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(committed, 0);
  }
  // Behind all the others, as soon as the committer took the first of them.
  auto last = Commit({});
  while (absl::IsResourceExhausted(last.status())) last = Commit({});
  ASSERT_THAT(last, IsOk());
  EXPECT_EQ(committed, static_cast<int>(GetParam().queue));
}

TEST_P(LedgerContract, ShutdownCommitsWhatWaits) {
  std::vector<std::unique_ptr<Waiting>> all;
  for (int i = 0; i < 100; ++i) {
    all.push_back(std::make_unique<Waiting>());
    Queue(Writing(Put({Table::kCase, std::to_string(i)}, "a")), NotAgain(),
          *all.back());
  }
  store_->Reopen();
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(all[i]->done.HasBeenNotified());
    ASSERT_THAT(all[i]->result, IsOk());
    EXPECT_EQ(BodyOf({Table::kCase, std::to_string(i)}), "a");
  }
}

TEST_P(LedgerContract, CommitDuringShutdownIsUnavailable) {
  absl::Status last;
  absl::Notification end;
  exchange::Ledger& closing = ledger();
  // Each answer brings the next commit, until one is refused.
  std::function<void(Result)> next = [&](Result result) {
    if (result.ok()) {
      closing.Commit({}, NotAgain(), next);
    } else {
      last = result.status();
      end.Notify();
    }
  };
  next(Result(exchange::Committed{}));
  store_->Reopen();
  end.WaitForNotification();
  EXPECT_THAT(last, StatusIs(StatusCode::kUnavailable));
}

TEST_P(LedgerContract, ConcurrentIncrementsLoseNoUpdate) {
  constexpr int kThreads = 8, kEach = 25;
  const auto increment = [](const Snapshot& now, absl::Time) {
    const auto row = now.Read(kCase);
    Transaction write =
        Writing(Put(kCase, std::string((*row)->body.size() + 1, 'x')));
    write.depends_on.rows.push_back({kCase, (*row)->version});
    write.leaves.push_back(Leaf("write", "subject-1"));
    return absl::StatusOr<Transaction>(write);
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        const auto snapshot = ledger().Read();
        ASSERT_THAT(snapshot, IsOk());
        ASSERT_THAT(Commit(*increment(**snapshot, ledger().Now()), increment),
                    IsOk());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(BodyOf(kCase).size(), static_cast<size_t>(kThreads * kEach));
  const std::vector<exchange::OpenedLeaf> leaves = AllLeaves();
  ASSERT_EQ(leaves.size(), static_cast<size_t>(kThreads * kEach));
  for (size_t i = 0; i < leaves.size(); ++i) {
    ASSERT_EQ(leaves[i].index, leaves[0].index + i);  // no gap, no reuse
  }
}

}  // namespace
}  // namespace tasuki
