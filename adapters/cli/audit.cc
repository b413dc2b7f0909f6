#include <fstream>

#include "absl/strings/str_cat.h"
#include "adapters/cli/affected_report.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "adapters/cli/output.h"
#include "adapters/client/verify_evidence.h"
#include "gateway/consent/calendar.h"
#include "tasuki/v1/audit_service.pb.h"

namespace tasuki::cli {
namespace {

// Writes the receipt to a file, or prints it where none is named.
void Deliver(Session& session, const v1::GetReceiptResponse& response,
             const std::string& path) {
  const std::string& text = response.receipt();
  if (path.empty()) return session.Print(text, ToJson(response));
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!(file << text).flush()) {
    session.Finish(
        absl::InternalError(absl::StrCat("書けません / cannot write ", path)));
  }
}

void AddReceipt(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "receipt", "自分の記録の受領証 / receipt of one of your entries");
  const auto request = std::make_shared<v1::GetReceiptRequest>();
  const auto path = std::make_shared<std::string>();
  AddHex(*command, "evidence", "証拠の値 / evidence, in hex",
         *request->mutable_leaf_hash())
      ->required();
  command->add_option("--out", *path, "書き出すファイル / file to write");
  command->callback([&session, request, path] {
    if (const auto response = session.Ask(*request)) {
      Deliver(session, static_cast<v1::GetReceiptResponse&>(*response), *path);
    }
  });
}

void AddCheckpoint(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "checkpoint", "公開された最新の先端 / newest published head");
  command->callback([&session] {
    v1::GetCheckpointRequest request;
    if (const auto response = session.Ask(request)) {
      session.Print(
          static_cast<v1::GetCheckpointResponse&>(*response).checkpoint(),
          ToJson(*response));
    }
  });
}

void AddConsistency(CLI::App& noun, Session& session) {
  const auto [command, request] = AddVerb<v1::GetConsistencyProofRequest>(
      noun, session, "consistency",
      "前の記録が後の記録に含まれる証明 / that one log is a prefix");
  v1::GetConsistencyProofRequest& proof = *request;
  command
      ->add_option_function<int64_t>(
          "old-size", [&proof](int64_t size) { proof.set_old_size(size); },
          "前の大きさ / earlier published size")
      ->required();
  command->add_option_function<int64_t>(
      "size", [&proof](int64_t size) { proof.set_size(size); },
      "後の大きさ、省くと最新 / later size; newest if left out");
}

void AddSearch(CLI::App& noun, Session& session) {
  const auto search = AddVerb<v1::SearchEntriesRequest>(
      noun, session, "search",
      "記録を調べる（情報管理責任者） / officers only");
  search.command->add_option("--party", *search.request->mutable_party(),
                             "この機関だけ / only this party");
  AddPaging(*search.command, *search.request);
}

// The start of a day in Japan, as an option.
void AddDay(CLI::App& verb, const char* name, const char* help,
            std::function<void(int64_t)> take) {
  verb.add_option_function<std::string>(
      name,
      [take, name](const std::string& text) {
        const absl::StatusOr<absl::CivilDay> day = consent::ParseDay(text);
        if (!day.ok()) {
          throw CLI::ValidationError(absl::StrCat(name, ": YYYY-MM-DD"));
        }
        take(absl::ToUnixSeconds(consent::StartOfDay(*day)));
      },
      help);
}

void AddAffected(CLI::App& noun, Session& session) {
  CLI::App* command = noun.add_subcommand(
      "affected",
      "漏えいの後、誰が見たか、見ることができたか（情報管理責任者） / after a "
      "leak: who saw it, who could have; officers only");
  const auto request = std::make_shared<v1::ListAffectedRequest>();
  const auto html = std::make_shared<bool>(false);
  v1::ListAffectedRequest& asked = *request;
  command->add_option("--subject", *asked.mutable_subject(), "subjects/...");
  command->add_option("--section", *asked.mutable_section(),
                      "sections/...、写しも含む / and its copies");
  AddEnum<v1::Category>(
      *command, "--category", "この区分だけ / only these categories",
      [&asked](v1::Category category) { asked.add_categories(category); });
  AddDay(*command, "--from", "この日から YYYY-MM-DD / from this day on",
         [&asked](int64_t time) { asked.set_from(time); });
  AddDay(*command, "--before",
         "この日の前まで、省くと現在 / before this day; now",
         [&asked](int64_t time) { asked.set_to(time); });
  command->add_flag("--html", *html, "ページとして / as a page");
  command->callback([&session, request, html] {
    const auto response = session.Ask(*request);
    if (response == nullptr) return;
    const auto& affected =
        static_cast<const v1::ListAffectedResponse&>(*response);
    session.Print(*html ? AffectedHtml(*request, affected)
                        : AffectedText(*request, affected),
                  ToJson(affected));
  });
}

void Reconcile(Session& session) {
  const absl::StatusOr<v1::ClientProfile> profile = session.Profile();
  if (!profile.ok()) return session.Finish(profile.status());
  const auto client = client::Client::Open(*profile);
  if (!client.ok()) return session.Finish(client.status());
  const absl::StatusOr<int> verified =
      client::VerifyAllEvidence(**client, *profile);
  if (!verified.ok()) return session.Finish(verified.status());
  session.Print(absl::StrCat("持っている証拠 ", *verified,
                             " 件は、すべてログにあり、変えられていません\n",
                             "all ", *verified,
                             " pieces of evidence are in the log, unchanged\n"),
                absl::StrCat("{\"verified\": ", *verified, "}"));
}

void AddReconcile(CLI::App& noun, Session& session) {
  noun.add_subcommand(
          "reconcile",
          "持っている証拠をすべてログと照合する / check all evidence "
          "you hold against the log")
      ->callback([&session] { Reconcile(session); });
}

}  // namespace

void AddAuditCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "audit", "監査の記録 / audit log");
  AddReceipt(noun, session);
  AddCheckpoint(noun, session);
  AddConsistency(noun, session);
  AddSearch(noun, session);
  AddAffected(noun, session);
  AddReconcile(noun, session);
  AddOfflineAuditVerbs(noun, session);
}

}  // namespace tasuki::cli
