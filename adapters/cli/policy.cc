#include "gateway/policy/policy.h"

#include <iostream>
#include <map>

#include "absl/strings/str_cat.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "adapters/client/profile.h"
#include "gateway/base/status_macros.h"
#include "gateway/policy/explanation.h"
#include "gateway/policy/pack.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::cli {
namespace {

struct ExplainOptions {
  std::vector<std::string> packs;
  std::string cases_file, case_name;
  v1::PolicyCase by_flags;
};

absl::StatusOr<std::shared_ptr<const policy::Policy>> Compile(
    const std::vector<std::string>& files) {
  std::vector<v1::PolicyPack> packs;
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(const std::string text, client::ReadFile(file));
    ASSIGN_OR_RETURN(packs.emplace_back(), policy::LoadPack(text));
  }
  return policy::Policy::Compile(packs);
}

absl::Status ExplainOne(const policy::Policy& policy,
                        const v1::PolicyCase& one) {
  ASSIGN_OR_RETURN(const policy::Situation situation, policy::SituationOf(one));
  if (!one.name().empty()) std::cout << "== " << one.name() << "\n";
  std::cout << policy::ExplanationText(policy, situation, true) << "\n"
            << policy::ExplanationText(policy, situation, false) << "\n";
  return absl::OkStatus();
}

absl::Status ExplainFile(const policy::Policy& policy,
                         const ExplainOptions& options) {
  ASSIGN_OR_RETURN(const std::string text,
                   client::ReadFile(options.cases_file));
  ASSIGN_OR_RETURN(const v1::PolicyCases cases, policy::LoadCases(text));
  int explained = 0;
  for (const v1::PolicyCase& one : cases.cases()) {
    if (!options.case_name.empty() && one.name() != options.case_name) continue;
    RETURN_IF_ERROR(ExplainOne(policy, one));
    ++explained;
  }
  if (explained > 0) return absl::OkStatus();
  return absl::NotFoundError("no such case in the file");
}

absl::Status Explain(const ExplainOptions& options) {
  ASSIGN_OR_RETURN(const auto policy, Compile(options.packs));
  if (!options.cases_file.empty()) return ExplainFile(*policy, options);
  return ExplainOne(*policy, options.by_flags);
}

void AddSituation(CLI::App& command, v1::CaseSituation& situation) {
  command.add_option("--reader", *situation.mutable_reader(), "CITY_FS ...");
  command.add_option("--role", *situation.mutable_role(), "CW ...");
  command.add_option("--relation", *situation.mutable_relation(),
                     "LEAD, MEMBER, OVERSIGHT, NONE ...");
  command.add_option("--holder", *situation.mutable_holder(), "CITY_MH ...");
  command.add_option("--for", *situation.mutable_purpose(), "SUPPORT ...");
  command.add_option("--class", *situation.mutable_class_(), "SUPPORT ...");
  const auto list =
      [&command](const char* name, const char* help,
                 google::protobuf::RepeatedPtrField<std::string>* values) {
        command.add_option_function<std::vector<std::string>>(
            name,
            [values](const std::vector<std::string>& names) {
              values->Add(names.begin(), names.end());
            },
            help);
      };
  list("--true", "成り立つ事実 / facts known true",
       situation.mutable_known_true());
  list("--false", "成り立たない事実 / facts known false",
       situation.mutable_known_false());
  command.add_option_function<std::vector<std::string>>(
      "--ground",
      [&situation](const std::vector<std::string>& names) {
        for (const std::string& name : names) {
          situation.add_grounds()->set_basis(name);
        }
      },
      "根拠 / grounds: CONSENT, CENTER_INTEGRATED ...");
}

}  // namespace

void AddPolicyCommands(CLI::App& app, Session& session) {
  CLI::App& noun = *app.add_subcommand("policy", "方針 / policy");
  noun.require_subcommand(1)->fallthrough();
  CLI::App* command = noun.add_subcommand(
      "explain",
      "何がなぜ見えるか（接続なし） / what is seen and why, offline");
  const auto options = std::make_shared<ExplainOptions>();
  command->add_option("--pack", options->packs, "方針のファイル / pack files")
      ->required();
  command->add_option("--cases", options->cases_file,
                      "事例のファイル / file of cases");
  command->add_option("--case", options->case_name, "事例の名 / name of one");
  AddSituation(*command, *options->by_flags.mutable_situation());
  command->callback([&session, options] {
    const absl::Status status = Explain(*options);
    session.Finish(status);
  });
}

}  // namespace tasuki::cli
