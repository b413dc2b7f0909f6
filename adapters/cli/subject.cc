#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/subject_service.pb.h"

namespace tasuki::cli {
namespace {

void AddFork(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::ForkSubjectRequest>(
      noun, session, "fork",
      "生まれた子を別の人として登録する / register her child");
  command->add_option("mother", *request->mutable_subject(), "subjects/...")
      ->required();
  command
      ->add_option("--alias", *request->mutable_alias(),
                   "子の呼び名 / pseudonym of the child")
      ->required();
  command->add_option("--case", *request->mutable_case_(),
                      "子を加える母のケース / her case that it is put on");
}

void AddHold(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::SetLegalHoldRequest>(
      noun, session, "hold",
      "記録を凍結する。--need が要る / freeze the records; needs --need");
  v1::SetLegalHoldRequest& hold = *request;
  hold.set_held(true);
  command->add_option("subject", *hold.mutable_subject(), "subjects/...")
      ->required();
  command->add_flag_callback(
      "--release", [&hold] { hold.set_held(false); },
      "凍結を解く / let them go again");
}

void AddWill(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::RecordChildWillRequest>(
      noun, session, "will",
      "15歳以上の子の意思を記録する / what a child of 15 or more wants");
  v1::RecordChildWillRequest& will = *request;
  command->add_option("subject", *will.mutable_subject(), "subjects/...")
      ->required();
  command->add_flag_callback(
      "--withholds", [&will] { will.set_withholds(true); },
      "自分の情報を渡さない。省けば拒まない / it withholds its data");
}

}  // namespace

void AddSubjectCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "subject", "支援を受ける人 / persons helped");
  const auto add = AddVerb<v1::RegisterSubjectRequest>(
      noun, session, "register", "登録する（名前は入れない） / register");
  add.command
      ->add_option("--alias", *add.request->mutable_alias(),
                   "呼び名。本名ではない / pseudonym, never a name")
      ->required();
  v1::RegisterSubjectRequest& entered = *add.request;
  add.command->add_flag_callback(
      "--sealed-origin", [&entered] { entered.set_sealed_origin(true); },
      "内密出産の子。母は尋ねない / a child whose mother is asked for nowhere");
  AddNamedVerb<v1::GetSubjectRequest>(noun, session, "get", "見る / read",
                                      "subjects/...");
  AddFork(noun, session);
  AddHold(noun, session);
  AddWill(noun, session);
}

}  // namespace tasuki::cli
