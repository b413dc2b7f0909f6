#ifndef GATEWAY_ANALYSIS_DIFF_DISCLOSURE_H_
#define GATEWAY_ANALYSIS_DIFF_DISCLOSURE_H_

#include <vector>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/row_pairs.h"

namespace tasuki::analysis {

// Every change of a level between the two sides, in the fewest sentences that
// are true, by the rules behind them. Without words.
std::vector<Change> DisclosureChanges(const RowPairs& pairs);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_DIFF_DISCLOSURE_H_
