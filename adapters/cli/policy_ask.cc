#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "adapters/cli/options.h"
#include "adapters/cli/output.h"
#include "adapters/cli/policy_candidate.h"
#include "adapters/cli/policy_verbs.h"
#include "adapters/client/method.h"
#include "gateway/analysis/source.h"
#include "gateway/policy/policy_case.h"
#include "tasuki/v1/policy_service.pb.h"

namespace tasuki::cli {
namespace {

// What a verb ends with where the gateway answered: as it does offline.
ExitCode OutcomeOf(const v1::LintPolicyResponse& response) {
  return absl::c_any_of(response.findings(),
                        [](const auto& finding) { return finding.error(); })
             ? kUsage
             : kDone;
}
ExitCode OutcomeOf(const v1::TestPolicyResponse& response) {
  return response.failed().empty() ? kDone : kRefused;
}
ExitCode OutcomeOf(const v1::ProvePolicyResponse& response) {
  return response.holds() ? kDone : kRefused;
}
ExitCode OutcomeOf(const v1::ExplainPolicyResponse&) { return kDone; }
ExitCode OutcomeOf(const v1::DiffPolicyResponse&) { return kDone; }

// The answer as the gateway words it, for whoever reads it here; --json has it
// without these words.
template <typename Response>
void PrintAnswer(Session& session, Response answer) {
  const std::string text = std::move(*answer.mutable_text());
  answer.clear_text();
  session.Print(text, ToJson(answer));
}
void PrintAnswer(Session& session, const v1::ExplainPolicyResponse& answer) {
  session.Print(absl::StrCat(answer.text_ja(), "\n", answer.text_en()),
                ToJson(answer));
}

template <typename Request>
void Send(Session& session, const absl::Status& filled, Request& request) {
  if (!filled.ok()) return session.Finish(filled);
  const auto answer = session.Ask(request);
  if (answer == nullptr) return;
  const auto& response =
      static_cast<const typename client::Rpc<Request>::Response&>(*answer);
  PrintAnswer(session, response);
  session.set_outcome(OutcomeOf(response));
}

// A verb that asks `Request` about a candidate.
template <typename Request>
Verb<Request> AddAsk(CLI::App& noun, Session& session, const char* name,
                     const char* help) {
  Verb<Request> verb{noun.add_subcommand(name, help),
                     std::make_shared<Request>()};
  const auto candidate = std::make_shared<Candidate>();
  candidate->AddTo(*verb.command);
  verb.command->callback([&session, candidate, request = verb.request] {
    Send(session, candidate->Fill(*request), *request);
  });
  return verb;
}

// As much as a gateway takes in one request.
constexpr size_t kLargestRequest = size_t{1} << 20;

// INVALID_ARGUMENT: more than one request takes, or no text.
absl::Status AddFiles(const std::vector<std::string>& paths,
                      v1::LintPolicyRequest& request) {
  ASSIGN_OR_RETURN(const auto sources, ReadSources(paths));
  for (const analysis::SourceFile& source : sources) {
    // What is not UTF-8 could not even be sent.
    if (const auto fault = analysis::TextFault(source)) {
      return analysis::StatusOf({*fault});
    }
    v1::PolicyFile& file = *request.add_files();
    file.set_name(source.name);
    file.set_text(source.text);
  }
  if (request.ByteSizeLong() < kLargestRequest) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "--pack: these files have more than the 1 MiB that one request takes; "
      "`tasuki policy lint` reads them here");
}

void AddAskLint(CLI::App& noun, Session& session) {
  CLI::App* verb = noun.add_subcommand(
      "lint", "ファイルの誤りと注意 / what is wrong with pack files");
  const auto paths = std::make_shared<std::vector<std::string>>();
  verb->add_option("--pack", *paths, "方針のファイル / pack files")->required();
  verb->callback([&session, paths] {
    v1::LintPolicyRequest request;
    Send(session, AddFiles(*paths, request), request);
  });
}

absl::Status AddCases(const std::vector<std::string>& paths,
                      v1::TestPolicyRequest& request) {
  if (paths.empty()) return absl::OkStatus();
  v1::PolicyBundle& policy = *request.mutable_policy();
  ASSIGN_OR_RETURN(const auto files, ReadCases(paths, policy::PacksOf(policy)));
  *policy.mutable_cases() = {files.begin(), files.end()};
  return absl::OkStatus();
}

void AddAskTest(CLI::App& noun, Session& session) {
  CLI::App* verb = noun.add_subcommand(
      "test", "事例どおりか、何が試されるか / the cases, and what they try");
  const auto candidate = std::make_shared<Candidate>();
  const auto cases = std::make_shared<std::vector<std::string>>();
  candidate->AddTo(*verb);
  verb->add_option("--cases", *cases, "事例のファイル / files of cases")
      ->needs("--pack");
  verb->callback([&session, candidate, cases] {
    v1::TestPolicyRequest request;
    absl::Status filled = candidate->Fill(request);
    if (filled.ok()) filled = AddCases(*cases, request);
    Send(session, filled, request);
  });
}

}  // namespace

void AddAskVerbs(CLI::App& policy, Session& session) {
  CLI::App& noun = AddNoun(
      policy, "ask",
      "ゲートウェイに尋ねる。案がなければ適用中の方針について / asked of the "
      "gateway; of the policy in force where no candidate is named");
  AddAskLint(noun, session);
  AddAskTest(noun, session);
  const auto explain = AddAsk<v1::ExplainPolicyRequest>(
      noun, session, "explain", "何がなぜ見えるか / what is seen and why");
  AddSituationOptions(*explain.command, *explain.request->mutable_situation());
  AddAsk<v1::DiffPolicyRequest>(
      noun, session, "diff",
      "適用中の方針から何がどう変わるか / what changes of the policy in force");
  AddAsk<v1::ProvePolicyRequest>(
      noun, session, "prove",
      "保証と、推し量れること / guarantees, and what can be inferred");
}

}  // namespace tasuki::cli
