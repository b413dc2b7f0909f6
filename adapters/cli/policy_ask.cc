#include <memory>

#include "absl/algorithm/container.h"
#include "adapters/cli/options.h"
#include "adapters/cli/policy_candidate.h"
#include "adapters/cli/policy_verbs.h"
#include "adapters/client/method.h"
#include "gateway/policy/pack.h"
#include "tasuki/v1/policy_service.pb.h"

namespace tasuki::cli {
namespace {

// The request about a candidate; about the policy in force if none is named.
template <typename Request>
absl::Status FillAny(const Candidate& candidate, Request& request) {
  return candidate.empty() ? absl::OkStatus() : candidate.Fill(request);
}

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

template <typename Request>
void Send(Session& session, const absl::Status& filled, Request& request) {
  if (!filled.ok()) return session.Finish(filled);
  const auto answer = session.Ask(request);
  if (answer == nullptr) return;
  session.Print(*answer);
  session.set_outcome(OutcomeOf(
      static_cast<const typename client::Rpc<Request>::Response&>(*answer)));
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
    Send(session, FillAny(*candidate, *request), *request);
  });
  return verb;
}

absl::Status AddFiles(const std::vector<std::string>& paths,
                      v1::LintPolicyRequest& request) {
  ASSIGN_OR_RETURN(const auto sources, ReadSources(paths));
  for (const analysis::SourceFile& source : sources) {
    v1::PolicyFile& file = *request.add_files();
    file.set_name(source.name);
    file.set_text(source.text);
  }
  return absl::OkStatus();
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
  ASSIGN_OR_RETURN(const auto sources, ReadSources(paths));
  for (const analysis::SourceFile& source : sources) {
    ASSIGN_OR_RETURN(*request.mutable_policy()->add_cases(),
                     policy::LoadCases(source.text));
  }
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
    absl::Status filled = FillAny(*candidate, request);
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
