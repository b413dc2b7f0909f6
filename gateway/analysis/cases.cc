#include "gateway/analysis/cases.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/case_faults.h"
#include "gateway/base/status_macros.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::analysis {

absl::StatusOr<std::vector<FailedCase>> FailedCases(
    const policy::Policy& policy, const std::vector<v1::PolicyCase>& cases) {
  std::vector<FailedCase> failed;
  int number = 0;
  for (const v1::PolicyCase& one : cases) {
    ++number;
    absl::StatusOr<std::vector<std::string>> mismatches =
        policy::Mismatches(policy, one);
    if (!mismatches.ok()) {
      return absl::Status(
          mismatches.status().code(),
          absl::StrCat("case ", number, ": ", mismatches.status().message()));
    }
    for (const CaseFault& fault : FaultsOf(one, /*ceilings=*/nullptr)) {
      mismatches->push_back(fault.message.en);
    }
    if (mismatches->empty()) continue;
    failed.push_back({number, one.name(), *std::move(mismatches)});
  }
  return failed;
}

std::string CasesText(const std::vector<FailedCase>& failed, size_t cases) {
  std::string text;
  for (const FailedCase& one : failed) {
    absl::StrAppend(&text, "× ", one.name, "\n");
    for (const std::string& line : one.mismatches) {
      absl::StrAppend(&text, "    ", line, "\n");
    }
  }
  return absl::StrCat(text, "事例 ", cases, " 件のうち ", failed.size(),
                      " 件が期待と違います。\n", failed.size(), " of ", cases,
                      " cases are not as expected.\n");
}

}  // namespace tasuki::analysis
