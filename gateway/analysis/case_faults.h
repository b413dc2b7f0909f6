#ifndef GATEWAY_ANALYSIS_CASE_FAULTS_H_
#define GATEWAY_ANALYSIS_CASE_FAULTS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gateway/analysis/words.h"
#include "tasuki/v1/change.pb.h"
#include "tasuki/v1/policy_case.pb.h"

namespace tasuki::analysis {

// A step down into a message: a field, and which of its values.
struct FieldStep {
  absl::string_view field;
  int index = 0;
  bool operator==(const FieldStep&) const = default;
};

// Why a case tries nothing: it comes out as expected whatever the rules say, or
// as nobody can have meant it.
struct CaseFault {
  std::vector<FieldStep> at;  // from the case, or from the file
  Text message;
};

// Of one case, alone or in its file. `ceilings` are those of the policy; null:
// not known. Unknown names are no matter of this.
std::vector<CaseFault> FaultsOf(const v1::PolicyCase& policy_case,
                                const std::set<std::string>* ceilings);

// Of the file itself: no case, names that are there twice, facts that are
// usually both.
std::vector<CaseFault> FaultsOf(const v1::PolicyCases& file);

// The same of all files of a policy, by their numbers, one English sentence
// each.
std::vector<std::string> FaultsOfFiles(const v1::PolicyBundle& bundle);

// Whether reader and role are both named and no person can be both, so that
// nothing is opened whatever the rules say.
bool IsImpossible(const v1::CaseSituation& situation);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_CASE_FAULTS_H_
