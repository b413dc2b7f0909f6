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
std::vector<Change> ObligationChanges(const Version& before,
                                      const Version& after,
                                      const RowPairs& pairs);
// One sentence for all duties that go with a ground that closes where another
// ground still opens the same without them; neutral (docs/decisions/, a duty
// goes with its ground).
std::vector<Change> DutiesThatGo(const RowPairs& pairs);
std::vector<Change> ActionChanges(const Version& before, const Version& after,
                                  const RowPairs& pairs);
std::vector<Change> AcceptedFlowChanges(const Version& before,
                                        const Version& after);
std::vector<Change> FieldChanges(const std::string& before,
                                 const std::string& after);
// Cases that are no longer tried, or expect something else: they widen, since
// what they kept from happening may come with the next change.
std::vector<Change> CaseChanges(const std::vector<v1::PolicyCase>& before,
                                const std::vector<v1::PolicyCase>& after);
// Limits that give another reason for what they close: two read it, since the
// log keeps the reason and nobody is shown it elsewhere.
std::vector<Change> RefusalChanges(const Version& before, const Version& after);
// What `said` does not say: rules that widen in their own right (own_right.h)
// and are not said to, new words, what changes and yet changes nothing, ids
// that are of another kind, and the names of the packs.
std::vector<Change> QuietChanges(const Version& before, const Version& after,
                                 const RowPairs& pairs,
                                 const std::vector<Change>& said);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_DIFF_STATEMENTS_H_
