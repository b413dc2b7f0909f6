#ifndef GATEWAY_ANALYSIS_COVERAGE_H_
#define GATEWAY_ANALYSIS_COVERAGE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/analysis/matrix.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::analysis {

// What the cases of a policy try: where they would come out otherwise. A case
// tries nothing in a category of which it expects nothing.
struct Coverage {
  // By id of each grant and ceiling, how many cases it decided something in: a
  // grant opened a category, a ceiling lowered one.
  std::map<std::string, int> rules;
  // The cells of the matrix, and of these what no case opens.
  size_t cells = 0;
  std::vector<MatrixCell> untried;
  int cases = 0;

  size_t TriedRules() const;
};

// INVALID_ARGUMENT: the packs do not compile, or a case has an unknown name.
absl::StatusOr<Coverage> CoverageOf(const std::vector<v1::PolicyPack>& packs,
                                    const std::vector<v1::PolicyCase>& cases);

std::string CoverageText(const Coverage& coverage);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_COVERAGE_H_
