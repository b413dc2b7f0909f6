#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "adapters/cli/session.h"
#include "tasuki/v1/case_service.pb.h"

namespace tasuki::cli {
namespace {

constexpr absl::string_view kReleased =
    "家庭支援係に、この事案の高度に機微な健康情報を認めました。\n"
    "取り消すとき、事案を終結するとき、ほかの機関が主担当になるときに"
    "終わります。\n"
    "Family support sees the high-sensitivity health of this case. It ends "
    "when it is taken back, when the case is closed, and when another body "
    "leads.\n\n";
constexpr absl::string_view kTakenBack =
    "取り消しました。家庭支援係に見えるのは、高度に機微な健康情報があることだけ"
    "です。\n"
    "Taken back. Family support sees that there is high-sensitivity health, "
    "and no more.\n\n";

void AddReleaseHealth(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::ReleaseHealthRequest>(
      noun, session, "release-health",
      "家庭支援係に高度に機微な健康情報を認める。統括支援員が行う / let family "
      "support see high-sensitivity health");
  v1::ReleaseHealthRequest& release = *request;
  release.set_released(true);
  command->add_option("case", *release.mutable_case_(), "cases/...")
      ->required();
  command
      ->add_option("--reason", *release.mutable_reason(),
                   "なぜ要るか、なぜもう要らないか / why, or why no longer")
      ->required();
  command->add_flag_callback(
      "--take-back", [&release] { release.set_released(false); },
      "取り消す / take it back");
  // No view of the case says so: the answer is where it can be read.
  command->callback([&session, request = request] {
    const auto response = session.Ask(*request);
    if (response == nullptr) return;
    if (!session.json()) {
      session.Print(request->released() ? kReleased : kTakenBack, "");
    }
    session.Print(*response);
  });
}

}  // namespace

void AddCaseLifeVerbs(CLI::App& noun, Session& session) {
  const auto close =
      AddVerb<v1::CloseCaseRequest>(noun, session, "close", "終結する / close");
  v1::CloseCaseRequest& closing = *close.request;
  close.command->add_option("case", *closing.mutable_case_(), "cases/...")
      ->required();
  AddEnum<v1::ClosingReason>(
      *close.command, "--reason", "終結の理由 / why",
      [&closing](v1::ClosingReason value) { closing.set_reason(value); })
      ->required();
  const auto reopen = AddVerb<v1::ReopenCaseRequest>(
      noun, session, "reopen",
      "再び開く。チームは決め直す / open again, the team named anew");
  reopen.command
      ->add_option("case", *reopen.request->mutable_case_(), "cases/...")
      ->required();
  const auto reclassify = AddVerb<v1::ReclassifyCaseRequest>(
      noun, session, "reclassify",
      "区分・流れ・状態を変える / change class, branches or status");
  v1::ReclassifyCaseRequest& change = *reclassify.request;
  reclassify.command->add_option("case", *change.mutable_case_(), "cases/...")
      ->required();
  AddEnum<v1::CaseClass>(
      *reclassify.command, "--class", "法上の区分 / legal class",
      [&change](v1::CaseClass value) { change.set_class_(value); });
  AddEnum<v1::Branch>(
      *reclassify.command, "--branch", "支援の流れ / branches",
      [&change](v1::Branch value) { change.add_branches(value); });
  AddEnum<v1::CaseStatus>(
      *reclassify.command, "--status", "状態 / status",
      [&change](v1::CaseStatus value) { change.set_status(value); });
  AddReleaseHealth(noun, session);
}

}  // namespace tasuki::cli
