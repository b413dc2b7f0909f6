#include "tests/property/two_worlds/ports.h"

#include <utility>

#include "gateway/base/status_macros.h"

namespace tasuki::two_worlds {
namespace {

using exchange::IndexKey;
using exchange::IndexPage;
using exchange::Row;
using exchange::RowKey;
using exchange::Snapshot;
using exchange::Transaction;

// A view of the state with the leak's changes in it.
class AlteredSnapshot : public Snapshot {
 public:
  AlteredSnapshot(const Leak& leak, const Snapshot& next)
      : leak_(leak), next_(next) {}
  AlteredSnapshot(const Leak& leak, std::unique_ptr<Snapshot> next)
      : leak_(leak), owned_(std::move(next)), next_(*owned_) {}

  absl::StatusOr<std::shared_ptr<const Row>> Read(
      const RowKey& key) const override {
    ASSIGN_OR_RETURN(std::shared_ptr<const Row> row, next_.Read(key));
    if (!leak_.row || row->version == 0) return row;
    std::string body = leak_.row(key, row->body);
    if (body == row->body) return row;
    return std::make_shared<const Row>(row->version, std::move(body));
  }

  absl::StatusOr<std::shared_ptr<const IndexPage>> List(
      const IndexKey& key, int64_t after, int limit) const override {
    ASSIGN_OR_RETURN(const std::shared_ptr<const IndexPage> page,
                     next_.List(key, after, limit));
    if (!leak_.list) return page;
    auto altered = std::make_shared<IndexPage>(*page);
    leak_.list(next_, key, *altered);
    return std::shared_ptr<const IndexPage>(altered);
  }

 private:
  const Leak& leak_;
  const std::unique_ptr<Snapshot> owned_;
  const Snapshot& next_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Snapshot>> Ports::Read() {
  ASSIGN_OR_RETURN(std::unique_ptr<Snapshot> snapshot, store_->ledger().Read());
  if (leak_ == nullptr) return snapshot;
  return std::unique_ptr<Snapshot>(
      std::make_unique<AlteredSnapshot>(*leak_, std::move(snapshot)));
}

void Ports::Commit(Transaction first, Again again, Done done) {
  if (leak_ != nullptr) {
    const Leak& leak = *leak_;
    if (leak.commit) {
      const auto snapshot = store_->ledger().Read();
      if (snapshot.ok()) leak.commit(**snapshot, first);
    }
    again = [&leak, again = std::move(again)](
                const Snapshot& snapshot,
                absl::Time now) -> absl::StatusOr<Transaction> {
      ASSIGN_OR_RETURN(Transaction anew,
                       again(AlteredSnapshot(leak, snapshot), now));
      if (leak.commit) leak.commit(snapshot, anew);
      return anew;
    };
  }
  store_->ledger().Commit(std::move(first), std::move(again), std::move(done));
}

absl::StatusOr<std::string> Ports::Receipt(absl::string_view leaf_hash,
                                           bool whole) {
  const bool leaks = leak_ != nullptr && leak_->whole_receipts;
  return store_->log().Receipt(leaf_hash, whole || leaks);
}

}  // namespace tasuki::two_worlds
