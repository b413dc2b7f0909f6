#include "gateway/store/reader_pool.h"

#include "absl/time/time.h"
#include "gateway/base/status_macros.h"
#include "gateway/store/schema.h"

namespace tasuki::store {
namespace {

constexpr absl::Duration kLongestWait = absl::Seconds(5);

// BEGIN alone sees nothing yet: the first read chooses the moment. Returns the
// head's counter then.
absl::StatusOr<int64_t> BeginReading(Connection& connection) {
  RETURN_IF_ERROR(connection.Run("BEGIN"));
  ASSIGN_OR_RETURN(Statement first,
                   connection.Prepare("SELECT counter FROM log_head"));
  ASSIGN_OR_RETURN(const bool found, first.Step());
  return found ? first.Int(0) : 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ReaderPool::Lease>> ReaderPool::Take() {
  ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection, TakeConnection());
  std::unique_ptr<Lease> lease(new Lease(this, std::move(connection)));
  ASSIGN_OR_RETURN(lease->counter_, BeginReading(lease->connection()));
  return lease;
}

absl::StatusOr<std::unique_ptr<Connection>> ReaderPool::TakeConnection() {
  {
    absl::MutexLock lock(&mutex_);
    if (!mutex_.AwaitWithTimeout(absl::Condition(this, &ReaderPool::CanTake),
                                 kLongestWait)) {
      return absl::ResourceExhaustedError("too many readers");
    }
    if (!free_.empty()) {
      std::unique_ptr<Connection> connection = std::move(free_.back());
      free_.pop_back();
      return connection;
    }
    ++open_;
  }
  absl::StatusOr<std::unique_ptr<Connection>> connection = OpenReader(path_);
  if (!connection.ok()) GiveBack(nullptr);
  return connection;
}

void ReaderPool::GiveBack(std::unique_ptr<Connection> connection) {
  absl::MutexLock lock(&mutex_);
  if (connection == nullptr) {
    --open_;
  } else {
    free_.push_back(std::move(connection));
  }
}

ReaderPool::Lease::~Lease() {
  // A connection that cannot end its transaction would pin the write-ahead log:
  // it is closed instead.
  const bool ended =
      !connection_->InTransaction() || connection_->Run("ROLLBACK").ok();
  if (!ended) connection_.reset();
  pool_->GiveBack(std::move(connection_));
}

}  // namespace tasuki::store
