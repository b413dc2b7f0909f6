#include <memory>

#include "adapters/cli/options.h"
#include "adapters/cli/policy_verbs.h"
#include "gateway/analysis/matrix.h"
#include "gateway/analysis/report.h"
#include "gateway/base/status_macros.h"
#include "gateway/disclosure/inventory.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::cli {
namespace {

// What a verb gives, and what it ends with if all went well.
struct Outcome {
  std::string text, json;
  ExitCode code = kDone;
};

void Finish(const absl::StatusOr<Outcome>& outcome, Session& session) {
  if (!outcome.ok()) return session.Finish(outcome.status());
  session.Print(outcome->text, outcome->json);
  session.set_outcome(outcome->code);
}

struct DiffOptions {
  std::vector<std::string> before, after;
  bool html = false, only_narrowing = false;
};

absl::StatusOr<Outcome> RunDiff(const DiffOptions& options) {
  SayProgress("すべての状況で二つの方針を比べています",
              "comparing two policies in every situation");
  analysis::Version before, after;
  ASSIGN_OR_RETURN(before.packs, ReadPacks(options.before));
  ASSIGN_OR_RETURN(after.packs, ReadPacks(options.after));
  // Both would be decided by this program, with its fields.
  before.field_inventory = after.field_inventory =
      disclosure::InventoryText(v1::Record::descriptor());
  ASSIGN_OR_RETURN(const analysis::Diff diff, analysis::Compare(before, after));
  const bool refused = options.only_narrowing && !analysis::OnlyNarrows(diff);
  const auto statements =
      analysis::ChangedStatements(before.packs, after.packs);
  return Outcome{options.html ? analysis::DiffHtml(diff, statements)
                              : analysis::DiffText(diff, statements),
                 Dumped(ToJson(diff, statements)), refused ? kRefused : kDone};
}

void AddDiffVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "diff", "何がどう変わるか（接続なし） / what changes, offline");
  const auto options = std::make_shared<DiffOptions>();
  command
      ->add_option("--before", options->before,
                   "いまの方針。ファイルかフォルダ / the policy of today")
      ->required();
  command->add_option("--after", options->after, "案 / the candidate")
      ->required();
  command->add_flag("--html", options->html,
                    "表のページとして / as a page with a table");
  command->add_flag("--only-narrowing", options->only_narrowing,
                    "広がるものがあれば終了コード 3 / exit code 3 if anything "
                    "becomes wider");
  command->callback(
      [&session, options] { Finish(RunDiff(*options), session); });
}

absl::StatusOr<Outcome> RunProof(const std::vector<std::string>& paths) {
  SayProgress("すべての状況で保証を確かめています",
              "proving the guarantees in every situation");
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyPack> packs, ReadPacks(paths));
  ASSIGN_OR_RETURN(const analysis::Proof proof, analysis::Prove(packs));
  return Outcome{analysis::ProofText(proof), Dumped(ToJson(proof)),
                 proof.Holds() ? kDone : kRefused};
}

void AddProveVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "prove",
      "保証と、推し量れること（接続なし） / guarantees, and what can be "
      "inferred, offline");
  const auto paths = std::make_shared<std::vector<std::string>>();
  command->add_option("--pack", *paths, "方針のファイル / pack files")
      ->required();
  command->callback([&session, paths] { Finish(RunProof(*paths), session); });
}

struct MatrixOptions {
  std::vector<std::string> packs;
  bool html = false, csv = false;
  analysis::MatrixFilter filter;
};

absl::StatusOr<Outcome> RunMatrix(const MatrixOptions& options) {
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyPack> packs,
                   ReadPacks(options.packs));
  ASSIGN_OR_RETURN(const analysis::Tables tables,
                   analysis::CompileTables(packs));
  const std::vector<analysis::MatrixCell> matrix =
      analysis::Filtered(analysis::MatrixOf(tables), options.filter);
  nlohmann::json cells = nlohmann::json::array();
  for (const analysis::MatrixCell& cell : matrix) {
    cells.push_back({{"reader", ShortName(cell.reader)},
                     {"category", ShortName(cell.category)},
                     {"ground", ShortName(cell.basis)},
                     {"ordinary", ShortName(cell.ordinary)},
                     {"with_conditions", ShortName(cell.most)},
                     {"rules", cell.grants}});
  }
  Outcome outcome;
  outcome.json = Dumped(cells);
  outcome.text = options.html  ? analysis::MatrixHtml(matrix, tables.rules)
                 : options.csv ? analysis::MatrixCsv(matrix, tables.rules)
                               : analysis::MatrixText(matrix);
  return outcome;
}

void AddMatrixVerb(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "matrix", "開示表（接続なし） / the disclosure matrix, offline");
  const auto options = std::make_shared<MatrixOptions>();
  command->add_option("--pack", options->packs, "方針のファイル / pack files")
      ->required();
  command->add_flag("--html", options->html, "ページとして / as a page");
  command->add_flag("--csv", options->csv, "表計算用に / for a spreadsheet");
  AddEnum<v1::AudienceType>(*command, "--reader",
                            "見る機関の種類 / audiences: CITY_FS ...",
                            [options](v1::AudienceType reader) {
                              options->filter.readers.push_back(reader);
                            });
  const auto some = std::make_shared<CategorySet>();
  AddEnum<v1::Category>(*command, "--category", "区分 / categories: C07 ...",
                        [options, some](v1::Category category) {
                          *some = *some | CategorySet::Of(category);
                          options->filter.categories = *some;
                        });
  command->callback(
      [&session, options] { Finish(RunMatrix(*options), session); });
}

}  // namespace

void AddAnalysisVerbs(CLI::App& noun, Session& session) {
  AddDiffVerb(noun, session);
  AddProveVerb(noun, session);
  AddMatrixVerb(noun, session);
}

}  // namespace tasuki::cli
