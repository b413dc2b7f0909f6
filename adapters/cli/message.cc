#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/message_service.pb.h"

namespace tasuki::cli {
namespace {

void AddSend(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::SendMessageRequest>(
      noun, session, "send", "送る。送信は受領ではない / sent is not received");
  v1::SendMessageRequest& send = *request;
  AddEnum<v1::MessageKind>(
      *command, "--kind",
      "CONSULTATION, TRANSFER, NOTICE, INFORMATION, REQUEST, ANSWER",
      [&send](v1::MessageKind value) { send.set_kind(value); })
      ->required();
  command->add_option("--to", *send.mutable_recipient(), "bodies/...")
      ->required();
  command->add_option("--subject", *send.mutable_subject(), "subjects/...")
      ->required();
  AddTexts(*command, "--section", "sections/... (1-20)",
           *send.mutable_sections())
      ->required();
}

}  // namespace

void AddMessageCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "message", "連絡 / messages");
  AddSend(noun, session);
  const auto list = AddVerb<v1::ListMessagesRequest>(
      noun, session, "list", "受信箱 / inbox, oldest first");
  AddPaging(*list.command, *list.request);
  constexpr char kForm[] = "messages/...";
  AddNamedVerb<v1::GetMessageRequest>(noun, session, "get", "見る / read",
                                      kForm);
  AddNamedVerb<v1::AcknowledgeMessageRequest>(
      noun, session, "acknowledge", "受け取ったと知らせる / acknowledge",
      kForm);
  const auto accept = AddNamedVerb<v1::AcceptMessageRequest>(
      noun, session, "accept", "引き受ける / take over as received copies",
      kForm);
  accept.command->add_option("--case", *accept.request->mutable_case_(),
                             "cases/...");
}

}  // namespace tasuki::cli
