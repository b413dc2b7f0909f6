#ifndef TESTS_PROPERTY_HISTORY_RUN_H_
#define TESTS_PROPERTY_HISTORY_RUN_H_

#include <functional>
#include <memory>
#include <vector>

#include "tests/property/history/checker.h"
#include "tests/property/history/play.h"

namespace tasuki::history {

// What stands between the exchange and its store, or before the exchange.
struct Stand {
  std::function<std::unique_ptr<exchange::Ledger>(exchange::Ledger& next)>
      ledger;
  std::function<Door(Door next)> door;
};

struct Outcome {
  size_t operations = 0;
  std::vector<Finding> findings;
  std::vector<absl::Duration> withdrawals;  // from the call to its answer
};

std::vector<absl::Duration> WithdrawalsOf(
    const std::vector<Operation>& history);

// Plays a history in a fresh world and checks it. Reads are held back at
// random; with `at_full_speed` none is, for measuring.
Outcome RunOnce(const Plan& plan, int lanes, const Stand& stand = {},
                bool at_full_speed = false);

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_RUN_H_
