#ifndef TESTS_CONTRACT_LEDGER_CONTRACT_H_
#define TESTS_CONTRACT_LEDGER_CONTRACT_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gateway/exchange/subject_log.h"
#include "tests/manual_clock.h"

// What every store promises the exchange. A store takes part by instantiating
// LedgerContract with a factory of its own (see sqlite_ledger_test.cc).
namespace tasuki {

class LedgerUnderTest {
 public:
  virtual ~LedgerUnderTest() = default;
  virtual exchange::Ledger& ledger() = 0;
  virtual exchange::SubjectLog& log() = 0;
  virtual std::string log_verifier() = 0;
  virtual absl::Status PublishNow() = 0;
  // Closes the store, which commits what waits, and opens it again.
  virtual void Reopen() = 0;
};

struct LedgerKind {
  std::string name;
  std::function<std::unique_ptr<LedgerUnderTest>(const Clock*)> make;
  size_t queue;  // commits that may wait
};

// Builders that say only what a test is about.
exchange::Changes Put(exchange::RowKey key, std::string body,
                      std::string scope = "");
exchange::Changes Erase(exchange::RowKey key);
exchange::Changes Insert(exchange::IndexKey key, std::string id);
exchange::Changes Remove(exchange::IndexKey key, std::string id);
exchange::Transaction Writing(exchange::Changes changes);
exchange::LeafDraft Leaf(std::string marker, std::string subject = "");
exchange::Transaction Reading(exchange::RowKey key, int64_t version,
                              std::string marker);

class LedgerContract : public ::testing::TestWithParam<LedgerKind> {
 protected:
  using Again = exchange::Ledger::Again;
  using Result = absl::StatusOr<exchange::Committed>;

  exchange::Ledger& ledger() { return store_->ledger(); }
  exchange::SubjectLog& log() { return store_->log(); }

  // Commits and waits. Without `again`, deciding anew fails the test.
  Result Commit(exchange::Transaction first, Again again = NotAgain());
  // Commits, does not wait; the result comes into `result` before `done`.
  struct Waiting {
    Result result = absl::UnknownError("not done");
    absl::Notification done;
  };
  void Queue(exchange::Transaction first, Again again, Waiting& waiting);
  static Again NotAgain();
  // Decides anew what it is given, and counts.
  static Again Then(exchange::Transaction again, int* calls = nullptr);

  // While it lives, the committer stands still inside a commit: what is queued
  // meanwhile makes up one batch.
  class Standstill {
   public:
    explicit Standstill(LedgerContract* test);
    ~Standstill() { End(); }
    void End();

   private:
    absl::Notification entered_, leave_;
    Waiting waiting_;
    bool ended_ = false;
  };

  int64_t VersionOf(const exchange::RowKey& key);
  std::string BodyOf(const exchange::RowKey& key);
  exchange::IndexPage ListOf(const exchange::IndexKey& key, int64_t after = 0,
                             int limit = 100);
  std::vector<exchange::OpenedLeaf> AllLeaves();

  ManualClock clock_{absl::FromUnixSeconds(1'000'000)};
  std::unique_ptr<LedgerUnderTest> store_ = GetParam().make(&clock_);
};

}  // namespace tasuki

#endif  // TESTS_CONTRACT_LEDGER_CONTRACT_H_
