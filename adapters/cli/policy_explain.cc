#include <iostream>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "adapters/cli/options.h"
#include "adapters/cli/ordinary_facts.h"
#include "adapters/cli/policy_verbs.h"
#include "gateway/analysis/case_faults.h"
#include "gateway/analysis/policy_files.h"
#include "gateway/base/status_macros.h"
#include "gateway/policy/explanation.h"
#include "gateway/policy/policy.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::cli {
namespace {

struct ExplainOptions {
  std::vector<std::string> packs;
  std::string cases_file, case_name;
  bool ordinary = false;
  v1::PolicyCase by_flags;
};

// The explanations of some situations, for people and as JSON.
struct Explanations {
  std::string text;
  nlohmann::json cases = nlohmann::json::array();
};

// Nothing is opened to such a reader, which looks as if the rules said so.
void SayIfImpossible(const v1::CaseSituation& situation) {
  if (!analysis::IsImpossible(situation)) return;
  std::cerr << "この機関にこの役割の人はいません。規則に何があっても開示されま"
               "せん\nnobody of this reader has this role: nothing is opened "
               "whatever the rules say\n";
}

absl::Status ExplainOne(const policy::Policy& policy, const v1::PolicyCase& one,
                        Explanations& explanations) {
  SayIfImpossible(one.situation());
  ASSIGN_OR_RETURN(const policy::Situation situation, policy::SituationOf(one));
  const std::string ja = policy::ExplanationText(policy, situation, true);
  const std::string en = policy::ExplanationText(policy, situation, false);
  if (!one.name().empty()) {
    absl::StrAppend(&explanations.text, "== ", one.name(), "\n");
  }
  absl::StrAppend(&explanations.text, ja, "\n", en, "\n");
  nlohmann::json levels = nlohmann::json::object();
  for (const policy::CategoryReason& reason : policy.Explain(situation)) {
    levels[ShortName(reason.category)] = ShortName(reason.level);
  }
  explanations.cases.push_back({{"name", one.name()},
                                {"levels", levels},
                                {"explanation_ja", ja},
                                {"explanation_en", en}});
  return absl::OkStatus();
}

absl::Status ExplainFile(const policy::Policy& policy,
                         const ExplainOptions& options,
                         Explanations& explanations) {
  ASSIGN_OR_RETURN(const auto sources, ReadSources({options.cases_file}));
  ASSIGN_OR_RETURN(const auto files, analysis::CasesIn(sources));
  for (const v1::PolicyCases& file : files) {
    for (const v1::PolicyCase& one : file.cases()) {
      const bool wanted =
          options.case_name.empty() || one.name() == options.case_name;
      if (!wanted) continue;
      RETURN_IF_ERROR(ExplainOne(policy, one, explanations));
    }
  }
  if (!explanations.cases.empty()) return absl::OkStatus();
  return absl::NotFoundError(
      "--case: この名の事例はファイルにありません / no such case in the file");
}

// Facts that nobody stated are unknown, and not knowing opens nothing: said
// aloud, for the result looks like a policy that opens nothing.
void SayIfNothingIsKnown(const v1::CaseSituation& situation) {
  if (situation.known_true_size() > 0 || situation.known_false_size() > 0) {
    return;
  }
  std::cerr << "事実を何も示していないので、すべて不明として扱います。ふつうの"
               "ケースなら --ordinary を付けてください\n"
               "no facts are stated, so all are unknown; for an ordinary case "
               "add --ordinary\n";
}

absl::Status Explain(const ExplainOptions& options,
                     Explanations& explanations) {
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyPack> packs,
                   ReadPacks(options.packs));
  ASSIGN_OR_RETURN(const auto policy, policy::Policy::Compile(packs));
  if (!options.cases_file.empty()) {
    return ExplainFile(*policy, options, explanations);
  }
  v1::PolicyCase one = options.by_flags;
  if (options.ordinary) AddOrdinaryFacts(*one.mutable_situation());
  SayIfNothingIsKnown(one.situation());
  return ExplainOne(*policy, one, explanations);
}

void AddFacts(CLI::App& command, v1::CaseSituation& situation) {
  command.add_option_function<std::vector<std::string>>(
      "--fact",
      [&situation](const std::vector<std::string>& facts) {
        for (const std::string& fact : facts) {
          const absl::Status added = AddFact(fact, situation);
          if (added.ok()) continue;
          throw CLI::ValidationError(std::string(added.message()));
        }
      },
      "事実。--ordinary に優先 / a fact: NAME=true, NAME=false, NAME=unknown");
  command.add_option_function<std::vector<std::string>>(
      "--ground",
      [&situation](const std::vector<std::string>& names) {
        for (const std::string& name : names) {
          situation.add_grounds()->set_basis(name);
        }
      },
      "成り立つ根拠 / grounds that hold: CONSENT, CENTER_INTEGRATED, OWN ...");
}

void AddSituation(CLI::App& command, v1::CaseSituation& situation) {
  command.add_option("--reader", *situation.mutable_reader(),
                     "見る機関の種類 / audience of the reader: CITY_FS ...");
  command.add_option("--role", *situation.mutable_role(),
                     "役割 / role: CW ...");
  command.add_option("--relation", *situation.mutable_relation(),
                     "ケースとの関係 / LEAD, MEMBER, OVERSIGHT, NONE ...");
  command.add_option("--holder", *situation.mutable_holder(),
                     "持つ機関の種類 / audience of the holder: CITY_MH ...");
  command.add_option("--purpose", *situation.mutable_purpose(),
                     "目的 / purpose: SUPPORT ...");
  command.add_option("--class", *situation.mutable_class_(),
                     "ケースの区分 / SPECIFIED_PREGNANCY ...");
  command.add_flag_callback(
      "--reader-is-holder", [&] { situation.set_reader_is_holder(true); },
      "見る機関と持つ機関が同じ / the same party");
}

}  // namespace

void AddSituationOptions(CLI::App& verb, v1::CaseSituation& situation) {
  AddSituation(verb, situation);
  AddFacts(verb, situation);
}

void AddExplainVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "explain",
      "何がなぜ見えるか（接続なし） / what is seen and why, offline");
  const auto options = std::make_shared<ExplainOptions>();
  command->add_option("--pack", options->packs, "方針のファイル / pack files")
      ->required();
  command->add_option("--cases", options->cases_file,
                      "事例のファイル / file of cases");
  command->add_option("--case", options->case_name, "事例の名 / name of one");
  AddSituationOptions(*command, *options->by_flags.mutable_situation());
  command->add_flag("--ordinary", options->ordinary,
                    "ふつうの記録とケースの事実を仮定する（docs/policy.md） / "
                    "assume the facts of an ordinary section and case");
  command->callback([&session, options] {
    Explanations explanations;
    const absl::Status status = Explain(*options, explanations);
    if (!status.ok()) return session.Finish(status);
    session.Print(explanations.text, Dumped(explanations.cases));
  });
}

}  // namespace tasuki::cli
