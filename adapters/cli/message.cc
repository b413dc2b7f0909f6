#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "tasuki/v1/message_service.pb.h"

namespace tasuki::cli {
namespace {

// A basis on which the sender passes the sections on by its own decision.
void AddBasis(CLI::App& command, v1::SendMessageRequest& send) {
  AddEnum<v1::BasisCode>(
      command, "--basis",
      "自らの判断で伝える根拠 / CWA_10_CONSULT, CWA_21_10_5, CAPA_13_4, ...",
      [&send](v1::BasisCode value) { send.set_basis(value); });
  AddEnum<v1::ConsentAttempt>(
      command, "--attempt",
      "本人への確認 / GIVEN, GIVEN_IN_PART, REFUSED, NOT_ASKED",
      [&send](v1::ConsentAttempt value) { send.set_attempt(value); });
  command.add_option("--attempt-reason", *send.mutable_attempt_reason(),
                     "同意を得られなかった理由 / why she did not agree");
  AddEnum<v1::CaseClass>(
      command, "--class", "ケースがないとき / without a case",
      [&send](v1::CaseClass value) { send.set_stated_class(value); });
}

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
           *send.mutable_sections());
  command->add_option("--in-reply-to", *send.mutable_in_reply_to(),
                      "回答する照会 / of an ANSWER: messages/...");
  AddBasis(*command, send);
  AddEnum<v1::RefusalCode>(
      *command, "--part-refused",
      "一部を断る理由 / of an ANSWER: code of what is refused of it",
      [&send](v1::RefusalCode value) { send.set_part_refused(value); });
  command->add_flag(
      "--urgent", [&send](int64_t) { send.set_urgent(true); },
      "当番に知らせる / whoever is on duty is told");
  AddTexts(*command, "--person", "この人だけに宛てる / for these persons alone",
           *send.mutable_persons());
}

// The last moment for an answer.
void AddDays(CLI::App& command, v1::SendMessageRequest& ask) {
  command.add_option_function<int>(
      "--days",
      [&ask](int days) {
        ask.set_due_at(
            absl::ToUnixSeconds(absl::Now() + absl::Hours(24) * days));
      },
      "回答の期限、日数 / last moment for an answer, in days");
}

void AddRequest(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::SendMessageRequest>(
      noun, session, "request",
      "照会する。--need に必要な理由 / ask; say why with --need");
  v1::SendMessageRequest& ask = *request;
  ask.set_kind(v1::MESSAGE_KIND_REQUEST);
  command->add_option("--to", *ask.mutable_recipient(), "bodies/...")
      ->required();
  command->add_option("--subject", *ask.mutable_subject(), "subjects/...")
      ->required();
  AddEnum<v1::Category>(
      *command, "--category", "求める情報の区分 / what is asked for: C02, ...",
      [&ask](v1::Category value) { ask.add_requested(value); })
      ->required();
  AddEnum<v1::Milestone>(
      *command, "--milestone", "C32 を求めるとき / with C32: which",
      [&ask](v1::Milestone value) { ask.set_requested_milestone(value); });
  AddEnum<v1::BasisCode>(*command, "--basis",
                         "照会の根拠 / on which it is asked: CAPA_13_4, ...",
                         [&ask](v1::BasisCode value) { ask.set_basis(value); });
  AddEnum<v1::RequesterOffice>(
      *command, "--office",
      "誰の名で / with CAPA_13_4: MAYOR, WELFARE_OFFICE_HEAD, CGC_DIRECTOR",
      [&ask](v1::RequesterOffice value) { ask.set_office(value); });
  AddDays(*command, ask);
  command->add_flag(
      "--urgent", [&ask](int64_t) { ask.set_urgent(true); },
      "当番に知らせる / whoever is on duty is told");
  AddTexts(*command, "--person", "この人だけに宛てる / for these persons alone",
           *ask.mutable_persons());
}

void AddRefuse(CLI::App& noun, Session& session) {
  const auto [command, request] = AddNamedVerb<v1::RefuseRequestRequest>(
      noun, session, "refuse", "照会を断る / refuse a request", "messages/...");
  v1::RefuseRequestRequest& refuse = *request;
  AddEnum<v1::RefusalCode>(
      *command, "--code", "照会した側に伝える理由 / what the requester is told",
      [&refuse](v1::RefusalCode value) { refuse.set_code(value); })
      ->required();
  AddEnum<v1::BasisCode>(
      *command, "--ask-again-on",
      "これがあれば改めて照会できる根拠 / basis on which to ask again",
      [&refuse](v1::BasisCode value) { refuse.set_ask_again_on(value); });
}

}  // namespace

void AddMessageCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "message", "連絡 / messages");
  AddSend(noun, session);
  AddRequest(noun, session);
  AddRefuse(noun, session);
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
  const auto back = AddNamedVerb<v1::ReturnMessageRequest>(
      noun, session, "return", "返す / send back; it stays the sender's",
      kForm);
  back.command
      ->add_option("--reason", *back.request->mutable_reason(),
                   "返す理由 / why; its sender reads it")
      ->required();
  const auto overdue = AddVerb<v1::ListOverdueMessagesRequest>(
      noun, session, "list-overdue",
      "期限を過ぎた連絡 / what nobody saw or answered in time");
  AddPaging(*overdue.command, *overdue.request);
}

}  // namespace tasuki::cli
