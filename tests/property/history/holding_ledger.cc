#include "tests/property/history/holding_ledger.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::history {
namespace {

constexpr uint64_t kOneIn = 3;
constexpr uint64_t kCommitsHeld = 12;

}  // namespace

bool IsStatement(const exchange::Transaction& transaction) {
  v1::ExchangeGroup group;
  return !transaction.leaves.empty() &&
         group.ParseFromString(transaction.leaves[0].exchange_group) &&
         absl::EndsWith(group.operation(), "/DraftSection");
}

bool IsRead(const exchange::Transaction& transaction) {
  return transaction.changes.empty() && !transaction.replay.has_value();
}

void HoldingLedger::Commit(exchange::Transaction first, Again again,
                           Done done) {
  Held item{0, std::move(first), std::move(again), std::move(done)};
  std::vector<Held> due;
  {
    absl::MutexLock lock(&mutex_);
    ++commits_;
    due = TakeDue();
    const bool may_wait = IsRead(item.first) || IsStatement(item.first);
    if (may_wait && held_.size() < limit_ && random_() % kOneIn == 0) {
      item.until =
          commits_ + 1 + static_cast<int64_t>(random_() % kCommitsHeld);
      held_.push_back(std::move(item));
    } else {
      due.push_back(std::move(item));
    }
  }
  PassOn(std::move(due));
}

void HoldingLedger::Open() {
  std::vector<Held> all;
  {
    absl::MutexLock lock(&mutex_);
    limit_ = 0;
    all = std::move(held_);
  }
  PassOn(std::move(all));
}

void HoldingLedger::PassOn(std::vector<Held> held) {
  for (Held& one : held) {
    next().Commit(std::move(one.first), std::move(one.again),
                  std::move(one.done));
  }
}

std::vector<HoldingLedger::Held> HoldingLedger::TakeDue() {
  const auto due = std::stable_partition(held_.begin(), held_.end(),
                                         [this](const Held& one) {
                                           mutex_.AssertHeld();
                                           return one.until > commits_;
                                         });
  std::vector<Held> taken(std::make_move_iterator(due),
                          std::make_move_iterator(held_.end()));
  held_.erase(due, held_.end());
  return taken;
}

}  // namespace tasuki::history
