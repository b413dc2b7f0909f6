#ifndef GATEWAY_STORE_COMMITTER_H_
#define GATEWAY_STORE_COMMITTER_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/batch.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/log_clock.h"
#include "gateway/store/publisher.h"
#include "gateway/store/sqlite.h"
#include "gateway/store/state_cache.h"
#include "gateway/store/state_writer.h"
#include "gateway/store/writing_keys.h"

namespace tasuki::store {

// The one thread that writes. It takes what waits, commits it as one
// transaction and then lets the answers go: the more wait, the more share one
// sync of the disk, and nobody waits for company. It publishes too, and alone
// moves the write-ahead log. A disk error while committing ends the process.
// Thread-safe.
class Committer {
 public:
  static constexpr size_t kQueue = 4096;
  static constexpr size_t kBatch = 512;

  struct Options {
    absl::Duration cadence;    // of publishing
    std::string suspect_path;  // see suspect.h
    std::function<void(absl::string_view)> alarm;
    std::function<void(int decisions, absl::Duration took)> on_commit;
  };
  // All references must outlive it; nobody else uses `connection` meanwhile.
  Committer(Connection& connection, const KeyRing& keys, StateCache& cache,
            LogClock& clock, const Publisher& publisher, Options options);
  // Commits what waits, then ends.
  ~Committer();

  // As exchange::Ledger::Commit.
  void Commit(exchange::Transaction first, exchange::Ledger::Again again,
              exchange::Ledger::Done done);

  int waiting() ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Time published() const { return absl::FromUnixMillis(published_ms_); }

  // Publishes what is committed by now and returns when that is done.
  // Not from a Done or Again.
  absl::Status PublishNow();

 private:
  // The cadence is time that passes: the machine's clock may jump.
  using SteadyClock = std::chrono::steady_clock;

  bool HasWork() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Work();
  std::vector<Pending> TakeBatch() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void CommitBatch(std::vector<Pending> items);
  // Every item ends with a result. Where none is OK nothing is committed.
  void CommitAll(std::vector<Pending>& items);
  void Forget(const Touched& touched, int64_t counter);
  absl::Duration UntilPublication() const;
  void Publish();
  void TendWal(bool idle);
  void StopIfFailed();
  [[noreturn]] void Stop(absl::string_view why);

  Connection& connection_;
  WritingKeys keys_;
  StateCache& cache_;
  LogClock& clock_;
  const Publisher& publisher_;
  const Options options_;
  SteadyClock::time_point newest_publication_;  // worker thread
  int frames_at_next_checkpoint_;
  std::atomic<int64_t> published_ms_;

  absl::Mutex mutex_;
  std::deque<Pending> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t publications_wanted_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t publications_done_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status last_publication_ ABSL_GUARDED_BY(mutex_);
  std::thread worker_;  // last: it uses all of the above
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_COMMITTER_H_
