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
  command
      ->add_option_function<std::vector<std::string>>(
          "--section",
          [&send](const std::vector<std::string>& sections) {
            send.mutable_sections()->Add(sections.begin(), sections.end());
          },
          "sections/... (1-20)")
      ->required();
}

template <typename Request>
void AddNamed(CLI::App& noun, Session& session, const char* name,
              const char* help) {
  const auto verb = AddVerb<Request>(noun, session, name, help);
  verb.command
      ->add_option("name", *verb.request->mutable_name(), "messages/...")
      ->required();
}

}  // namespace

void AddMessageCommands(CLI::App& app, Session& session) {
  CLI::App& noun = *app.add_subcommand("message", "連絡 / messages");
  noun.require_subcommand(1)->fallthrough();
  AddSend(noun, session);
  const auto list = AddVerb<v1::ListMessagesRequest>(
      noun, session, "list", "受信箱 / inbox, oldest first");
  AddPaging(*list.command, *list.request);
  AddNamed<v1::GetMessageRequest>(noun, session, "get", "見る / read");
  AddNamed<v1::AcknowledgeMessageRequest>(noun, session, "acknowledge",
                                          "受け取ったと知らせる / acknowledge");
  const auto accept = AddVerb<v1::AcceptMessageRequest>(
      noun, session, "accept", "引き受ける / take over as received copies");
  accept.command
      ->add_option("name", *accept.request->mutable_name(), "messages/...")
      ->required();
  accept.command->add_option("--case", *accept.request->mutable_case_(),
                             "cases/...");
}

}  // namespace tasuki::cli
