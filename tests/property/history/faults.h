#ifndef TESTS_PROPERTY_HISTORY_FAULTS_H_
#define TESTS_PROPERTY_HISTORY_FAULTS_H_

#include <functional>
#include <map>
#include <set>
#include <string>

#include "tests/property/history/holding_ledger.h"
#include "tests/property/history/setting.h"

// What a gateway might do wrong, each as a ledger or door of its own: the
// checker must report every one of them.
namespace tasuki::history {

// Changes what reads, or others of one kind, ask of the ledger.
class AlteringLedger : public PassingLedger {
 public:
  using Alter = std::function<void(exchange::Transaction&)>;
  using Which = std::function<bool(const exchange::Transaction&)>;
  AlteringLedger(exchange::Ledger& next, Alter alter, Which which = IsRead)
      : PassingLedger(next), alter_(std::move(alter)), which_(which) {}
  void Commit(exchange::Transaction first, Again again, Done done) override;

 private:
  const Alter alter_;
  const Which which_;
};

// Rests on no row of these tables, and on none of these lists.
AlteringLedger::Alter Forgetting(std::set<exchange::Table> tables,
                                 std::set<exchange::Index> lists = {});
// Rests on nothing but what it was asked with, where it is a list.
AlteringLedger::Alter ForgettingRowsOfLists();
AlteringLedger::Alter ForgettingTime();
AlteringLedger::Alter ForgettingToLog();

// Compares the versions before it queues, not in the commit.
class EarlyLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  void Commit(exchange::Transaction first, Again again, Done done) override;

 private:
  bool Stands(const exchange::Dependencies& dependencies);
};

// Answers reads first and commits then.
class HastyLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  void Commit(exchange::Transaction first, Again again, Done done) override;
};

// Answers the same question in the same way for a while.
class RememberingDoor {
 public:
  RememberingDoor(Door next, absl::Duration keep)
      : next_(std::move(next)), keep_(keep) {}
  void Handle(absl::string_view method,
              const exchange::Credentials& credentials, std::string request,
              std::function<void(exchange::Release)> done);

 private:
  struct Kept {
    absl::Time at;
    exchange::Release release;
  };
  const Door next_;
  const absl::Duration keep_;
  absl::Mutex mutex_;
  std::map<std::string, Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_FAULTS_H_
