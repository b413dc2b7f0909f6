#include "gateway/store/decision.h"

#include <utility>

#include "gateway/base/status_macros.h"
#include "gateway/model/canonical.h"
#include "gateway/store/state_view.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::store {
namespace {

exchange::RowKey ReplayKey(const exchange::Transaction::Replay& replay) {
  return {exchange::Table::kReplay, replay.id};
}

}  // namespace

Decision::Decision(exchange::Transaction transaction, const Blinding& blinding)
    : valid_until_(transaction.valid_until),
      changes_(std::move(transaction.changes)),
      replay_(std::move(transaction.replay)) {
  for (const auto& [key, version] : transaction.depends_on.rows) {
    rows_.push_back({key.table, blinding.Row(key), version});
  }
  for (const auto& [key, version] : transaction.depends_on.lists) {
    lists_.push_back({key.index, blinding.List(key), version});
  }
  // Two retries of one write may wait in the same batch: the second must find
  // the first one's answer, whatever it says that it depends on.
  if (replay_.has_value()) {
    const exchange::RowKey key = ReplayKey(*replay_);
    rows_.push_back({key.table, blinding.Row(key), 0});
  }
  leaves_.reserve(transaction.leaves.size());
  for (const exchange::LeafDraft& draft : transaction.leaves) {
    leaves_.emplace_back(draft);
  }
}

absl::StatusOr<bool> Decision::Stands(Connection& connection,
                                      absl::Time now) const {
  if (now >= valid_until_) return false;
  for (const auto& row : rows_) {
    ASSIGN_OR_RETURN(const int64_t version,
                     RowVersion(connection, row.place, row.blinded));
    if (version != row.version) return false;
  }
  for (const auto& list : lists_) {
    ASSIGN_OR_RETURN(const int64_t version,
                     ListVersion(connection, list.place, list.blinded));
    if (version != list.version) return false;
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
