#ifndef TESTS_PROPERTY_HISTORY_HISTORY_H_
#define TESTS_PROPERTY_HISTORY_HISTORY_H_

#include <atomic>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "tasuki/v1/vocabulary.pb.h"

namespace tasuki::history {

// A thing that can be on or off, and that something shown rests on: a consent,
// an entry of a team, a person, a certificate, the policy. One thread turns it.
struct Turn {
  std::string what;
  bool on = false;
  // Of a call in two commits: holds from the first one on.
  bool at_once = false;
};

// One call, or one change by other means, between two instants. Instants are
// numbers that all threads draw from one counter: of two operations, the one
// that was answered before the other was invoked came first.
struct Operation {
  std::string method;
  int64_t invoked = 0, answered = 0;
  absl::Duration took;

  // Of a change: what it turned; the clock, if it moved that.
  std::vector<Turn> turns;
  std::optional<int64_t> clock_ms;

  // Of a read: who read, what the answer could have shown, and what it showed.
  std::string reader;
  std::set<std::string> asked, shown;
  absl::StatusCode status = absl::StatusCode::kOk;

  // The entries in the log that the answer named, and whether they were there
  // when it left.
  std::vector<std::string> leaves;
  bool logged = true;
  std::string answer_hash;  // as in the log: SHA-256 without the disclosure
  std::vector<std::pair<v1::Category, v1::Level>> disclosed;
};

// What all threads did. Thread-safe.
class History {
 public:
  int64_t Instant() { return instants_.fetch_add(1); }

  void Add(Operation operation) {
    absl::MutexLock lock(&mutex_);
    operations_.push_back(std::move(operation));
  }
  // Returns when this many operations are recorded, or the history is closed.
  void AwaitSize(size_t size);
  size_t size() const {
    absl::MutexLock lock(&mutex_);
    return operations_.size();
  }
  // Nobody waits any longer.
  void Close() {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }
  std::vector<Operation> Take() {
    absl::MutexLock lock(&mutex_);
    return std::move(operations_);
  }

 private:
  std::atomic<int64_t> instants_ = 1;
  mutable absl::Mutex mutex_;
  std::vector<Operation> operations_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace tasuki::history

#endif  // TESTS_PROPERTY_HISTORY_HISTORY_H_
