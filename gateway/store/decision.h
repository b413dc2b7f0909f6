#ifndef GATEWAY_STORE_DECISION_H_
#define GATEWAY_STORE_DECISION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/exchange/ports.h"
#include "gateway/store/leaf_writer.h"
#include "gateway/store/state_versions.h"

namespace tasuki::store {

// A transaction, ready for the commit: its leaves are sealed.
class Decision {
 public:
  explicit Decision(exchange::Transaction transaction);
  Decision(Decision&&) = default;
  Decision& operator=(Decision&&) = default;

  // True if it changes the state; false if all it leaves is leaves.
  bool Writes() const { return !changes_.empty() || replay_.has_value(); }

  // True while the decision stands in `state`: nothing that it rests on has
  // changed, its time has not passed, and its replay id is unused.
  absl::StatusOr<bool> Stands(const StateVersions& state, absl::Time now) const;

  const exchange::Changes& changes() const { return changes_; }
  const std::vector<PreparedLeaf>& leaves() const { return leaves_; }

  // The replay row, with the evidence of this commit; none if there is none.
  std::optional<exchange::RowChange> ReplayRow(
      const std::vector<v1::Evidence>& evidence) const;

 private:
  exchange::Dependencies depends_on_;
  absl::Time valid_until_;
  exchange::Changes changes_;
  std::vector<PreparedLeaf> leaves_;
  std::optional<exchange::Transaction::Replay> replay_;
};

}  // namespace tasuki::store

#endif  // GATEWAY_STORE_DECISION_H_
