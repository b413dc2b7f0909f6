#ifndef GATEWAY_ANALYSIS_OPENING_CELLS_H_
#define GATEWAY_ANALYSIS_OPENING_CELLS_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "gateway/analysis/cells.h"

namespace tasuki::analysis {

// The categories of an opening that are opened alike.
struct AlikeCell {
  CategorySet categories;
  Cell cell;
};

// The cells of openings, each worked out once, when it is first asked for.
class OpeningCells {
 public:
  // The index must outlive it.
  explicit OpeningCells(const policy::RowIndex& index) : index_(index) {}

  const std::vector<AlikeCell>& Of(uint32_t opening);
  // The cell of one category; nothing if no rule gives it.
  const Cell& Of(uint32_t opening, v1::Category category);
  // The facts that some rule of the opening mentions.
  FactSet FactsOf(uint32_t opening);

 private:
  const policy::RowIndex& index_;
  absl::flat_hash_map<uint32_t, std::vector<AlikeCell>> cells_;
};

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_OPENING_CELLS_H_
