#include "tests/contract/ledger_contract.h"

#include <limits>
#include <utility>

#include "tests/status_matchers.h"

namespace tasuki {

using exchange::Changes;
using exchange::Table;
using exchange::Transaction;

Changes Put(exchange::RowKey key, std::string body, std::string scope) {
  Changes changes;
  changes.rows.push_back({std::move(key), std::move(body), std::move(scope)});
  return changes;
}

Changes Erase(exchange::RowKey key) {
  Changes changes;
  changes.rows.push_back({std::move(key), "", "", true});
  return changes;
}

Changes Insert(exchange::IndexKey key, std::string id) {
  Changes changes;
  changes.entries.push_back({std::move(key), std::move(id)});
  return changes;
}

Changes Remove(exchange::IndexKey key, std::string id) {
  Changes changes;
  changes.entries.push_back({std::move(key), std::move(id), true});
  return changes;
}

Transaction Writing(Changes changes) {
  Transaction transaction;
  transaction.changes = std::move(changes);
  return transaction;
}

exchange::LeafDraft Leaf(std::string marker, std::string subject) {
  exchange::LeafDraft leaf;
  leaf.subject_scope =
      subject.empty() ? "office" : "subject/" + subject + "/bodies/x";
  leaf.subject = std::move(subject);
  leaf.party = "bodies/x";
  leaf.exchange_group = marker + " exchange";
  leaf.office_group = marker + " office";
  leaf.vector_group = marker + " vector";
  return leaf;
}

Transaction Reading(exchange::RowKey key, int64_t version, std::string marker) {
  Transaction transaction;
  transaction.depends_on.rows.push_back({std::move(key), version});
  transaction.leaves.push_back(Leaf(std::move(marker)));
  return transaction;
}

LedgerContract::Again LedgerContract::NotAgain() {
  return [](const exchange::Snapshot&, absl::Time) {
    ADD_FAILURE() << "decided again";
    return absl::StatusOr<Transaction>(absl::InternalError("decided again"));
  };
}

LedgerContract::Again LedgerContract::Then(Transaction again, int* calls) {
  return
      [again = std::move(again), calls](const exchange::Snapshot&, absl::Time) {
        if (calls != nullptr) ++*calls;
        return absl::StatusOr<Transaction>(again);
      };
}

void LedgerContract::Queue(Transaction first, Again again, Waiting& waiting) {
  ledger().Commit(std::move(first), std::move(again),
                  [&waiting](Result result) {
                    waiting.result = std::move(result);
                    waiting.done.Notify();
                  });
}

LedgerContract::Result LedgerContract::Commit(Transaction first, Again again) {
  Waiting waiting;
  Queue(std::move(first), std::move(again), waiting);
  waiting.done.WaitForNotification();
  return waiting.result;
}

LedgerContract::Standstill::Standstill(LedgerContract* test) {
  Transaction never;
  never.changes = Put({Table::kAssertion, "standstill"}, "");
  never.valid_until = absl::InfinitePast();
  test->Queue(
      std::move(never),
      [this](const exchange::Snapshot&, absl::Time) {
        entered_.Notify();
        leave_.WaitForNotification();
        return absl::StatusOr<Transaction>(absl::CancelledError("standstill"));
      },
      waiting_);
  entered_.WaitForNotification();
}

void LedgerContract::Standstill::End() {
  if (std::exchange(ended_, true)) return;
  leave_.Notify();
  waiting_.done.WaitForNotification();
}

int64_t LedgerContract::VersionOf(const exchange::RowKey& key) {
  const auto snapshot = ledger().Read();
  EXPECT_THAT(snapshot, IsOk());
  const auto row = (*snapshot)->Read(key);
  EXPECT_THAT(row, IsOk());
  return row.ok() ? (*row)->version : -1;
}

std::string LedgerContract::BodyOf(const exchange::RowKey& key) {
  const auto snapshot = ledger().Read();
  EXPECT_THAT(snapshot, IsOk());
  const auto row = (*snapshot)->Read(key);
  EXPECT_THAT(row, IsOk());
  return row.ok() ? (*row)->body : "(unreadable)";
}

exchange::IndexPage LedgerContract::ListOf(const exchange::IndexKey& key,
                                           int64_t after, int limit) {
  const auto snapshot = ledger().Read();
  EXPECT_THAT(snapshot, IsOk());
  const auto page = (*snapshot)->List(key, after, limit);
  EXPECT_THAT(page, IsOk());
  return page.ok() ? **page : exchange::IndexPage{-1, {}};
}

std::vector<exchange::OpenedLeaf> LedgerContract::AllLeaves() {
  const auto leaves = log().List(0, std::numeric_limits<int>::max());
  EXPECT_THAT(leaves, IsOk());
  return leaves.ok() ? *leaves : std::vector<exchange::OpenedLeaf>();
}

}  // namespace tasuki
