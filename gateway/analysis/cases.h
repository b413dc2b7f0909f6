#ifndef GATEWAY_ANALYSIS_CASES_H_
#define GATEWAY_ANALYSIS_CASES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/policy/policy.h"
#include "tasuki/v1/policy_case.pb.h"

namespace tasuki::analysis {

// A policy case that comes out otherwise, or that tries nothing
// (gateway/analysis/case_faults.h).
struct FailedCase {
  int number = 0;  // from 1
  std::string name;
  std::vector<std::string> mismatches;  // a line for each category
};

// INVALID_ARGUMENT: a case names what there is not; names the case.
absl::StatusOr<std::vector<FailedCase>> FailedCases(
    const policy::Policy& policy, const std::vector<v1::PolicyCase>& cases);

// These, and how many there are of how many. Japanese first.
std::string CasesText(const std::vector<FailedCase>& failed, size_t cases);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_CASES_H_
