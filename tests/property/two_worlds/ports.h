#ifndef TESTS_PROPERTY_TWO_WORLDS_PORTS_H_
#define TESTS_PROPERTY_TWO_WORLDS_PORTS_H_

#include <memory>
#include <string>
#include <vector>

#include "gateway/store/store.h"
#include "tests/property/two_worlds/leak.h"

namespace tasuki::two_worlds {

// The ports of one exchange, on whichever store is in use; between them a leak,
// if there is one. Changed only while no call is under way.
class Ports : public exchange::Ledger, public exchange::SubjectLog {
 public:
  void Use(store::Store* store) { store_ = store; }
  void Spring(const Leak* leak) { leak_ = leak; }
  const Leak* leak() const { return leak_; }

  absl::StatusOr<std::unique_ptr<exchange::Snapshot>> Read() override;
  absl::Time Now() override { return store_->ledger().Now(); }
  void Commit(exchange::Transaction first, Again again, Done done) override;

  absl::StatusOr<exchange::OpenedLeaf> Find(
      absl::string_view leaf_hash) override {
    return store_->log().Find(leaf_hash);
  }
  absl::StatusOr<std::vector<exchange::OpenedLeaf>> List(uint64_t from,
                                                         int limit) override {
    return store_->log().List(from, limit);
  }
  absl::StatusOr<std::string> Checkpoint() override {
    return store_->log().Checkpoint();
  }
  absl::StatusOr<std::string> Receipt(absl::string_view leaf_hash,
                                      bool whole) override;
  absl::StatusOr<std::vector<std::string>> ConsistencyProof(
      uint64_t old_size, uint64_t size) override {
    return store_->log().ConsistencyProof(old_size, size);
  }
  absl::StatusOr<std::string> NewestOf(const std::string& subject) override {
    return store_->log().NewestOf(subject);
  }

 private:
  store::Store* store_ = nullptr;
  const Leak* leak_ = nullptr;
};

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_PORTS_H_
