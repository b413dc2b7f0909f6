#ifndef GATEWAY_ANALYSIS_POLICY_FILES_H_
#define GATEWAY_ANALYSIS_POLICY_FILES_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/analysis/source.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::analysis {

// The files of a policy, and where in them everything stands.
template <typename Message>
struct PolicySource {
  std::string file;
  Message message;
  SourceTree tree;
};
using PackSource = PolicySource<v1::PolicyPack>;
using CaseSource = PolicySource<v1::PolicyCases>;

struct PolicySources {
  std::vector<PackSource> packs;
  std::vector<CaseSource> cases;
};

// Reads each file as what it is, a pack or a file of cases. A file that is
// neither is read as whichever it follows further, and the error is said of
// that. Errors are added to `findings`.
PolicySources ReadPolicySources(const std::vector<SourceFile>& files,
                                std::vector<Finding>& findings);

// By the id of each statement the file and place where it first stands.
using StatementPlaces =
    std::map<std::string, std::pair<std::string, TextPlace>>;

// Why the packs cannot be compiled: names that there are not, each where it
// stands, texts that may not be shown, what makes no rule, ids that are there
// twice. Whatever has none of these compiles. With `sentences` also what is not
// said in both languages.
StatementPlaces CheckPacks(const std::vector<PackSource>& packs, bool sentences,
                           std::vector<Finding>& findings);

// Why the cases try nothing (gateway/analysis/case_faults.h). `ceilings` are
// those of the policy; null: not known.
void CheckCases(const std::vector<CaseSource>& files,
                const std::set<std::string>* ceilings,
                std::vector<Finding>& findings);

std::set<std::string> CeilingsOf(const std::vector<v1::PolicyPack>& packs);

// The packs in these files. INVALID_ARGUMENT: what is wrong with them, each
// with file, line and column.
absl::StatusOr<std::vector<v1::PolicyPack>> PacksIn(
    const std::vector<SourceFile>& files);

// The files of cases, each case as it can be read alone. INVALID_ARGUMENT:
// unknown names, and cases that cannot be read; each as above, and with the
// name of the case.
absl::StatusOr<std::vector<v1::PolicyCases>> CasesIn(
    const std::vector<SourceFile>& files);
// The same, and INVALID_ARGUMENT for cases that try nothing of these packs.
absl::StatusOr<std::vector<v1::PolicyCases>> SoundCasesIn(
    const std::vector<SourceFile>& files,
    const std::vector<v1::PolicyPack>& packs);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_POLICY_FILES_H_
