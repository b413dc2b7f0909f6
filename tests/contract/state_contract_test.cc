// Rows, lists and snapshots.
#include <string>
#include <vector>

#include "tests/contract/ledger_contract.h"
#include "tests/status_matchers.h"

namespace tasuki {
namespace {

using exchange::Index;
using exchange::IndexKey;
using exchange::RowKey;
using exchange::Table;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const RowKey kCase{Table::kCase, "case-1"};
const RowKey kConsent{Table::kConsent, "consent-1"};
const IndexKey kCases{Index::kCasesOfParty, "bodies/x"};

std::vector<std::string> IdsOf(const exchange::IndexPage& page) {
  std::vector<std::string> ids;
  for (const exchange::IndexEntry& entry : page.entries) {
    ids.push_back(entry.id);
  }
  return ids;
}

TEST_P(LedgerContract, RowThatWasNeverWrittenHasVersionZeroAndNoBody) {
  EXPECT_EQ(VersionOf(kCase), 0);
  EXPECT_EQ(BodyOf(kCase), "");
}

TEST_P(LedgerContract, RowReadsAsItWasWrittenWhateverItsBytes) {
  const std::string bytes("\0\xff\n'\"\x80", 6);
  ASSERT_THAT(Commit(Writing(Put({Table::kCase, bytes}, bytes))), IsOk());
  EXPECT_EQ(BodyOf({Table::kCase, bytes}), bytes);
}

TEST_P(LedgerContract, SameIdInAnotherTableIsAnotherRow) {
  ASSERT_THAT(Commit(Writing(Put({Table::kCase, "same"}, "case"))), IsOk());
  EXPECT_EQ(VersionOf({Table::kSection, "same"}), 0);
  EXPECT_EQ(BodyOf({Table::kCase, "same"}), "case");
}

TEST_P(LedgerContract, EveryWriteOfARowChangesItsVersion) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  const int64_t first = VersionOf(kCase);
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  EXPECT_GT(VersionOf(kCase), first);
}

TEST_P(LedgerContract, ErasedRowIsAbsentAndNeverReturnsUnderAnOldVersion) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  const int64_t first = VersionOf(kCase);
  ASSERT_THAT(Commit(Writing(Erase(kCase))), IsOk());
  EXPECT_EQ(VersionOf(kCase), 0);
  EXPECT_EQ(BodyOf(kCase), "");
  ASSERT_THAT(Commit(Writing(Put(kCase, "b"))), IsOk());
  EXPECT_GT(VersionOf(kCase), first);
}

TEST_P(LedgerContract, SnapshotKeepsItsMomentWhileOthersCommit) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "before"))), IsOk());
  ASSERT_THAT(Commit(Writing(Insert(kCases, "one"))), IsOk());
  const auto snapshot = ledger().Read();
  ASSERT_THAT(snapshot, IsOk());

  ASSERT_THAT(Commit(Writing(Put(kCase, "after"))), IsOk());
  ASSERT_THAT(Commit(Writing(Insert(kCases, "two"))), IsOk());

  EXPECT_EQ((*(*snapshot)->Read(kCase))->body, "before");
  EXPECT_THAT(IdsOf(**(*snapshot)->List(kCases, 0, 100)), ElementsAre("one"));
  EXPECT_EQ(BodyOf(kCase), "after");
  EXPECT_THAT(IdsOf(ListOf(kCases)), ElementsAre("one", "two"));
}

TEST_P(LedgerContract, SnapshotSeesEveryCommitThatWasAnsweredBeforeIt) {
  for (int i = 0; i < 20; ++i) {
    const std::string body = std::to_string(i);
    ASSERT_THAT(Commit(Writing(Put(kCase, body))), IsOk());
    ASSERT_EQ(BodyOf(kCase), body);
  }
}

TEST_P(LedgerContract, ListKeepsTheOrderOfInsertionAndPagesByOrdinal) {
  for (const char* id : {"c", "a", "b"}) {
    ASSERT_THAT(Commit(Writing(Insert(kCases, id))), IsOk());
  }
  ASSERT_THAT(Commit(Writing(Insert({Index::kCasesOfParty, "bodies/y"}, "z"))),
              IsOk());
  EXPECT_THAT(IdsOf(ListOf(kCases)), ElementsAre("c", "a", "b"));
  const exchange::IndexPage first = ListOf(kCases, 0, 2);
  EXPECT_THAT(IdsOf(first), ElementsAre("c", "a"));
  EXPECT_LT(first.entries[0].ordinal, first.entries[1].ordinal);
  EXPECT_THAT(IdsOf(ListOf(kCases, first.entries[1].ordinal, 2)),
              ElementsAre("b"));
  EXPECT_THAT(IdsOf(ListOf(kCases, 0, 0)), IsEmpty());
}

TEST_P(LedgerContract, EntryAddedAgainKeepsItsPlaceAndTheListItsVersion) {
  ASSERT_THAT(Commit(Writing(Insert(kCases, "a"))), IsOk());
  ASSERT_THAT(Commit(Writing(Insert(kCases, "b"))), IsOk());
  const exchange::IndexPage before = ListOf(kCases);
  ASSERT_THAT(Commit(Writing(Insert(kCases, "a"))), IsOk());
  EXPECT_THAT(IdsOf(ListOf(kCases)), ElementsAre("a", "b"));
  EXPECT_EQ(ListOf(kCases).version, before.version);
}

TEST_P(LedgerContract, EveryChangeOfAListChangesItsVersionAndNoOther) {
  EXPECT_EQ(ListOf(kCases).version, 0);
  ASSERT_THAT(Commit(Writing(Insert(kCases, "a"))), IsOk());
  const int64_t added = ListOf(kCases).version;
  EXPECT_GT(added, 0);
  ASSERT_THAT(Commit(Writing(Insert({Index::kParties, ""}, "a"))), IsOk());
  EXPECT_EQ(ListOf(kCases).version, added);
  ASSERT_THAT(Commit(Writing(Remove(kCases, "a"))), IsOk());
  EXPECT_GT(ListOf(kCases).version, added);
  EXPECT_THAT(ListOf(kCases).entries, IsEmpty());
}

TEST_P(LedgerContract, DestroyedKeyTakesEveryRowItSealedAndNoOther) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "hers", "subject/a/x"))), IsOk());
  ASSERT_THAT(Commit(Writing(Put(kConsent, "other", "subject/b/x"))), IsOk());
  const int64_t before = VersionOf(kCase);

  exchange::Changes destroy;
  destroy.destroyed_scopes.push_back("subject/a/x");
  ASSERT_THAT(Commit(Writing(destroy)), IsOk());

  EXPECT_EQ(VersionOf(kCase), 0);
  EXPECT_EQ(BodyOf(kConsent), "other");
  // The scope can be used anew, under a new key.
  ASSERT_THAT(Commit(Writing(Put(kCase, "new", "subject/a/x"))), IsOk());
  EXPECT_EQ(BodyOf(kCase), "new");
  EXPECT_GT(VersionOf(kCase), before);
}

TEST_P(LedgerContract, EverythingIsThereAfterClosingAndOpening) {
  ASSERT_THAT(Commit(Writing(Put(kCase, "a", "subject/a/x"))), IsOk());
  ASSERT_THAT(Commit(Writing(Insert(kCases, "one"))), IsOk());
  ASSERT_THAT(Commit(Reading(kConsent, 0, "read")), IsOk());
  const int64_t version = VersionOf(kCase);
  const int64_t list = ListOf(kCases).version;

  store_->Reopen();

  EXPECT_EQ(BodyOf(kCase), "a");
  EXPECT_EQ(VersionOf(kCase), version);
  EXPECT_EQ(ListOf(kCases).version, list);
  EXPECT_THAT(IdsOf(ListOf(kCases)), ElementsAre("one"));
  ASSERT_EQ(AllLeaves().size(), 1u);
  EXPECT_EQ(AllLeaves()[0].exchange_group, "read exchange");
  ASSERT_THAT(Commit(Writing(Put(kCase, "b"))), IsOk());
  EXPECT_GT(VersionOf(kCase), version);
}

TEST_P(LedgerContract, ClockNeverGoesBackNotEvenOverARestart) {
  clock_.Advance(absl::Hours(1));
  const absl::Time later = ledger().Now();
  ASSERT_THAT(Commit(Writing(Put(kCase, "a"))), IsOk());
  clock_.Advance(-absl::Hours(2));
  EXPECT_EQ(ledger().Now(), later);
  store_->Reopen();
  EXPECT_EQ(ledger().Now(), later);
  clock_.Advance(absl::Hours(3));
  EXPECT_EQ(ledger().Now(), later + absl::Hours(1));
}

}  // namespace
}  // namespace tasuki
