#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/lead_service.pb.h"

namespace tasuki::cli {
namespace {

// How the caller's party sees lead and rank.
void AddTerms(CLI::App& verb, v1::LeadTerms& terms) {
  verb.add_option("--lead", *terms.mutable_lead(),
                  "主担当機関 / lead party: bodies/...")
      ->required();
  AddEnum<v1::Urgency>(
      verb, "--urgency", "緊急度 / urgency: AA, A, B, C, D",
      [&terms](v1::Urgency value) { terms.set_urgency(value); })
      ->required();
  AddEnum<v1::Rank>(verb, "--rank", "進行管理のランク / rank",
                    [&terms](v1::Rank value) { terms.set_rank(value); });
  AddEnum<v1::Severity>(
      verb, "--severity", "重症度 / severity",
      [&terms](v1::Severity value) { terms.set_severity(value); });
}

}  // namespace

void AddLeadCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "lead", "主担当とランク / lead and rank");
  const auto propose = AddVerb<v1::ProposeLeadRequest>(noun, session, "propose",
                                                       "提案する / propose");
  propose.command
      ->add_option("case", *propose.request->mutable_case_(), "cases/...")
      ->required();
  AddTerms(*propose.command, *propose.request->mutable_terms());
  propose.command
      ->add_option("--reason", *propose.request->mutable_reason(),
                   "理由。相手が読む / why; the other body reads it")
      ->required();
  AddNamedVerb<v1::AgreeLeadRequest>(noun, session, "agree", "同意する / agree",
                                     "leads/...");
  const auto decline = AddNamedVerb<v1::DeclineLeadRequest>(
      noun, session, "decline", "別の見方を示す / say how you see it",
      "leads/...");
  AddTerms(*decline.command, *decline.request->mutable_other_view());
  decline.command
      ->add_option("--reason", *decline.request->mutable_reason(),
                   "理由。相手が読む / why; the other body reads it")
      ->required();
  const auto get = AddVerb<v1::GetLeadRequest>(
      noun, session, "get", "いまの主担当とランク / as it is");
  get.command->add_option("case", *get.request->mutable_case_(), "cases/...")
      ->required();
}

}  // namespace tasuki::cli
