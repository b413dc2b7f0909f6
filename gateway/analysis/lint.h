#ifndef GATEWAY_ANALYSIS_LINT_H_
#define GATEWAY_ANALYSIS_LINT_H_

#include <vector>

#include "gateway/analysis/source.h"

namespace tasuki::analysis {

// What is wrong with the packs and cases in these files, by file and place.
// Errors: what cannot be read or compiled, unknown names, ids that are there
// twice, missing ids, citations and sentences, cases that try nothing (which
// ceilings there are is known only beside packs). Where there is none, warnings
// about the whole: rules that no situation reaches, rules without which
// everything would be the same, and categories that nobody ever sees although
// nothing promises so.
std::vector<Finding> Lint(const std::vector<SourceFile>& files);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_LINT_H_
