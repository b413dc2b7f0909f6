#ifndef GATEWAY_STORE_BATCH_H_
#define GATEWAY_STORE_BATCH_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/decision.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/log_table.h"
#include "gateway/store/sqlite.h"

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
  Batch(Connection& connection, const KeyRing& keys, Head& head, absl::Time now)
      : connection_(connection), keys_(keys), head_(head), now_(now) {}

  // Writes first, in order. Then reads, each validated against the state after
  // every write of the batch: a consent withdrawn in the batch silences them.
  void Run(std::vector<Pending>& items);

 private:
  // Makes the item's decision one that stands here and now, or fails it.
  void Refresh(Pending& item);
  void SettleReads(const std::vector<Pending*>& reads);
  // Applies the item as a whole, or fails it and leaves no trace.
  void Apply(Pending& item);
  absl::StatusOr<exchange::Committed> Write(const Decision& decision);

  Connection& connection_;
  const KeyRing& keys_;
  Head& head_;
  const absl::Time now_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_BATCH_H_
