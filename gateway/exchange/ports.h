#ifndef GATEWAY_EXCHANGE_PORTS_H_
#define GATEWAY_EXCHANGE_PORTS_H_

#include <google/protobuf/message_lite.h>

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/call_once.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/exchange/tables.h"
#include "tasuki/v1/access.pb.h"
#include "tasuki/v1/state.pb.h"

// The ports of the exchange: what it needs of a store, and no more. A store
// passes tests/contract.
namespace tasuki::exchange {

struct RowKey {
  Table table;
  std::string id;
  auto operator<=>(const RowKey&) const = default;
  template <typename H>
  friend H AbslHashValue(H state, const RowKey& key) {
    return H::combine(std::move(state), key.table, key.id);
  }
};
struct IndexKey {
  Index index;
  std::string key;
  auto operator<=>(const IndexKey&) const = default;
};

// Whether what a reader got is still what the newest commit left: the store
// says so while it keeps it in memory, and takes it back before that changes.
// Nobody vouches for a copy. Thread-safe.
class Vouched {
 public:
  Vouched() = default;
  Vouched(const Vouched& /*other*/) {}
  Vouched& operator=(const Vouched& /*other*/) {
    Set(false);
    return *this;
  }
  void Set(bool vouched) const {
    vouched_.store(vouched, std::memory_order_release);
  }
  explicit operator bool() const {
    return vouched_.load(std::memory_order_acquire);
  }

 private:
  mutable std::atomic<bool> vouched_ = false;
};

// A row as read. Version 0: there is none. Immutable, and shared by all who
// read it: parsed once, whoever asks first. Thread-safe.
class Row {
 public:
  Row() = default;
  Row(int64_t row_version, std::string row_body)
      : version(row_version), body(std::move(row_body)) {}

  // The body as the message of the row's table; null if it does not parse.
  template <typename Message>
  const Message* As() const {
    absl::call_once(parsed_once_, [this] {
      auto message = std::make_unique<Message>();
      if (message->ParseFromString(body)) message_ = std::move(message);
    });
    return static_cast<const Message*>(message_.get());
  }

  const int64_t version = 0;
  const std::string body;
  const Vouched vouched{};

 private:
  mutable absl::once_flag parsed_once_;
  mutable std::unique_ptr<google::protobuf::MessageLite> message_;
};
struct IndexEntry {
  int64_t ordinal = 0;  // grows with every insertion, over all keys
  std::string id;
};
// The entries of one key after an ordinal. `version` changes with every change
// under the key.
struct IndexPage {
  int64_t version = 0;
  std::vector<IndexEntry> entries;
  Vouched vouched = {};
};

// A consistent view of the state at one moment. Not thread-safe; short-lived.
// DATA_LOSS: stored bytes are not what was stored; the server stops.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
  virtual absl::StatusOr<std::shared_ptr<const Row>> Read(
      const RowKey& key) const = 0;
  // At most `limit` entries with ordinal > `after`, ascending.
  virtual absl::StatusOr<std::shared_ptr<const IndexPage>> List(
      const IndexKey& key, int64_t after, int limit) const = 0;
  // True: something could not be read, because the state has gone on since the
  // moment. Only of Ledger::ReadKept.
  virtual bool moved() const { return false; }
};

// One row to be written. `key_scope` names the key that seals it: "" is the
// store's own; others are made on first use (see KeyScope in scopes.h).
struct RowChange {
  RowKey key;
  std::string body;
  std::string key_scope;
  bool erase = false;
};
struct IndexChange {
  IndexKey key;
  std::string id;
  bool erase = false;
};
struct Changes {
  std::vector<RowChange> rows;
  std::vector<IndexChange> entries;
  // Keys to destroy, with every row that they sealed; leaves stay, closed.
  std::vector<std::string> destroyed_scopes = {};
  bool empty() const {
    return rows.empty() && entries.empty() && destroyed_scopes.empty();
  }
};

// What a decision rests on: it stands only while these versions do.
struct Dependencies {
  struct OnRow {
    RowKey key;
    int64_t version = 0;
    std::shared_ptr<const Row> row = nullptr;  // as read, if it is at hand
  };
  struct OnList {
    IndexKey key;
    int64_t version = 0;
    std::shared_ptr<const IndexPage> page = nullptr;
  };
  std::vector<OnRow> rows;
  std::vector<OnList> lists;
};

// One audit leaf, all but what depends on its order. Each group is the
// deterministic serialization of its message (audit_leaf.proto); the committer
// adds group 3, with sequence and previous leaf, for `subject`.
struct LeafDraft {
  std::string subject;         // id; empty: no subject
  std::string party;           // whose key wraps group 1; empty: office only
  std::string subject_scope;   // key that wraps groups 3 and 4; "office" if
                               // there is no subject
  std::string exchange_group;  // group 1
  std::string office_group;    // group 2
  std::string vector_group;    // group 4
};

// What one decision wants committed: everything or nothing.
struct Transaction {
  Dependencies depends_on;
  // The decision stands strictly before this.
  absl::Time valid_until = absl::InfiniteFuture();
  Changes changes;
  std::vector<LeafDraft> leaves;
  // For writes: a ReplayRow with `request_hash` and `body` is stored under
  // `key`, with the evidence of this commit.
  struct Replay {
    std::string id;
    std::string request_hash;
    std::string body;
    std::string key_scope;
  };
  std::optional<Replay> replay;
};

// The answer to a commit: one evidence per leaf, in order. Only after this may
// a byte of the response leave.
struct Committed {
  std::vector<v1::Evidence> evidence;
};

// The state and its log. Thread-safe.
class Ledger {
 public:
  virtual ~Ledger() = default;

  virtual absl::StatusOr<std::unique_ptr<Snapshot>> Read() = 0;
  // The same at less cost where all that is read is kept in memory. What is not
  // may have gone on meanwhile: reading it then is ABORTED, and `moved` of the
  // snapshot true.
  virtual absl::StatusOr<std::unique_ptr<Snapshot>> ReadKept() {
    return Read();
  }
  // The log's clock: never goes back, over restarts too.
  virtual absl::Time Now() = 0;

  // Decides again, on the state as it is inside the commit.
  using Again = std::function<absl::StatusOr<Transaction>(const Snapshot&,
                                                          absl::Time now)>;
  using Done = std::function<void(absl::StatusOr<Committed>)>;
  // Queues `first`. In the commit, if a dependency changed or `valid_until` has
  // passed, `again` decides anew on the state there and that is committed.
  // `done` runs once, on the committer's thread, after the commit is durable:
  // RESOURCE_EXHAUSTED: the queue is full (done runs at once); UNAVAILABLE:
  // shutting down; or what `again` returned.
  virtual void Commit(Transaction first, Again again, Done done) = 0;
};

// A group of a leaf as an authorised reader gets it.
struct OpenedLeaf {
  std::string leaf_hash;
  uint64_t index = 0;
  std::string exchange_group, office_group, subject_group, vector_group;
  // The key of the last two was destroyed.
  bool erased = false;
};

// Reads the log. Thread-safe.
class LogReader {
 public:
  virtual ~LogReader() = default;
  // NOT_FOUND: no such leaf. Padding leaves are not found.
  virtual absl::StatusOr<OpenedLeaf> Find(absl::string_view leaf_hash) = 0;
  // At most `limit` leaves with index >= `from`, ascending, padding skipped.
  virtual absl::StatusOr<std::vector<OpenedLeaf>> List(uint64_t from,
                                                       int limit) = 0;
  // The newest published checkpoint, signed, verbatim.
  virtual absl::StatusOr<std::string> Checkpoint() = 0;
  // A tlog-proof file of the leaf; group 1 is open, the others are open where
  // `whole`. UNAVAILABLE: no published checkpoint covers it yet.
  virtual absl::StatusOr<std::string> Receipt(absl::string_view leaf_hash,
                                              bool whole) = 0;
  // INVALID_ARGUMENT: not two published sizes, old first. `size` 0: newest.
  virtual absl::StatusOr<std::vector<std::string>> ConsistencyProof(
      uint64_t old_size, uint64_t size) = 0;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_PORTS_H_
