#include "gateway/analysis/opening_cells.h"

namespace tasuki::analysis {

const std::vector<AlikeCell>& OpeningCells::Of(uint32_t opening) {
  const auto [found, is_new] = cells_.try_emplace(opening);
  if (!is_new) return found->second;
  const Opening rules = OpeningAt(index_, opening);
  for (const CategorySet part : AlikeIn({&rules})) {
    found->second.push_back({part, CellOf(rules, part.members()[0])});
  }
  return found->second;
}

const Cell& OpeningCells::Of(uint32_t opening, v1::Category category) {
  static const Cell* const nothing = new Cell;
  for (const AlikeCell& alike : Of(opening)) {
    if (alike.categories.Contains(category)) return alike.cell;
  }
  return *nothing;
}

FactSet OpeningCells::FactsOf(uint32_t opening) {
  FactSet facts;
  for (const AlikeCell& alike : Of(opening)) facts = facts | alike.cell.facts();
  return facts;
}

}  // namespace tasuki::analysis
