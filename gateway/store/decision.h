#ifndef GATEWAY_STORE_DECISION_H_
#define GATEWAY_STORE_DECISION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/blinding.h"
#include "gateway/store/leaf_writer.h"
#include "gateway/store/sqlite.h"

namespace tasuki::store {

// A transaction, ready for the commit: names blinded, leaves sealed.
class Decision {
 public:
  Decision(exchange::Transaction transaction, const Blinding& blinding);
  Decision(Decision&&) = default;
  Decision& operator=(Decision&&) = default;

  // True if it changes the state; false if all it leaves is leaves.
  bool Writes() const { return !changes_.empty() || replay_.has_value(); }

  // True while the decision stands: nothing that it rests on has changed, its
  // time has not passed, and its replay id is unused.
  absl::StatusOr<bool> Stands(Connection& connection, absl::Time now) const;

  const exchange::Changes& changes() const { return changes_; }
  const std::vector<PreparedLeaf>& leaves() const { return leaves_; }

  // The replay row, with the evidence of this commit; none if there is none.
  std::optional<exchange::RowChange> ReplayRow(
      const std::vector<v1::Evidence>& evidence) const;

 private:
  template <typename Place>
  struct Version {
    Place place;
    std::string blinded;
    int64_t version;
  };

  std::vector<Version<exchange::Table>> rows_;
  std::vector<Version<exchange::Index>> lists_;
  absl::Time valid_until_;
  exchange::Changes changes_;
  std::vector<PreparedLeaf> leaves_;
  std::optional<exchange::Transaction::Replay> replay_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_DECISION_H_
