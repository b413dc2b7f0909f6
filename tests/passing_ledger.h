#ifndef TESTS_PASSING_LEDGER_H_
#define TESTS_PASSING_LEDGER_H_

#include <memory>
#include <utility>

#include "gateway/exchange/ports.h"

namespace tasuki {

// A ledger in front of another one. Passes everything on; what stands in the
// way, watches or spoils overrides what it needs.
class PassingLedger : public exchange::Ledger {
 public:
  explicit PassingLedger(exchange::Ledger& next) : next_(next) {}
  absl::StatusOr<std::unique_ptr<exchange::Snapshot>> Read() override {
    return next_.Read();
  }
  absl::StatusOr<std::unique_ptr<exchange::Snapshot>> ReadKept() override {
    return next_.ReadKept();
  }
  absl::Time Now() override { return next_.Now(); }
  void Commit(exchange::Transaction first, Again again, Done done) override {
    next_.Commit(std::move(first), std::move(again), std::move(done));
  }

 protected:
  exchange::Ledger& next() { return next_; }

 private:
  exchange::Ledger& next_;
};

}  // namespace tasuki

#endif  // TESTS_PASSING_LEDGER_H_
