#ifndef GATEWAY_ANALYSIS_FLOWS_H_
#define GATEWAY_ANALYSIS_FLOWS_H_

#include <vector>

#include "gateway/analysis/opening_cells.h"

namespace tasuki::analysis {

// A fact that shows on one ground of one row.
struct FlowHere {
  v1::Fact fact;
  v1::Category shows;
  v1::Level if_true, if_false;
  KnownFacts facts;  // with the fact known true
};

// Each fact that can be inferred from what the opening gives on this ground
// although its own category is withheld, with the first category that shows it.
std::vector<FlowHere> FlowsIn(OpeningCells& cells, uint32_t opening,
                              v1::BasisCode basis);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_FLOWS_H_
