#ifndef GATEWAY_STORE_LOG_TREE_READER_H_
#define GATEWAY_STORE_LOG_TREE_READER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/exchange/subject_log.h"
#include "gateway/store/key_ring.h"
#include "gateway/store/reader_pool.h"

namespace tasuki::store {

// Reads the log through read-only connections. Neither argument is owned.
class LogTreeReader : public exchange::SubjectLog {
 public:
  LogTreeReader(ReaderPool& readers, const KeyRing& keys)
      : readers_(readers), keys_(keys) {}

  absl::StatusOr<exchange::OpenedLeaf> Find(
      absl::string_view leaf_hash) override;
  absl::StatusOr<std::vector<exchange::OpenedLeaf>> List(uint64_t from,
                                                         int limit) override;
  absl::StatusOr<std::string> Checkpoint() override;
  absl::StatusOr<std::string> Receipt(absl::string_view leaf_hash,
                                      bool whole) override;
  absl::StatusOr<std::vector<std::string>> ConsistencyProof(
      uint64_t old_size, uint64_t size) override;
  absl::StatusOr<std::string> NewestOf(const std::string& subject) override;

 private:
  ReaderPool& readers_;
  const KeyRing& keys_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_LOG_TREE_READER_H_
