#include "tests/property/history/faults.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/crypto/random.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::history {
namespace {

using exchange::Table;
using exchange::Transaction;

bool IsList(const Transaction& transaction) {
  v1::ExchangeGroup group;
  return !transaction.leaves.empty() &&
         group.ParseFromString(transaction.leaves[0].exchange_group) &&
         absl::StrContains(group.operation(), "/List");
}

}  // namespace

void AlteringLedger::Commit(Transaction first, Again again, Done done) {
  if (!which_(first)) {
    return next().Commit(std::move(first), std::move(again), std::move(done));
  }
  alter_(first);
  next().Commit(
      std::move(first),
      [alter = alter_, again = std::move(again)](
          const exchange::Snapshot& snapshot,
          absl::Time now) -> absl::StatusOr<Transaction> {
        absl::StatusOr<Transaction> decided = again(snapshot, now);
        if (decided.ok()) alter(*decided);
        return decided;
      },
      std::move(done));
}

AlteringLedger::Alter Forgetting(std::set<Table> tables,
                                 std::set<exchange::Index> lists) {
  return [tables = std::move(tables),
          lists = std::move(lists)](Transaction& transaction) {
    std::erase_if(transaction.depends_on.rows, [&](const auto& row) {
      return tables.count(row.key.table) != 0;
    });
    std::erase_if(transaction.depends_on.lists, [&](const auto& list) {
      return lists.count(list.key.index) != 0;
    });
  };
}

AlteringLedger::Alter ForgettingRowsOfLists() {
  return [forget = Forgetting({Table::kCase, Table::kConsent, Table::kSection,
                               Table::kEditions})](Transaction& transaction) {
    if (IsList(transaction)) forget(transaction);
  };
}

AlteringLedger::Alter ForgettingTime() {
  return [](Transaction& transaction) {
    transaction.valid_until = absl::InfiniteFuture();
  };
}

AlteringLedger::Alter ForgettingToLog() {
  return [](Transaction& transaction) { transaction.leaves.clear(); };
}

bool EarlyLedger::Stands(const exchange::Dependencies& dependencies) {
  const auto snapshot = next().Read();
  if (!snapshot.ok()) return false;
  for (const auto& [key, version, as_read] : dependencies.rows) {
    const auto row = (*snapshot)->Read(key);
    if (!row.ok() || (*row)->version != version) return false;
  }
  for (const auto& [key, version, as_read] : dependencies.lists) {
    const auto list = (*snapshot)->List(key, 0, 1);
    if (!list.ok() || (*list)->version != version) return false;
  }
  return true;
}

void EarlyLedger::Commit(Transaction first, Again again, Done done) {
  if (IsRead(first) && Stands(first.depends_on)) first.depends_on = {};
  next().Commit(std::move(first), std::move(again), std::move(done));
}

void HastyLedger::Commit(Transaction first, Again again, Done done) {
  if (!IsRead(first)) {
    return next().Commit(std::move(first), std::move(again), std::move(done));
  }
  exchange::Committed early;
  for (size_t i = 0; i < first.leaves.size(); ++i) {
    v1::Evidence& evidence = early.evidence.emplace_back();
    evidence.set_leaf_hash(crypto::RandomBytes(32));
  }
  done(std::move(early));
  // Whoever was answered may be gone: nothing is decided a second time.
  next().Commit(
      std::move(first),
      [](const exchange::Snapshot&, absl::Time) -> absl::StatusOr<Transaction> {
        return absl::AbortedError("answered already");
      },
      [](const absl::StatusOr<exchange::Committed>&) {});
}

void RememberingDoor::Handle(absl::string_view method,
                             const exchange::Credentials& credentials,
                             std::string request,
                             std::function<void(exchange::Release)> done) {
  const std::string key =
      absl::StrCat(method, "|", credentials.claims->person, "|", request);
  {
    absl::ReleasableMutexLock lock(&mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end() && absl::Now() - found->second.at < keep_) {
      const exchange::Release release = found->second.release;
      lock.Release();
      return done(release);
    }
  }
  next_(method, credentials, std::move(request),
        [this, key, done = std::move(done)](const exchange::Release& release) {
          {
            absl::MutexLock lock(&mutex_);
            kept_[key] = {absl::Now(), release};
          }
          done(release);
        });
}

}  // namespace tasuki::history
