#include "gateway/store/store.h"

#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/committer.h"
#include "gateway/store/files.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/log_clock.h"
#include "gateway/store/log_table.h"
#include "gateway/store/log_tree_reader.h"
#include "gateway/store/paths.h"
#include "gateway/store/publisher.h"
#include "gateway/store/reader_pool.h"
#include "gateway/store/schema.h"
#include "gateway/store/state_cache.h"
#include "gateway/store/state_view.h"
#include "gateway/store/suspect.h"

namespace tasuki::store {
namespace {

const Clock* ClockOf(const StoreOptions& options) {
  static const SystemClock machine;
  return options.clock == nullptr ? &machine : options.clock;
}

std::function<void(absl::string_view)> AlarmOf(const StoreOptions& options) {
  if (options.alarm) return options.alarm;
  return [](absl::string_view text) {
    std::fprintf(stderr, "%s\n", std::string(text).c_str());
  };
}

std::function<void(int, absl::Duration)> OnCommitOf(
    const StoreOptions& options) {
  if (options.on_commit) return options.on_commit;
  return [](int, absl::Duration) {};
}

absl::Status CheckOptions(const StoreOptions& options) {
  if (audit::IsKeyName(options.origin) && options.padding > 0) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "the origin must be a name without spaces and '+', the padding positive");
}

absl::Status FillDatabase(Connection& connection, const StoreOptions& options,
                          const MasterKey& master) {
  RETURN_IF_ERROR(connection.Execute("BEGIN IMMEDIATE"));
  RETURN_IF_ERROR(MakeTables(connection));
  RETURN_IF_ERROR(KeyRing::Make(connection, options.origin, master));
  RETURN_IF_ERROR(MakeHead(connection));
  return connection.Execute("COMMIT");
}

absl::Status CheckOrigin(Connection& connection, absl::string_view origin) {
  ASSIGN_OR_RETURN(Statement select,
                   connection.Prepare("SELECT origin FROM meta"));
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (found && select.Bytes(0) == origin) return absl::OkStatus();
  return absl::FailedPreconditionError(
      "設定の origin がデータベースのものと違います。 / the configured origin "
      "is not the database's");
}

// Rows whose ids are used once are not worth keeping.
bool IsUsedOnce(exchange::Table table) {
  return table == exchange::Table::kReplay ||
         table == exchange::Table::kAssertion;
}

// A moment of the state: what is kept in memory, and behind it a lent
// connection, which is taken at the beginning or when the first thing is not
// kept.
class PooledSnapshot : public exchange::Snapshot {
 public:
  // Lists up to this long are kept whole.
  static constexpr int kLongestKept = 1000;

  PooledSnapshot(ReaderPool& readers, const KeyRing& keys, StateCache& cache,
                 const StateCache::Moment& moment)
      : readers_(readers), keys_(keys), cache_(cache), moment_(moment) {}

  // Begins to read now, at the moment that it is.
  absl::Status Begin() {
    ASSIGN_OR_RETURN(lease_, readers_.Take());
    moment_.counter = lease_->counter();
    return absl::OkStatus();
  }

  absl::StatusOr<std::shared_ptr<const exchange::Row>> Read(
      const exchange::RowKey& key) const override {
    const bool kept = !IsUsedOnce(key.table);
    if (kept) {
      if (auto row = cache_.Row(key, moment_)) return row;
    }
    ASSIGN_OR_RETURN(const StateView view, View());
    ASSIGN_OR_RETURN(std::shared_ptr<const exchange::Row> row, view.Read(key));
    if (kept) cache_.Keep(key, row, moment_);
    return row;
  }

  absl::StatusOr<std::shared_ptr<const exchange::IndexPage>> List(
      const exchange::IndexKey& key, int64_t after, int limit) const override {
    const bool whole = after <= 0 && limit > kLongestKept;
    if (whole) {
      if (auto page = cache_.List(key, moment_)) return page;
    }
    ASSIGN_OR_RETURN(const StateView view, View());
    ASSIGN_OR_RETURN(std::shared_ptr<const exchange::IndexPage> page,
                     view.List(key, after, limit));
    if (whole && page->entries.size() <= kLongestKept) {
      cache_.Keep(key, page, moment_);
    }
    return page;
  }

  bool moved() const override { return moved_; }

 private:
  absl::StatusOr<StateView> View() const {
    if (lease_ == nullptr) {
      ASSIGN_OR_RETURN(lease_, readers_.Take());
      moved_ = lease_->counter() != moment_.counter;
    }
    if (moved_) return absl::AbortedError("the state has gone on");
    return StateView(lease_->connection(), keys_);
  }

  ReaderPool& readers_;
  const KeyRing& keys_;
  StateCache& cache_;
  StateCache::Moment moment_;
  mutable std::unique_ptr<ReaderPool::Lease> lease_;
  mutable bool moved_ = false;
};

}  // namespace

// In the order of dependence. The writer's connection closes after the pool's:
// the last to close runs SQLite's final checkpoint, and readers never do.
struct Store::Parts : exchange::Ledger {
  Parts(std::unique_ptr<FileLock> lock, const Paths& paths,
        std::unique_ptr<Connection> writer, KeyRing ring, const Head& head,
        Publisher with, const StoreOptions& options)
      : lock(std::move(lock)),
        writer(std::move(writer)),
        keys(std::move(ring)),
        clock(ClockOf(options), head.clock_ms),
        publisher(std::move(with)),
        cache(options.cache_bytes, head.counter),
        readers(paths.database),
        reader(readers, keys),
        committer(*this->writer, keys, cache, clock, publisher,
                  {options.cadence, paths.suspect, AlarmOf(options),
                   OnCommitOf(options)}) {}

  absl::StatusOr<std::unique_ptr<exchange::Snapshot>> Read() override {
    // Before the transaction begins.
    const StateCache::Moment moment = cache.Newest();
    auto snapshot =
        std::make_unique<PooledSnapshot>(readers, keys, cache, moment);
    RETURN_IF_ERROR(snapshot->Begin());
    return snapshot;
  }
  absl::StatusOr<std::unique_ptr<exchange::Snapshot>> ReadKept() override {
    return std::make_unique<PooledSnapshot>(readers, keys, cache,
                                            cache.Newest());
  }
  absl::Time Now() override { return absl::FromUnixMillis(clock.NowMillis()); }
  void Commit(exchange::Transaction first, Again again, Done done) override {
    committer.Commit(std::move(first), std::move(again), std::move(done));
  }

  const std::unique_ptr<FileLock> lock;
  const std::unique_ptr<Connection> writer;
  const KeyRing keys;
  LogClock clock;
  const Publisher publisher;
  StateCache cache;
  ReaderPool readers;
  LogTreeReader reader;
  Committer committer;
};

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::~Store() = default;

absl::StatusOr<std::unique_ptr<Store>> Store::Create(
    const StoreOptions& options) {
  RETURN_IF_ERROR(CheckOptions(options));
  const Paths paths(options);
  RETURN_IF_ERROR(MakeDirectory(paths.directory));
  {
    ASSIGN_OR_RETURN(const std::unique_ptr<FileLock> lock,
                     FileLock::Take(paths.lock));
    for (const std::string& path : {paths.database, paths.anchor}) {
      if (FileExists(path)) {
        return absl::AlreadyExistsError(
            absl::StrCat("すでにあります / there is already ", path));
      }
    }
    RETURN_IF_ERROR(MakeMasterKey(paths.master_key));
    RETURN_IF_ERROR(MakeLogKey(paths.log_key));
    ASSIGN_OR_RETURN(const MasterKey master, ReadMasterKey(paths.master_key));
    ASSIGN_OR_RETURN(crypto::Ed25519Key log_key, ReadLogKey(paths.log_key));
    // Made by us for its mode; SQLite gives its other files the same.
    RETURN_IF_ERROR(MakeFile(paths.database, ""));
    ASSIGN_OR_RETURN(const std::unique_ptr<Connection> connection,
                     OpenWriter(paths.database));
    RETURN_IF_ERROR(FillDatabase(*connection, options, master));
    const Publisher publisher(options.origin,
                              static_cast<uint64_t>(options.padding),
                              paths.anchor, std::move(log_key));
    RETURN_IF_ERROR(publisher.Publish(
        *connection, absl::ToUnixMillis(ClockOf(options)->Now())));
    RETURN_IF_ERROR(SyncDirectory(paths.directory));
  }
  return Open(options);
}

absl::StatusOr<std::unique_ptr<Store>> Store::Open(
    const StoreOptions& options) {
  RETURN_IF_ERROR(CheckOptions(options));
  const Paths paths(options);
  ASSIGN_OR_RETURN(std::unique_ptr<FileLock> lock, FileLock::Take(paths.lock));
  RETURN_IF_ERROR(CheckNotSuspect(paths.suspect));
  ASSIGN_OR_RETURN(MasterKey master, ReadMasterKey(paths.master_key));
  ASSIGN_OR_RETURN(crypto::Ed25519Key log_key, ReadLogKey(paths.log_key));
  ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection,
                   OpenWriter(paths.database));
  RETURN_IF_ERROR(CheckVersion(*connection));
  RETURN_IF_ERROR(CheckOrigin(*connection, options.origin));
  ASSIGN_OR_RETURN(KeyRing keys, KeyRing::Open(*connection, std::move(master)));
  ASSIGN_OR_RETURN(const Head head, ReadHead(*connection));
  Publisher publisher(options.origin, static_cast<uint64_t>(options.padding),
                      paths.anchor, std::move(log_key));
  RETURN_IF_ERROR(CheckAgainstAnchor(*connection, head, publisher));
  return std::unique_ptr<Store>(new Store(std::make_unique<Parts>(
      std::move(lock), paths, std::move(connection), std::move(keys), head,
      std::move(publisher), options)));
}

exchange::Ledger& Store::ledger() { return *parts_; }
exchange::SubjectLog& Store::log() { return parts_->reader; }
std::string Store::log_verifier() const {
  return parts_->publisher.verifier().ToString();
}
Figures Store::figures() const {
  return {.waiting = parts_->committer.waiting(),
          .kept_bytes = parts_->cache.bytes(),
          .published = parts_->committer.published(),
          .clock_behind = parts_->clock.Behind()};
}
absl::Status Store::PublishNow() { return parts_->committer.PublishNow(); }

}  // namespace tasuki::store
