#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/deployment.h"
#include "adapters/cli/options.h"
#include "adapters/cli/output.h"
#include "adapters/client/profile.h"
#include "gateway/audit/receipt.h"
#include "gateway/base/status_macros.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::cli {
namespace {

// The message that a group's value is, by the group's number.
std::unique_ptr<google::protobuf::Message> NewGroup(audit::Group group) {
  switch (group) {
    case audit::Group::kExchange:
      return std::make_unique<v1::ExchangeGroup>();
    case audit::Group::kOffice:
      return std::make_unique<v1::OfficeGroup>();
    case audit::Group::kSubject:
      return std::make_unique<v1::SubjectGroup>();
    case audit::Group::kVector:
      return std::make_unique<v1::VectorGroup>();
  }
  return nullptr;
}

constexpr char kVerifiedJa[] =
    "確かめました: この記録は監査ログにあり、あとから変えられていません";
constexpr char kVerifiedEn[] =
    "verified: this entry is in the log and was not changed since";

// What the receipt proves, in plain words, then the opened part of the entry.
absl::Status Report(const audit::VerifiedReceipt& receipt,
                    const Session& session) {
  const std::string entry = absl::BytesToHexString(receipt.leaf_hash);
  std::string text = absl::StrCat(kVerifiedJa, "\n", kVerifiedEn,
                                  "\nログ / log: ", receipt.checkpoint.origin,
                                  "\n大きさ / size: ", receipt.checkpoint.size,
                                  "\n記録 / entry: ", entry, "\n");
  nlohmann::json json = {{"verified", true},
                         {"log", receipt.checkpoint.origin},
                         {"size", receipt.checkpoint.size},
                         {"entry", entry},
                         {"opened", nlohmann::json::object()}};
  for (const audit::Group group : audit::kAllGroups) {
    const audit::DisclosedGroup& disclosed =
        receipt.groups[static_cast<int>(group) - 1];
    if (disclosed.salt.empty()) continue;
    const auto message = NewGroup(group);
    if (!message->ParseFromString(disclosed.value)) {
      return absl::DataLossError("an opened group does not parse");
    }
    text += ToReadableText(*message);
    json["opened"][message->GetDescriptor()->name()] =
        nlohmann::json::parse(ToJson(*message));
  }
  session.Print(text, json.dump(1));
  return absl::OkStatus();
}

absl::Status VerifyFile(const std::string& path, const std::string& key_text,
                        const Session& session) {
  ASSIGN_OR_RETURN(const std::string text, client::ReadFile(path));
  ASSIGN_OR_RETURN(
      const audit::NoteVerifier log,
      audit::NoteVerifier::Parse(absl::StripAsciiWhitespace(key_text)));
  const auto receipt = audit::VerifyReceipt(text, log);
  // Not the caller's mistake: somebody changed something.
  if (!receipt.ok()) return absl::DataLossError(receipt.status().message());
  return Report(*receipt, session);
}

// The key itself, or the file it stands in; by default that of the profile.
absl::StatusOr<std::string> KeyText(const std::string& key_or_file,
                                    const Session& session) {
  if (key_or_file.empty()) {
    ASSIGN_OR_RETURN(const v1::ClientProfile profile, session.Profile());
    return client::ReadFile(profile.log_key_file());
  }
  absl::StatusOr<std::string> text = client::ReadFile(key_or_file);
  return text.ok() ? *text : key_or_file;
}

void AddVerify(CLI::App& audit, Session& session) {
  CLI::App* command = audit.add_subcommand(
      "verify", "受領証を確かめる（接続なし） / check a receipt, offline");
  const auto path = std::make_shared<std::string>();
  const auto key = std::make_shared<std::string>();
  command->add_option("receipt", *path, "受領証のファイル / receipt file")
      ->required();
  command->add_option("--vkey", *key,
                      "ログの検証鍵かそのファイル / log key, or its file");
  command->callback([&session, path, key] {
    const absl::StatusOr<std::string> text = KeyText(*key, session);
    session.Finish(text.ok() ? VerifyFile(*path, *text, session)
                             : text.status());
  });
}

absl::Status CheckLog(const std::string& config_path, const Session& session) {
  ASSIGN_OR_RETURN(const v1::GatewayConfig config,
                   app::LoadConfig(config_path));
  ASSIGN_OR_RETURN(const store::IntegrityReport report,
                   store::Store::CheckLog(StoreOptionsOf(config)));
  const nlohmann::json json = {{"findings", report.findings},
                               {"size", report.size},
                               {"entries", report.openings},
                               {"checkpoints", report.checkpoints}};
  std::string text;
  for (const std::string& finding : report.findings) {
    absl::StrAppend(&text, "異常 / finding: ", finding, "\n");
  }
  if (report.findings.empty()) text = "異常はありません / all is well\n";
  absl::StrAppend(&text, "大きさ / size: ", report.size,
                  "\n記録 / entries: ", report.openings,
                  "\n公開した先端 / checkpoints: ", report.checkpoints, "\n");
  session.Print(text, json.dump(1));
  if (report.findings.empty()) return absl::OkStatus();
  return absl::DataLossError("the log does not verify");
}

void AddVerifyLog(CLI::App& audit, Session& session) {
  CLI::App* command =
      audit.add_subcommand("verify-log",
                           "止めたゲートウェイのログ全体を確かめる / check the "
                           "log of a stopped one");
  const auto path = std::make_shared<std::string>();
  command
      ->add_option("config", *path,
                   "ゲートウェイの設定 / configuration of the gateway")
      ->required();
  command->callback(
      [&session, path] { session.Finish(CheckLog(*path, session)); });
}

}  // namespace

void AddOfflineAuditVerbs(CLI::App& audit, Session& session) {
  AddVerify(audit, session);
  AddVerifyLog(audit, session);
}

}  // namespace tasuki::cli
