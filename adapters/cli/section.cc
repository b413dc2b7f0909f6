#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/section_service.pb.h"

namespace tasuki::cli {
namespace {

void AddDraft(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand("draft", "下書きを作る / draft");
  const auto request = std::make_shared<v1::DraftSectionRequest>();
  const auto file = std::make_shared<std::string>();
  command->add_option("--subject", *request->mutable_subject(), "subjects/...")
      ->required();
  command->add_option("--case", *request->mutable_case_(),
                      "cases/...、開く前は省く / empty before a case");
  command
      ->add_option("--record", *file,
                   "tasuki.v1.Record（テキストか JSON） / text or JSON")
      ->required();
  command->callback([&session, request, file] {
    const absl::Status read = ReadMessage(*file, *request->mutable_record());
    if (!read.ok()) return session.Finish(read);
    session.Run(*request);
  });
}

void AddConfirm(CLI::App& noun, Session& session) {
  const auto [command, request] = AddNamedVerb<v1::ConfirmSectionRequest>(
      noun, session, "confirm", "確定する / confirm", "sections/...");
  v1::ConfirmSectionRequest& confirm = *request;
  AddHex(*command, "--reduced-hash", "preview が示した値 / as shown by preview",
         *confirm.mutable_reduced_hash())
      ->required();
  command->add_flag_callback(
      "--implies-place", [&confirm] { confirm.set_implies_place(true); },
      "保護された居所が推測できる / lets a place be inferred");
  command->add_flag_callback(
      "--third-party-harm", [&confirm] { confirm.set_third_party_harm(true); },
      "誰かを不当に害する / would harm somebody");
  command->add_flag_callback(
      "--child-relevant", [&confirm] { confirm.set_child_relevant(true); },
      "子どものために必要な健康情報 / needed for the child");
  AddEnum<v1::GraspLevel>(
      *command, "--grasp", "児相: 市が把握する範囲 / what the city follows",
      [&confirm](v1::GraspLevel value) { confirm.set_grasp_level(value); });
}

void AddCorrect(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "correct",
      "訂正の下書きを作る。確定は preview と confirm で / draft a correction");
  const auto request = std::make_shared<v1::CorrectSectionRequest>();
  const auto file = std::make_shared<std::string>();
  command->add_option("name", *request->mutable_name(), "sections/...")
      ->required();
  command
      ->add_option("--record", *file,
                   "tasuki.v1.Record（テキストか JSON） / text or JSON")
      ->required();
  command->add_option("--reason", *request->mutable_reason(),
                      "何が誤っていたか / what was wrong");
  command->callback([&session, request, file] {
    const absl::Status read = ReadMessage(*file, *request->mutable_record());
    if (!read.ok()) return session.Finish(read);
    session.Run(*request);
  });
}

void AddRetract(CLI::App& noun, Session& session) {
  const auto [command, request] = AddNamedVerb<v1::RetractSectionRequest>(
      noun, session, "retract",
      "取り消す。受け取った機関に知らせる / take back; receivers are told",
      "sections/...");
  command->add_option("--reason", *request->mutable_reason(),
                      "何が誤っていたか / what was wrong");
}

}  // namespace

void AddSectionCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "section", "記録 / sections");
  AddDraft(noun, session);
  AddNamedVerb<v1::PreviewReducedRequest>(
      noun, session, "preview", "ほかの機関に見える形 / what others will see",
      "sections/...");
  AddConfirm(noun, session);
  AddCorrect(noun, session);
  AddRetract(noun, session);
  AddNamedVerb<v1::ListSectionVersionsRequest>(
      noun, session, "versions", "版の一覧 / its versions, oldest first",
      "sections/...");
}

}  // namespace tasuki::cli
