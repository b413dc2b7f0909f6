#ifndef ADAPTERS_CLI_POLICY_VERBS_H_
#define ADAPTERS_CLI_POLICY_VERBS_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/analysis/diff.h"
#include "gateway/analysis/prove.h"
#include "gateway/analysis/source.h"
#include "gateway/analysis/statement_text.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace CLI {
class App;
}  // namespace CLI

namespace tasuki::cli {

class Session;

// The verbs of `policy`; only those of policy_gateway.cc and policy_ask.cc
// ask a gateway.
void AddExplainVerb(CLI::App& noun, Session& session);    // policy_explain.cc
void AddAnalysisVerbs(CLI::App& noun, Session& session);  // policy_analysis.cc
void AddPackTextVerbs(CLI::App& noun, Session& session);  // policy_text.cc
void AddGatewayVerbs(CLI::App& noun, Session& session);   // policy_gateway.cc
void AddAskVerbs(CLI::App& noun, Session& session);       // policy_ask.cc
// policy_explain.cc: options that say a situation.
void AddSituationOptions(CLI::App& verb, v1::CaseSituation& situation);

// policy_json.cc
// As text; what is not UTF-8 in it becomes U+FFFD.
std::string Dumped(const nlohmann::json& value);
nlohmann::json ToJson(const analysis::Diff& diff,
                      const std::vector<analysis::StatementText>& statements);
nlohmann::json ToJson(const analysis::Proof& proof);
nlohmann::json ToJson(const std::vector<analysis::Finding>& findings);

// policy_text.cc. The files as their authors wrote them. NOT_FOUND: no such
// file, or nothing in the folder.
absl::StatusOr<std::vector<analysis::SourceFile>> ReadSources(
    const std::vector<std::string>& paths);
// The files of cases of a policy. NOT_FOUND: as above. INVALID_ARGUMENT: what
// cannot be read and cases that try nothing, with file, line and column.
absl::StatusOr<std::vector<v1::PolicyCases>> ReadCases(
    const std::vector<std::string>& paths,
    const std::vector<v1::PolicyPack>& packs);

// Says on the error stream what takes its time, if somebody is looking at it.
void SayProgress(absl::string_view ja, absl::string_view en);

}  // namespace tasuki::cli

#endif  // ADAPTERS_CLI_POLICY_VERBS_H_
