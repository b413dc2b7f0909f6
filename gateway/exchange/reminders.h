#ifndef GATEWAY_EXCHANGE_REMINDERS_H_
#define GATEWAY_EXCHANGE_REMINDERS_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gateway/exchange/notice.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// How far one party was told.
struct ToldParty {
  // What was so by then was told, as far as it was on a list by then: what was
  // entered after this ordinal was not looked at yet. The clock alone would
  // not do, for a message is entered a little later than it says it was sent.
  absl::Time until = absl::InfinitePast();
  int64_t seen = 0;
  // By message and person whom it names, who did not work there when there was
  // something to tell: until when they had been told.
  std::map<std::pair<std::string, std::string>, absl::Time> missed = {};
};

// Tells of each message that waits, once: its recipient when the last moment
// for an answer comes within a day, and recipient and sender when it is late.
// Of a message for named persons only these are called, as far as they work
// there still (docs/decisions/2026-12-01-whom-an-urgent-message-calls.md). Who
// was disabled meanwhile, party or such a person, is told once they are enabled
// again what is so by then and was not told them before. A review is no secret
// of one colleague's: is the one it is asked of away, whoever is on duty is
// called instead.
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

  // Tells what has become so since the party was looked at last; the first one,
  // all that is so now: after a restart better twice than never. On an error
  // nothing was told, and the next round tells it. Errors: as Snapshot.
  absl::Status Round();

 private:
  Ledger& ledger_;
  Notices& notices_;
  std::map<std::string, ToldParty> told_;  // by party
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_REMINDERS_H_
