// Leaves, openings, checkpoints and proofs.
#include <set>
#include <string>
#include <vector>

#include "gateway/audit/leaf.h"
#include "gateway/audit/merkle.h"
#include "gateway/audit/note.h"
#include "gateway/audit/receipt.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/contract/ledger_contract.h"
#include "tests/status_matchers.h"

namespace tasuki {
namespace {

using absl::StatusCode;
using exchange::OpenedLeaf;
using exchange::Transaction;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

Transaction WithLeaves(std::vector<exchange::LeafDraft> leaves) {
  Transaction transaction;
  transaction.leaves = std::move(leaves);
  return transaction;
}

v1::SubjectGroup SubjectOf(const OpenedLeaf& leaf) {
  v1::SubjectGroup group;
  EXPECT_TRUE(group.ParseFromString(leaf.subject_group));
  return group;
}

audit::NoteVerifier Verifier(LedgerUnderTest& store) {
  return *audit::NoteVerifier::Parse(store.log_verifier());
}

TEST_P(LedgerContract, EachLeafIsFoundByItsEvidenceWithEveryGroupOpen) {
  const auto committed =
      Commit(WithLeaves({Leaf("one", "subject-1"), Leaf("two", "subject-2")}));
  ASSERT_THAT(committed, IsOk());
  ASSERT_THAT(committed->evidence, SizeIs(2));
  const auto leaf = log().Find(committed->evidence[1].leaf_hash());
  ASSERT_THAT(leaf, IsOk());
  EXPECT_EQ(leaf->leaf_hash, committed->evidence[1].leaf_hash());
  EXPECT_EQ(leaf->exchange_group, "two exchange");
  EXPECT_EQ(leaf->office_group, "two office");
  EXPECT_EQ(leaf->vector_group, "two vector");
  EXPECT_EQ(SubjectOf(*leaf).subject(), "subject-2");
}

TEST_P(LedgerContract, LeafThatIsNotThereIsNotFound) {
  EXPECT_THAT(log().Find(std::string(32, 'x')),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(log().Find(""), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(log().Receipt(std::string(32, 'x'), true),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(LedgerContract, LeafWithoutSubjectHasTheSameGroupsWithoutSequence) {
  const auto committed = Commit(WithLeaves({Leaf("none")}));
  ASSERT_THAT(committed, IsOk());
  const auto leaf = log().Find(committed->evidence[0].leaf_hash());
  ASSERT_THAT(leaf, IsOk());
  EXPECT_EQ(SubjectOf(*leaf).subject(), "");
  EXPECT_EQ(SubjectOf(*leaf).sequence(), 0);
  EXPECT_EQ(leaf->vector_group, "none vector");
}

TEST_P(LedgerContract, SubjectsLeavesAreNumberedWithoutGapAndChained) {
  std::vector<std::string> hashes;
  for (int i = 0; i < 5; ++i) {
    const auto committed = Commit(WithLeaves(
        {Leaf("a", "subject-1"), Leaf("b", "subject-2"), Leaf("c")}));
    ASSERT_THAT(committed, IsOk());
    hashes.push_back(committed->evidence[0].leaf_hash());
    if (i == 2) store_->Reopen();
  }
  std::string previous;
  for (size_t i = 0; i < hashes.size(); ++i) {
    const auto leaf = log().Find(hashes[i]);
    ASSERT_THAT(leaf, IsOk());
    EXPECT_EQ(SubjectOf(*leaf).sequence(), static_cast<int64_t>(i + 1));
    EXPECT_EQ(SubjectOf(*leaf).previous_leaf(), previous);
    previous = hashes[i];
  }
}

TEST_P(LedgerContract, EndOfASubjectsChainIsItsNewestLeaf) {
  EXPECT_EQ(*log().NewestOf("she"), "");
  std::string newest;
  for (const char* marker : {"first", "second"}) {
    const auto committed = Commit(WithLeaves({Leaf(marker, "she")}));
    ASSERT_THAT(committed, IsOk());
    newest = committed->evidence[0].leaf_hash();
    ASSERT_THAT(Commit(WithLeaves({Leaf("hers", "another")})), IsOk());
    EXPECT_EQ(*log().NewestOf("she"), newest);
  }
  store_->Reopen();
  EXPECT_EQ(*log().NewestOf("she"), newest);
  EXPECT_EQ(*log().NewestOf(""), "");
}

TEST_P(LedgerContract, TwoLeavesOfOneSubjectInOneCommitAreChainedToo) {
  const auto committed =
      Commit(WithLeaves({Leaf("a", "subject-1"), Leaf("b", "subject-1")}));
  ASSERT_THAT(committed, IsOk());
  const auto second = log().Find(committed->evidence[1].leaf_hash());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(SubjectOf(*second).sequence(), 2);
  EXPECT_EQ(SubjectOf(*second).previous_leaf(),
            committed->evidence[0].leaf_hash());
}

TEST_P(LedgerContract, ListSkipsPaddingAndPagesByIndex) {
  ASSERT_THAT(Commit(WithLeaves({Leaf("one")})), IsOk());
  ASSERT_THAT(store_->PublishNow(), IsOk());
  ASSERT_THAT(Commit(WithLeaves({Leaf("two"), Leaf("three")})), IsOk());
  const std::vector<OpenedLeaf> all = AllLeaves();
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].exchange_group, "one exchange");
  EXPECT_GT(all[1].index, all[0].index + 1);  // padding between
  const auto page = log().List(all[0].index + 1, 1);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(*page, SizeIs(1));
  EXPECT_EQ((*page)[0].exchange_group, "two exchange");
}

TEST_P(LedgerContract, FreshStoreHasACheckpoint) {
  const auto note = log().Checkpoint();
  ASSERT_THAT(note, IsOk());
  EXPECT_THAT(audit::OpenCheckpoint(*note, Verifier(*store_)), IsOk());
}

TEST_P(LedgerContract, ReceiptWaitsForACheckpointAndThenVerifies) {
  const auto committed = Commit(WithLeaves({Leaf("one", "subject-1")}));
  ASSERT_THAT(committed, IsOk());
  const v1::Evidence& evidence = committed->evidence[0];
  EXPECT_THAT(log().Receipt(evidence.leaf_hash(), false),
              StatusIs(StatusCode::kUnavailable));
  ASSERT_THAT(store_->PublishNow(), IsOk());

  const auto receipt = log().Receipt(evidence.leaf_hash(), false);
  ASSERT_THAT(receipt, IsOk());
  const auto verified = audit::VerifyReceipt(*receipt, Verifier(*store_));
  ASSERT_THAT(verified, IsOk());
  EXPECT_EQ(verified->leaf_hash, evidence.leaf_hash());
  EXPECT_EQ(verified->groups[0].value, "one exchange");
  // The evidence alone opens the same group: its salt is the receipt's.
  EXPECT_EQ(evidence.opening_secret().substr(0, 32), verified->groups[0].salt);
  for (int hidden : {1, 2, 3}) EXPECT_EQ(verified->groups[hidden].salt, "");
  EXPECT_THAT(*receipt, Not(HasSubstr("one office")));
}

TEST_P(LedgerContract, WholeReceiptOpensEveryGroupOfTheSameLeaf) {
  const auto committed = Commit(WithLeaves({Leaf("one", "subject-1")}));
  ASSERT_THAT(committed, IsOk());
  ASSERT_THAT(store_->PublishNow(), IsOk());
  const auto receipt = log().Receipt(committed->evidence[0].leaf_hash(), true);
  ASSERT_THAT(receipt, IsOk());
  const auto verified = audit::VerifyReceipt(*receipt, Verifier(*store_));
  ASSERT_THAT(verified, IsOk());
  EXPECT_EQ(verified->leaf_hash, committed->evidence[0].leaf_hash());
  EXPECT_EQ(verified->groups[1].value, "one office");
  EXPECT_EQ(verified->groups[3].value, "one vector");
}

TEST_P(LedgerContract, LeafOfADestroyedKeyStillVerifiesButStaysClosed) {
  const auto committed = Commit(WithLeaves({Leaf("one", "subject-1")}));
  ASSERT_THAT(committed, IsOk());
  exchange::Changes destroy;
  destroy.destroyed_scopes.push_back("subject/subject-1/bodies/x");
  ASSERT_THAT(Commit(Writing(destroy)), IsOk());
  ASSERT_THAT(store_->PublishNow(), IsOk());

  const std::string hash = committed->evidence[0].leaf_hash();
  const auto leaf = log().Find(hash);
  ASSERT_THAT(leaf, IsOk());
  EXPECT_EQ(leaf->exchange_group, "one exchange");
  EXPECT_EQ(leaf->subject_group, "");
  EXPECT_EQ(leaf->vector_group, "");
  const auto receipt = log().Receipt(hash, true);
  ASSERT_THAT(receipt, IsOk());
  const auto verified = audit::VerifyReceipt(*receipt, Verifier(*store_));
  ASSERT_THAT(verified, IsOk());
  EXPECT_EQ(verified->leaf_hash, hash);
  EXPECT_EQ(verified->groups[2].salt, "");
}

TEST_P(LedgerContract, AnyTwoPublishedCheckpointsAreConsistent) {
  const audit::NoteVerifier verifier = Verifier(*store_);
  std::vector<audit::Checkpoint> published;
  for (int i = 0; i < 6; ++i) {
    const auto note = log().Checkpoint();
    ASSERT_THAT(note, IsOk());
    published.push_back(*audit::OpenCheckpoint(*note, verifier));
    ASSERT_THAT(Commit(WithLeaves(std::vector<exchange::LeafDraft>(
                    static_cast<size_t>(i * 7), Leaf("x")))),
                IsOk());
    ASSERT_THAT(store_->PublishNow(), IsOk());
  }
  for (size_t i = 0; i < published.size(); ++i) {
    for (size_t j = i; j < published.size(); ++j) {
      const auto proof =
          log().ConsistencyProof(published[i].size, published[j].size);
      ASSERT_THAT(proof, IsOk());
      EXPECT_THAT(audit::VerifyConsistency(published[i].size, published[j].size,
                                           published[i].root, published[j].root,
                                           *proof),
                  IsOk());
    }
  }
  EXPECT_THAT(log().ConsistencyProof(published[1].size, published[0].size),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(log().ConsistencyProof(published[0].size + 1, 0),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(log().ConsistencyProof(0, published[0].size),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(log().ConsistencyProof(published[0].size, 0), IsOk());
}

TEST_P(LedgerContract, PublishedSizesDoNotTellWhetherAnythingHappened) {
  const auto size_now = [&] {
    return audit::OpenCheckpoint(*log().Checkpoint(), Verifier(*store_))->size;
  };
  std::set<uint64_t> steps;
  uint64_t before = size_now();
  for (int leaves : {0, 1, 0, 5, 10}) {
    ASSERT_THAT(Commit(WithLeaves(std::vector<exchange::LeafDraft>(
                    static_cast<size_t>(leaves), Leaf("x")))),
                IsOk());
    ASSERT_THAT(store_->PublishNow(), IsOk());
    steps.insert(size_now() - before);
    before = size_now();
  }
  EXPECT_THAT(steps, SizeIs(1));
}

}  // namespace
}  // namespace tasuki
