#ifndef GATEWAY_EXCHANGE_BREAK_GLASS_FIGURES_H_
#define GATEWAY_EXCHANGE_BREAK_GLASS_FIGURES_H_

#include "absl/status/statusor.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// How many openings for danger to life there are of which the review waits, and
// how many of these are late. Nothing of whom they are, or of what.
struct WaitingOpenings {
  int waiting = 0;
  int overdue = 0;
};

// As it stands now. Thread-safe.
absl::StatusOr<WaitingOpenings> CountWaitingOpenings(Ledger& ledger);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_BREAK_GLASS_FIGURES_H_
