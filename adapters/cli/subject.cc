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

// Who asks for a copy, and what is decided of it.
void AddCopy(CLI::App& noun, Session& session) {
  const auto ask = AddVerb<v1::RecordCopyRequestRequest>(
      noun, session, "copy-request",
      "開示の求めを記録する。決まるまで何も渡さない / a request for a copy");
  ask.command
      ->add_option("subject", *ask.request->mutable_subject(), "subjects/...")
      ->required();
  ask.command->add_option("--case", *ask.request->mutable_case_(), "cases/...")
      ->required();
  AddEnum<v1::CopyRequester>(
      *ask.command, "--by",
      "求める人 / who asks: SUBJECT, PARENT, GUARDIAN, AGENT",
      [request = ask.request](v1::CopyRequester by) {
        request->set_requester(by);
      })
      ->required();
  const auto decide = AddVerb<v1::DecideCopyRequestRequest>(
      noun, session, "copy-decide",
      "開示の求めについて決める。拒むには --need が要る / decide it");
  v1::DecideCopyRequestRequest& decision = *decide.request;
  decide.command
      ->add_option("name", *decision.mutable_name(), "copy-requests/...")
      ->required();
  const auto flag = [&](const char* name, const char* help, auto set) {
    decide.command->add_flag_callback(
        name, [&decision, set] { (decision.*set)(true); }, help);
  };
  flag("--refuse", "拒む / refuse it",
       &v1::DecideCopyRequestRequest::set_refuse);
  flag("--verified", "本人確認と代理権の確認が済んだ / identity is proved",
       &v1::DecideCopyRequestRequest::set_identity_verified);
  flag("--authority", "親権（共同親権を含む）を確かめた / authority looked up",
       &v1::DecideCopyRequestRequest::set_authority_checked);
  flag("--safe", "ほかの人に渡らない / it reaches nobody else",
       &v1::DecideCopyRequestRequest::set_safe_to_hand_over);
  const auto list = AddVerb<v1::ListCopyRequestsRequest>(
      noun, session, "copy-requests", "開示の求めの一覧 / requests for copies");
  list.command->add_option("case", *list.request->mutable_case_(), "cases/...")
      ->required();
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
  AddCopy(noun, session);
}

}  // namespace tasuki::cli
