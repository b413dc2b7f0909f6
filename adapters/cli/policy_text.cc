#include <fstream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "adapters/cli/options.h"
#include "adapters/cli/policy_verbs.h"
#include "gateway/analysis/cases.h"
#include "gateway/analysis/coverage.h"
#include "gateway/analysis/format.h"
#include "gateway/analysis/lint.h"
#include "gateway/analysis/policy_files.h"
#include "gateway/analysis/report.h"
#include "gateway/base/status_macros.h"
#include "gateway/base/whole_file.h"
#include "gateway/policy/policy.h"

namespace tasuki::cli {
namespace {

void Lint(const std::vector<std::string>& paths, Session& session) {
  SayProgress("規則を一つずつ確かめています", "checking rule by rule");
  const auto sources = ReadSources(paths);
  if (!sources.ok()) return session.Finish(sources.status());
  const std::vector<analysis::Finding> findings = analysis::Lint(*sources);
  session.Print(analysis::FindingsText(findings), Dumped(ToJson(findings)));
  session.set_outcome(analysis::HasErrors(findings) ? kUsage : kDone);
}

struct FormatOptions {
  std::vector<std::string> paths;
  bool write = false;
};

// The files that are not in canonical spelling; rewrites them if asked to.
absl::StatusOr<std::vector<std::string>> FormatFiles(
    const FormatOptions& options) {
  ASSIGN_OR_RETURN(const auto sources, ReadSources(options.paths));
  std::vector<std::string> differing;
  for (const analysis::SourceFile& source : sources) {
    const auto formatted = analysis::FormatText(source.text);
    if (!formatted.ok()) {
      return absl::Status(
          formatted.status().code(),
          absl::StrCat(source.name, ": ", formatted.status().message()));
    }
    if (*formatted == source.text) continue;
    differing.push_back(source.name);
    if (!options.write) continue;
    std::ofstream file(source.name, std::ios::binary | std::ios::trunc);
    file << *formatted;
    if (!file.flush()) {
      return absl::UnavailableError(
          absl::StrCat(source.name, ": cannot be written"));
    }
  }
  return differing;
}

void Format(const FormatOptions& options, Session& session) {
  const auto differing = FormatFiles(options);
  if (!differing.ok()) return session.Finish(differing.status());
  std::string text;
  for (const std::string& file : *differing) absl::StrAppend(&text, file, "\n");
  if (text.empty()) text = "どれも整っています。\nAll in canonical form.\n";
  session.Print(text, Dumped(*differing));
  const bool left = !differing->empty() && !options.write;
  session.set_outcome(left ? kRefused : kDone);
}

struct CaseOptions {
  std::vector<std::string> packs, cases;
};

absl::StatusOr<std::vector<v1::PolicyCase>> ReadEachCase(
    const std::vector<std::string>& paths,
    const std::vector<v1::PolicyPack>& packs) {
  ASSIGN_OR_RETURN(const auto files, ReadCases(paths, packs));
  std::vector<v1::PolicyCase> cases;
  for (const v1::PolicyCases& file : files) {
    cases.insert(cases.end(), file.cases().begin(), file.cases().end());
  }
  return cases;
}

void Test(const CaseOptions& options, Session& session) {
  const auto packs = ReadPacks(options.packs);
  if (!packs.ok()) return session.Finish(packs.status());
  const auto policy = policy::Policy::Compile(*packs);
  if (!policy.ok()) return session.Finish(policy.status());
  const auto cases = ReadEachCase(options.cases, *packs);
  if (!cases.ok()) return session.Finish(cases.status());
  const auto failed = analysis::FailedCases(**policy, *cases);
  if (!failed.ok()) return session.Finish(failed.status());
  nlohmann::json told = nlohmann::json::array();
  for (const analysis::FailedCase& one : *failed) {
    told.push_back({{"name", one.name}, {"mismatches", one.mismatches}});
  }
  session.Print(analysis::CasesText(*failed, cases->size()),
                Dumped({{"cases", cases->size()}, {"failed", told}}));
  session.set_outcome(failed->empty() ? kDone : kRefused);
}

absl::StatusOr<analysis::Coverage> Cover(const CaseOptions& options) {
  SayProgress("事例が何を試すかを数えています", "counting what the cases try");
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyPack> packs,
                   ReadPacks(options.packs));
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyCase> cases,
                   ReadEachCase(options.cases, packs));
  return analysis::CoverageOf(packs, cases);
}

void PrintCoverage(const CaseOptions& options, Session& session) {
  const auto coverage = Cover(options);
  if (!coverage.ok()) return session.Finish(coverage.status());
  nlohmann::json untried = nlohmann::json::array();
  for (const analysis::MatrixCell& cell : coverage->untried) {
    untried.push_back({{"reader", ShortName(cell.reader)},
                       {"ground", ShortName(cell.basis)},
                       {"category", ShortName(cell.category)}});
  }
  session.Print(analysis::CoverageText(*coverage),
                nlohmann::json{{"cases", coverage->cases},
                               {"rules", coverage->rules},
                               {"cells", coverage->cells},
                               {"untried_cells", untried}}
                    .dump(1));
}

CLI::App& AddPaths(CLI::App& noun, const char* name, const char* help,
                   std::vector<std::string>& paths) {
  CLI::App* command = noun.add_subcommand(name, help);
  command->add_option("paths", paths, "ファイルかフォルダ / files or folders")
      ->required();
  return *command;
}

std::shared_ptr<CaseOptions> AddCases(CLI::App& command) {
  auto options = std::make_shared<CaseOptions>();
  command.add_option("--pack", options->packs, "方針のファイル / pack files")
      ->required();
  command
      .add_option("--cases", options->cases, "事例のファイル / files of cases")
      ->required();
  return options;
}

}  // namespace

absl::StatusOr<std::vector<analysis::SourceFile>> ReadSources(
    const std::vector<std::string>& paths) {
  ASSIGN_OR_RETURN(const std::vector<std::string> files, PackFiles(paths));
  std::vector<analysis::SourceFile> sources;
  for (const std::string& file : files) {
    // One byte more than may be there is enough to say so, with its place.
    ASSIGN_OR_RETURN(std::string text,
                     ReadBeginning(file, analysis::kLargestFile + 1));
    sources.push_back({file, std::move(text)});
  }
  return sources;
}

absl::StatusOr<std::vector<v1::PolicyCases>> ReadCases(
    const std::vector<std::string>& paths,
    const std::vector<v1::PolicyPack>& packs) {
  ASSIGN_OR_RETURN(const auto sources, ReadSources(paths));
  return analysis::SoundCasesIn(sources, packs);
}

void AddPackTextVerbs(CLI::App& noun, Session& session) {
  const auto paths = std::make_shared<std::vector<std::string>>();
  AddPaths(noun, "lint",
           "規則と事例の誤りを探す / look for mistakes in rules and cases",
           *paths)
      .callback([&session, paths] { Lint(*paths, session); });
  const auto format = std::make_shared<FormatOptions>();
  CLI::App& format_verb = AddPaths(
      noun, "format", "書き方を整える / the canonical spelling", format->paths);
  format_verb.add_flag("--write", format->write,
                       "ファイルを書き直す / rewrite the files");
  format_verb.callback([&session, format] { Format(*format, session); });
  CLI::App* test = noun.add_subcommand(
      "test", "事例で試す（接続なし） / try the cases, offline");
  const auto tested = AddCases(*test);
  test->callback([&session, tested] { Test(*tested, session); });
  CLI::App* coverage = noun.add_subcommand(
      "coverage", "事例が試す規則と欄 / which rules and cells the cases try");
  const auto covered = AddCases(*coverage);
  coverage->callback([&session, covered] { PrintCoverage(*covered, session); });
}

}  // namespace tasuki::cli
