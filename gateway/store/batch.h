#ifndef GATEWAY_STORE_BATCH_H_
#define GATEWAY_STORE_BATCH_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/decision.h"
#include "gateway/store/leaf_writer.h"
#include "gateway/store/log_table.h"
#include "gateway/store/sqlite.h"
#include "gateway/store/state_cache.h"
#include "gateway/store/state_versions.h"
#include "gateway/store/state_writer.h"
#include "gateway/store/writing_keys.h"

namespace tasuki::store {

// One caller's wish, and what became of it.
struct Pending {
  Decision decision;
  exchange::Ledger::Again again;
  exchange::Ledger::Done done;
  std::optional<absl::StatusOr<exchange::Committed>> result = {};
};

// Decides, inside one open write transaction, what of a batch is committed.
// Every item ends with a result: its evidence, or why nothing of it is there.
class Batch {
 public:
  Batch(Connection& connection, WritingKeys& keys, StateCache& cache,
        Head& head, absl::Time now)
      : connection_(connection),
        keys_(keys),
        head_(head),
        now_(now),
        leaves_(connection, keys, head),
        versions_(connection, keys.ring().blinding(), cache, touched_) {}

  // Writes first, in order. Then reads, each validated against the state after
  // every write of the batch: a consent withdrawn in the batch silences them.
  // At last the leaves of all of them.
  void Run(std::vector<Pending>& items);
  // What the batch changed, at most.
  const Touched& touched() const { return touched_; }

 private:
  // Makes the item's decision one that stands here and now, or fails it.
  void Refresh(Pending& item);
  void SettleReads(const std::vector<Pending*>& reads);
  // Applies the item as a whole, or fails it and leaves no trace.
  void Apply(Pending& item);
  void ApplyWrite(Pending& item);
  absl::StatusOr<exchange::Committed> Write(const Decision& decision);
  void StoreLeaves(std::vector<Pending>& items);

  Connection& connection_;
  WritingKeys& keys_;
  Head& head_;
  const absl::Time now_;
  Touched touched_;
  LeafWriter leaves_;
  const StateVersions versions_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_BATCH_H_
