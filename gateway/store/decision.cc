#include "gateway/store/decision.h"

#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::store {
namespace {

exchange::RowKey ReplayKey(const exchange::Transaction::Replay& replay) {
  return {exchange::Table::kReplay, replay.id};
}

}  // namespace

Decision::Decision(exchange::Transaction transaction)
    : depends_on_(std::move(transaction.depends_on)),
      valid_until_(transaction.valid_until),
      changes_(std::move(transaction.changes)),
      replay_(std::move(transaction.replay)) {
  // Two retries of one write may wait in the same batch: the second must find
  // the first one's answer, whatever it says that it depends on.
  if (replay_.has_value()) depends_on_.rows.push_back({ReplayKey(*replay_), 0});
  leaves_.reserve(transaction.leaves.size());
  for (const exchange::LeafDraft& draft : transaction.leaves) {
    leaves_.emplace_back(draft);
  }
}

absl::StatusOr<bool> Decision::Stands(const StateVersions& state,
                                      absl::Time now) const {
  if (now >= valid_until_) return false;
  for (const exchange::Dependencies::OnRow& row : depends_on_.rows) {
    ASSIGN_OR_RETURN(const bool stands, state.Stands(row));
    if (!stands) return false;
  }
  for (const exchange::Dependencies::OnList& list : depends_on_.lists) {
    ASSIGN_OR_RETURN(const bool stands, state.Stands(list));
    if (!stands) return false;
  }
  return true;
}

std::optional<exchange::RowChange> Decision::ReplayRow(
    const std::vector<v1::Evidence>& evidence) const {
  if (!replay_.has_value()) return std::nullopt;
  v1::ReplayRow row;
  row.set_request_hash(replay_->request_hash);
  row.set_body(replay_->body);
  for (const v1::Evidence& one : evidence) *row.add_evidence() = one;
  return exchange::RowChange{ReplayKey(*replay_), Canonical(row),
                             replay_->key_scope};
}

}  // namespace tasuki::store
