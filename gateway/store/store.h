#ifndef GATEWAY_STORE_STORE_H_
#define GATEWAY_STORE_STORE_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/base/clock.h"
#include "gateway/exchange/subject_log.h"

namespace tasuki::store {

struct StoreOptions {
  std::string directory;  // database, keys, lock; made with mode 0700
  std::string origin;     // of the log: host/deployment/audit/period
  absl::Duration cadence = absl::Seconds(60);  // of publishing
  int padding = 16;  // published sizes are multiples of this
  // Of opened rows kept in memory, at most.
  size_t cache_bytes = size_t{64} << 20;
  // Where the newest published checkpoint is kept; best on another disk. The
  // mark of a failing disk goes beside it. Empty: in `directory`.
  std::string anchor_path = {};
  const Clock* clock = nullptr;  // the machine's, if null; not owned
  std::function<void(absl::string_view)> alarm = {};  // any thread
  // After each commit: how many decisions shared it. Any thread; quick.
  std::function<void(int decisions, absl::Duration took)> on_commit = {};
};

// How it stands at the moment, for whoever watches it.
struct Figures {
  int waiting = 0;  // decisions that no commit has taken yet
  size_t kept_bytes = 0;
  absl::Time published;         // the newest checkpoint, or the start
  absl::Duration clock_behind;  // the machine's clock, behind the log's time
};

// What the offline check found.
struct IntegrityReport {
  uint64_t size = 0;      // leaves
  uint64_t openings = 0;  // leaves that are not padding
  int checkpoints = 0;
  std::vector<std::string> findings;  // empty: all is well
};

// State and log in one SQLite database. Thread-safe. Snapshots end before it
// does; destroying it commits what waits.
class Store {
 public:
  // Makes a database, its keys and its first checkpoint.
  // ALREADY_EXISTS: there is one, or a part of one.
  // INVALID_ARGUMENT: the origin is not the name of a log's key, or the padding
  // is not positive.
  static absl::StatusOr<std::unique_ptr<Store>> Create(
      const StoreOptions& options);
  // FAILED_PRECONDITION: another process has it, the keys do not fit, the
  // origin differs, or the start-up gate refuses: the log is behind or
  // contradicts its anchor. The message says what to do.
  static absl::StatusOr<std::unique_ptr<Store>> Open(
      const StoreOptions& options);
  ~Store();

  exchange::Ledger& ledger();
  exchange::SubjectLog& log();
  // The key that verifies the log's checkpoints, "name+id+base64".
  std::string log_verifier() const;
  Figures figures() const;
  // Pads, signs and publishes what is committed now. Not from a callback.
  absl::Status PublishNow();

  // Recomputes leaves, nodes, root and every published checkpoint, with no
  // store open on it. Errors: as Open, but damage of the log is a finding.
  static absl::StatusOr<IntegrityReport> CheckLog(const StoreOptions& options);

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_STORE_H_
