#ifndef GATEWAY_EXCHANGE_REMINDERS_H_
#define GATEWAY_EXCHANGE_REMINDERS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gateway/exchange/notice.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// Tells of each message that waits, once: its recipient when the last moment
// for an answer comes within a day, and recipient and sender when it is late.
// Of a message for named persons only these are called, as far as they work
// there still (docs/decisions/2026-12-01-whom-an-urgent-message-calls.md).
//
// A round reads one snapshot and commits nothing. It costs what listing the
// overdue messages of every party would: the list of parties, and for each of
// these two lists and one row for each message that waits. What was settled
// long ago is on no list, so the cost does not grow with the age of the log.
//
// Not thread-safe.
class Reminders {
 public:
  // Both outlive it.
  Reminders(Ledger& ledger, Notices& notices)
      : ledger_(ledger), notices_(notices) {}

  // Tells what has become so since the round before; the first one, all that is
  // so now: after a restart better twice than never. On an error nothing was
  // told, and the next round tells it. Errors: as Snapshot.
  absl::Status Round();

 private:
  Ledger& ledger_;
  Notices& notices_;
  // What was so by then was told, as far as it was on a list by then: what was
  // entered after this ordinal was not looked at yet. The clock alone would
  // not do, for a message is entered a little later than it says it was sent.
  absl::Time until_ = absl::InfinitePast();
  int64_t seen_ = 0;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_REMINDERS_H_
