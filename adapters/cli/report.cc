#include <CLI/CLI.hpp>
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "adapters/cli/output.h"
#include "adapters/client/client.h"
#include "adapters/client/intake.h"
#include "tasuki/v1/intake_service.pb.h"
#include "tasuki/v1/report_service.pb.h"

namespace tasuki::cli {
namespace {

// Whatever went wrong: the two numbers that serve everywhere in Japan.
ExitCode TellToPhone(const absl::Status& status) {
  std::cerr << "届いたか分かりません。いま電話で通告してください: 189"
               "（児童相談所）、命の危険があれば 110\n"
               "not known to be taken; report by phone now: 189 (child "
               "guidance centre), 110 if a life is in danger\n";
  ComplainHere(status);
  return kRetry;
}

ExitCode ExitCodeFor(v1::ReportState state) {
  return state == v1::REPORT_STATE_NOT_TAKEN ? kRetry : kDone;
}

struct SendOptions {
  std::string file;
  v1::ReportContent content;  // what the options say goes over the file
};

absl::Status ReadContent(const SendOptions& options,
                         v1::ReportContent& content) {
  if (!options.file.empty()) {
    const absl::Status read = ReadMessage(options.file, content);
    if (!read.ok()) return read;
  }
  content.MergeFrom(options.content);
  return absl::OkStatus();
}

void Send(Session& session, const SendOptions& options) {
  const absl::StatusOr<v1::ClientProfile> profile = session.Profile();
  v1::ReportRequest request;
  absl::Status status = profile.status();
  if (status.ok()) status = ReadContent(options, *request.mutable_content());
  if (!status.ok()) return session.set_outcome(TellToPhone(status));
  request.set_request_id(session.RequestId());
  const auto response = client::SendReport(*profile, request);
  if (!response.ok()) {
    return session.set_outcome(TellToPhone(response.status()));
  }
  session.Print(*response);
  session.set_outcome(ExitCodeFor(response->state()));
}

void AddSend(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "send", "通告する。届いても、急ぐときは電話も / report a danger");
  const auto options = std::make_shared<SendOptions>();
  v1::ReportContent& content = options->content;
  command->add_option("file", options->file,
                      "内容のファイル / file with a ReportContent");
  command->add_option("--to", *content.mutable_recipient(),
                      "窓口 / duty body: bodies/...");
  AddEnum<v1::ReportKind>(
      *command, "--kind", "CAPA_6, CWA_25, VITAL_INTEREST",
      [&content](v1::ReportKind value) { content.set_kind(value); });
  AddEnum<v1::ReportUrgency>(
      *command, "--urgency", "IMMEDIATE, TODAY, WITHIN_48_HOURS",
      [&content](v1::ReportUrgency value) { content.set_urgency(value); });
  command->add_option("--narrative", *content.mutable_narrative(),
                      "見聞きしたこと / what was seen or heard");
  command->add_option("--phone", *content.mutable_reporter()->mutable_phone(),
                      "折り返し先 / whom to call back");
  command->callback([&session, options] { Send(session, *options); });
}

void AddCheck(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "check", "受付での状態 / where it stands at the intake");
  const auto request = std::make_shared<v1::CheckReportRequest>();
  command->add_option("name", *request->mutable_name(), "reports/...")
      ->required();
  command->callback([&session, request] {
    const absl::StatusOr<v1::ClientProfile> profile = session.Profile();
    if (!profile.ok()) return session.Finish(profile.status());
    const auto response = client::CheckReport(*profile, *request);
    if (!response.ok()) {
      return session.set_outcome(TellToPhone(response.status()));
    }
    session.Print(*response);
    session.set_outcome(ExitCodeFor(response->state()));
  });
}

}  // namespace

void AddReportCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "report", "通告 / reports of danger");
  AddSend(noun, session);
  AddCheck(noun, session);
  const auto list = AddVerb<v1::ListReportsRequest>(
      noun, session, "list", "窓口の一覧 / the duty desk's list, oldest first");
  AddPaging(*list.command, *list.request);
  list.command->add_flag_callback(
      "--waiting",
      [request = list.request] { request->set_waiting_only(true); },
      "まだ誰も引き受けていないもの / only those that nobody took");
  constexpr char kForm[] = "reports/...";
  AddNamedVerb<v1::GetReportRequest>(noun, session, "get", "読む / read",
                                     kForm);
  AddNamedVerb<v1::TakeReportRequest>(
      noun, session, "take", "引き受ける / answer for it from now on", kForm);
}

}  // namespace tasuki::cli
