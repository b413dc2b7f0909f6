#ifndef TESTS_PROPERTY_HISTORY_HOLDING_LEDGER_H_
#define TESTS_PROPERTY_HISTORY_HOLDING_LEDGER_H_

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "gateway/exchange/ports.h"
#include "tests/passing_ledger.h"

namespace tasuki::history {

// A decision that writes nothing but its entry in the log.
bool IsRead(const exchange::Transaction& transaction);
// A statement that is written into a case.
bool IsStatement(const exchange::Transaction& transaction);

// What a busy machine may do at any time: holds some reads, and statements that
// are written, back between their decision and their commit, while others
// overtake them. What is right stays
// right behind it; what is checked too early does not. Thread-safe.
class HoldingLedger : public PassingLedger {
 public:
  // At most `limit` at a time: less than there are threads that read.
  HoldingLedger(exchange::Ledger& next, size_t limit, uint64_t seed)
      : PassingLedger(next), limit_(limit), random_(seed) {}

  void Commit(exchange::Transaction first, Again again, Done done) override;
  // Lets all go, and holds nothing any more.
  void Open();

 private:
  struct Held {
    int64_t until;  // this many commits were asked for
    exchange::Transaction first;
    Again again;
    Done done;
  };
  void PassOn(std::vector<Held> held);
  std::vector<Held> TakeDue() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  absl::Mutex mutex_;
  size_t limit_ ABSL_GUARDED_BY(mutex_);
  std::mt19937_64 random_ ABSL_GUARDED_BY(mutex_);
  int64_t commits_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<Held> held_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_HOLDING_LEDGER_H_
