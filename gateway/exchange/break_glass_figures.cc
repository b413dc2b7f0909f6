#include "gateway/exchange/break_glass_figures.h"

#include <memory>

#include "gateway/exchange/break_glass.h"
#include "gateway/exchange/reading.h"

namespace tasuki::exchange {

absl::StatusOr<WaitingOpenings> CountWaitingOpenings(Ledger& ledger) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, ledger.Read());
  Reading state(*snapshot, ledger.Now());
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(Index::kOpenings, ""));
  WaitingOpenings figures;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::OpeningRow& row,
                     state.Get<v1::OpeningRow>(Table::kOpening, entry.id));
    ++figures.waiting;
    if (IsOverdue(state, row)) ++figures.overdue;
  }
  return figures;
}

}  // namespace tasuki::exchange
