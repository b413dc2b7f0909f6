#ifndef TESTS_GATEWAY_EXCHANGE_INTERPOSED_LEDGER_H_
#define TESTS_GATEWAY_EXCHANGE_INTERPOSED_LEDGER_H_

#include <functional>
#include <utility>

#include "tests/passing_ledger.h"

namespace tasuki::exchange {

// Lets something happen between a decision and its commit.
class InterposedLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;

  // Once, before the next commit. If it `believes`, that one is not checked.
  void Interpose(std::function<void()> act, bool believes) {
    act_ = std::move(act);
    believes_ = believes;
  }
  void Commit(Transaction first, Again again, Done done) override {
    if (act_ != nullptr) std::exchange(act_, nullptr)();
    if (believes_) {
      first.depends_on = Dependencies();
      first.valid_until = absl::InfiniteFuture();
    }
    next().Commit(std::move(first), std::move(again), std::move(done));
  }

 private:
  std::function<void()> act_;
  bool believes_ = false;
};

}  // namespace tasuki::exchange

#endif  // TESTS_GATEWAY_EXCHANGE_INTERPOSED_LEDGER_H_
