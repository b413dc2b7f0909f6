#ifndef GATEWAY_ANALYSIS_DIFF_STATEMENTS_H_
#define GATEWAY_ANALYSIS_DIFF_STATEMENTS_H_

#include <string>
#include <vector>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/row_pairs.h"

namespace tasuki::analysis {

// The parts of a diff that are not about levels. The packs compile.
std::vector<Change> GuaranteeChanges(const Version& before,
                                     const Version& after);
std::vector<Change> ObligationChanges(const RowPairs& pairs);
std::vector<Change> ActionChanges(const RowPairs& pairs);
std::vector<Change> AcceptedFlowChanges(const Version& before,
                                        const Version& after);
std::vector<Change> FieldChanges(const std::string& before,
                                 const std::string& after);
// What `said` does not say: statements of which only the words changed, or that
// changed and yet change nothing, and the names of the packs.
std::vector<Change> QuietChanges(const Version& before, const Version& after,
                                 const RowPairs& pairs,
                                 const std::vector<Change>& said);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_DIFF_STATEMENTS_H_
