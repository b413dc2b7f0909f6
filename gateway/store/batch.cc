#include "gateway/store/batch.h"

#include <utility>

#include "gateway/base/check.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/state_view.h"

namespace tasuki::store {

void Batch::Run(std::vector<Pending>& items) {
  std::vector<Pending*> reads;
  for (Pending& item : items) {
    if (!item.decision.Writes()) {
      reads.push_back(&item);
      continue;
    }
    Refresh(item);
    if (item.result.has_value()) continue;
    // Decided anew, a write may have become a read ("already done").
    if (item.decision.Writes()) {
      Apply(item);
    } else {
      reads.push_back(&item);
    }
  }
  SettleReads(reads);
  for (Pending* read : reads) {
    if (!read->result.has_value()) Apply(*read);
  }
  StoreLeaves(items);
}

void Batch::StoreLeaves(std::vector<Pending>& items) {
  if (connection_.failed()) return;
  const absl::Status stored = leaves_.Store();
  if (stored.ok()) return;
  // Without its leaves nothing of the batch may stand.
  for (Pending& item : items) item.result = stored;
}

void Batch::SettleReads(const std::vector<Pending*>& reads) {
  // Each further round was caused by a read that became a write, and that one
  // is settled: there are at most as many rounds as reads.
  for (bool wrote = true; wrote;) {
    wrote = false;
    for (Pending* read : reads) {
      if (read->result.has_value()) continue;
      Refresh(*read);
      if (read->result.has_value() || !read->decision.Writes()) continue;
      Apply(*read);
      wrote = true;
    }
  }
}

void Batch::Refresh(Pending& item) {
  const absl::StatusOr<bool> stands = item.decision.Stands(versions_, now_);
  if (!stands.ok()) {
    item.result = stands.status();
    return;
  }
  if (*stands) return;
  const StateView view(connection_, keys_.ring());
  absl::StatusOr<exchange::Transaction> again = item.again(view, now_);
  if (!again.ok()) {
    item.result = again.status();
    return;
  }
  item.decision = Decision(*std::move(again));
}

void Batch::Apply(Pending& item) {
  // After these errors SQLite may have rolled back more than the item: the
  // committer finds them on the connection and stops.
  if (connection_.failed()) return;
  if (item.decision.Writes()) return ApplyWrite(item);
  absl::StatusOr<std::vector<v1::Evidence>> evidence =
      leaves_.Append(item.decision.leaves());
  if (connection_.failed()) return;
  if (evidence.ok()) {
    item.result = exchange::Committed{*std::move(evidence)};
  } else {
    item.result = evidence.status();
  }
}

void Batch::ApplyWrite(Pending& item) {
  // A savepoint that cannot be opened or closed leaves no way to go on.
  CHECK(connection_.Run("SAVEPOINT item").ok());
  const Head before = head_;
  const size_t leaves = leaves_.count();
  absl::StatusOr<exchange::Committed> written = Write(item.decision);
  if (connection_.failed()) return;
  if (!written.ok()) {
    leaves_.KeepOnly(leaves);
    head_ = before;
    CHECK(connection_.Run("ROLLBACK TO item").ok());
    keys_.Forget();
  }
  CHECK(connection_.Run("RELEASE item").ok());
  item.result = std::move(written);
}

absl::StatusOr<exchange::Committed> Batch::Write(const Decision& decision) {
  StateWriter state(connection_, keys_, head_.counter, touched_);
  RETURN_IF_ERROR(state.Apply(decision.changes()));
  exchange::Committed committed;
  ASSIGN_OR_RETURN(committed.evidence, leaves_.Append(decision.leaves()));
  if (const auto replay = decision.ReplayRow(committed.evidence)) {
    ASSIGN_OR_RETURN(const int64_t used, versions_.Of(replay->key));
    if (used != 0) return absl::AbortedError("the replay id is in use");
    RETURN_IF_ERROR(state.Apply({{*replay}, {}, {}}));
  }
  return committed;
}

}  // namespace tasuki::store
