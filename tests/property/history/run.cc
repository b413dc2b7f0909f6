#include "tests/property/history/run.h"

#include <thread>
#include <utility>

#include "absl/algorithm/container.h"
#include "tests/property/history/holding_ledger.h"

namespace tasuki::history {
namespace {

Door DoorOf(exchange::Exchange& exchange) {
  return [&exchange](absl::string_view method, const auto& credentials,
                     std::string request, auto done) {
    exchange.Handle(method, credentials, std::move(request), std::move(done));
  };
}

bool ConcernsTheCouncil(const Plan& plan) {
  return absl::c_any_of(plan.changes, [](LaneChange change) {
    return change == LaneChange::kCase || change == LaneChange::kClass;
  });
}

}  // namespace

std::vector<absl::Duration> WithdrawalsOf(
    const std::vector<Operation>& history) {
  std::vector<absl::Duration> took;
  for (const Operation& operation : history) {
    if (operation.method == "ConsentService/WithdrawConsent") {
      took.push_back(operation.took);
    }
  }
  return took;
}

Outcome RunOnce(const Plan& plan, int lanes, const Stand& stand,
                bool at_full_speed) {
  Setting setting(lanes, ConcernsTheCouncil(plan));
  HoldingLedger holding(setting.world().ledger(), Plan::kReaders - 1,
                        plan.seed);
  if (at_full_speed) holding.Open();
  std::unique_ptr<exchange::Ledger> before;
  if (stand.ledger != nullptr) before = stand.ledger(holding);
  exchange::Exchange exchange(before != nullptr ? *before : holding,
                              setting.world().log(), "replica-2", "test");
  const Door door = DoorOf(exchange);
  setting.UseDoor(stand.door != nullptr ? stand.door(door) : door);

  std::thread opener([&] {
    setting.history().AwaitSize(plan.operations);
    holding.Open();
  });
  Play(plan, setting);
  opener.join();

  Outcome outcome;
  const std::vector<Operation> history = setting.history().Take();
  outcome.operations = history.size();
  outcome.findings = Check(history, WholeLog(setting.world().log()));
  outcome.withdrawals = WithdrawalsOf(history);
  return outcome;
}

}  // namespace tasuki::history
