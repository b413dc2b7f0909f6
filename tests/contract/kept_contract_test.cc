// Decisions on what the store keeps in memory: they see one moment, and in the
// commit they stand exactly if nothing that they read has changed.
#include <memory>
#include <string>
#include <utility>

#include "tests/contract/ledger_contract.h"
#include "tests/status_matchers.h"

namespace tasuki {
namespace {

using exchange::Index;
using exchange::IndexKey;
using exchange::RowKey;
using exchange::Table;
using exchange::Transaction;

const RowKey kCase{Table::kCase, "case-1"};
const RowKey kConsent{Table::kConsent, "consent-1"};
const IndexKey kCases{Index::kCasesOfParty, "bodies/x"};
constexpr int kWhole = 100'000;  // lists this long are kept

// A read that rests on the row or list as the snapshot gives it.
Transaction On(const exchange::Snapshot& snapshot, const RowKey& key) {
  const auto row = snapshot.Read(key);
  EXPECT_THAT(row, IsOk());
  Transaction read;
  read.depends_on.rows.push_back({key, (*row)->version, *row});
  read.leaves.push_back(Leaf("read"));
  return read;
}
Transaction On(const exchange::Snapshot& snapshot, const IndexKey& key) {
  const auto page = snapshot.List(key, 0, kWhole);
  EXPECT_THAT(page, IsOk());
  Transaction read;
  read.depends_on.lists.push_back({key, (*page)->version, *page});
  read.leaves.push_back(Leaf("read"));
  return read;
}

template <typename Key>
Transaction OnKept(exchange::Ledger& ledger, const Key& key) {
  // Read twice: the second finds what the first one kept.
  const auto whole = ledger.Read();
  EXPECT_THAT(whole, IsOk());
  On(**whole, key);
  const auto kept = ledger.ReadKept();
  EXPECT_THAT(kept, IsOk());
  Transaction read = On(**kept, key);
  EXPECT_FALSE((*kept)->moved());
  return read;
}

TEST_P(LedgerContract, WhatIsKeptIsOfOneMoment) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  ASSERT_THAT(Commit(Writing(Put(kConsent, "a"))), IsOk());
  const int64_t version = VersionOf(kCase);
  EXPECT_EQ(BodyOf(kConsent), "a");
  const auto kept = ledger().ReadKept();
  ASSERT_THAT(kept, IsOk());
  ASSERT_THAT(Commit(Writing(Put(kCase, "b"))), IsOk());
  EXPECT_EQ(BodyOf(kCase), "b");  // and kept, for later moments
  // The row of the moment, or none at all: never the later one.
  const auto row = (*kept)->Read(kCase);
  if (row.ok()) {
    EXPECT_EQ((*row)->version, version);
  } else {
    EXPECT_THAT(row, StatusIs(absl::StatusCode::kAborted));
    EXPECT_TRUE((*kept)->moved());
  }
}

TEST_P(LedgerContract, WhatIsNotKeptIsReadOfTheSameMoment) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  const auto kept = ledger().ReadKept();
  ASSERT_THAT(kept, IsOk());
  const auto row = (*kept)->Read(kCase);
  ASSERT_THAT(row, IsOk());
  EXPECT_EQ((*row)->body, "a");
  EXPECT_FALSE((*kept)->moved());
}

TEST_P(LedgerContract, ADecisionOnKeptRowsAndListsStandsWhileTheyDo) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  ASSERT_THAT(Commit(Writing(Insert(kCases, "case-1"))), IsOk());
  Transaction of_row = OnKept(ledger(), kCase);
  Transaction of_list = OnKept(ledger(), kCases);
  Transaction of_absent = OnKept(ledger(), kConsent);
  // Something else changes, before and in the same batch.
  ASSERT_THAT(Commit(Writing(Put({Table::kCase, "case-2"}, "a"))), IsOk());
  Standstill standstill(this);
  Waiting write, one, two, three;
  Queue(Writing(Put({Table::kCase, "case-3"}, "a")), NotAgain(), write);
  Queue(std::move(of_row), NotAgain(), one);
  Queue(std::move(of_list), NotAgain(), two);
  Queue(std::move(of_absent), NotAgain(), three);
  standstill.End();
  for (Waiting* waiting : {&write, &one, &two, &three}) {
    waiting->done.WaitForNotification();
    EXPECT_THAT(waiting->result, IsOk());
  }
}

TEST_P(LedgerContract, ADecisionOnAKeptRowThatChangedIsMadeAgain) {
  for (const RowKey& key : {kCase, kConsent}) {  // there, and absent
    if (key == kCase) {
      ASSERT_THAT(Commit(Writing(Put(key, "a"))), IsOk());
    }
    Transaction read = OnKept(ledger(), key);
    ASSERT_THAT(Commit(Writing(Put(key, "b"))), IsOk());
    int again = 0;
    EXPECT_THAT(Commit(std::move(read), Then({}, &again)), IsOk());
    EXPECT_EQ(again, 1) << key.id;
  }
}

TEST_P(LedgerContract, ADecisionOnAKeptRowThatItsBatchChangesIsMadeAgain) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  ASSERT_THAT(Commit(Writing(Insert(kCases, "case-1"))), IsOk());
  Transaction of_row = OnKept(ledger(), kCase);
  Transaction of_list = OnKept(ledger(), kCases);
  int again = 0;
  Standstill standstill(this);
  Waiting change, removal, one, two;
  Queue(std::move(of_row), Then({}, &again), one);
  Queue(std::move(of_list), Then({}, &again), two);
  Queue(Writing(Erase(kCase)), NotAgain(), change);
  Queue(Writing(Remove(kCases, "case-1")), NotAgain(), removal);
  standstill.End();
  for (Waiting* waiting : {&change, &removal, &one, &two}) {
    waiting->done.WaitForNotification();
    EXPECT_THAT(waiting->result, IsOk());
  }
  EXPECT_EQ(again, 2);
}

}  // namespace
}  // namespace tasuki
