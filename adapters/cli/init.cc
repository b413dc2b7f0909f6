#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/deployment.h"
#include "adapters/cli/options.h"
#include "adapters/client/profile.h"
#include "gateway/base/status_macros.h"
#include "gateway/exchange/bootstrap.h"
#include "tasuki/v1/directory.pb.h"

namespace tasuki::cli {
namespace {

struct InitOptions {
  std::string config, directory, staff_keys;
  std::vector<std::string> packs;
};

// Adds FOLDER/<person>.pub to each person that has such a file.
absl::Status MergeStaffKeys(const std::string& folder,
                            v1::DirectoryFile& directory) {
  if (folder.empty()) return absl::OkStatus();
  for (v1::PersonEntry& person : *directory.mutable_persons()) {
    const std::string path = absl::StrCat(folder, "/", person.id(), ".pub");
    if (!std::filesystem::exists(path)) continue;
    v1::PersonKey& key = *person.add_keys();
    key.set_key_id(person.id());
    ASSIGN_OR_RETURN(*key.mutable_public_key_pem(), client::ReadFile(path));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::DirectoryFile> LoadDirectory(const InitOptions& options) {
  v1::DirectoryFile directory;
  ASSIGN_OR_RETURN(const std::string text, client::ReadFile(options.directory));
  RETURN_IF_ERROR(client::ParseText(options.directory, text, directory));
  RETURN_IF_ERROR(MergeStaffKeys(options.staff_keys, directory));
  return directory;
}

// Everything is read before anything is made: a mistake leaves nothing behind.
absl::Status Init(const InitOptions& options, const Session& session) {
  ASSIGN_OR_RETURN(const v1::GatewayConfig config,
                   app::LoadConfig(options.config));
  ASSIGN_OR_RETURN(const v1::DirectoryFile directory, LoadDirectory(options));
  ASSIGN_OR_RETURN(const std::vector<v1::PolicyPack> packs,
                   ReadPacks(options.packs));
  ASSIGN_OR_RETURN(const std::string ca,
                   client::ReadFile(config.client_ca_file()));
  ASSIGN_OR_RETURN(const auto store,
                   store::Store::Create(StoreOptionsOf(config)));
  RETURN_IF_ERROR(exchange::Bootstrap(store->ledger(), directory, packs, ca));
  RETURN_IF_ERROR(store->PublishNow());
  std::cerr
      << "用意しました。次の鍵を各機関に渡してください（監査ログの検証鍵）\n"
      << "ready; give every partner this key, which verifies the log:\n";
  session.Print(
      absl::StrCat(store->log_verifier(), "\n"),
      absl::StrCat("{\"log_verifier_key\": \"", store->log_verifier(), "\"}"));
  return absl::OkStatus();
}

}  // namespace

void AddInitCommand(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "init", "ゲートウェイのデータを用意する / make the data of a gateway");
  const auto options = std::make_shared<InitOptions>();
  command
      ->add_option("config", options->config,
                   "ゲートウェイの設定 / configuration of the gateway")
      ->required();
  command
      ->add_option("--directory", options->directory, "名簿 / directory file")
      ->required();
  command->add_option("--pack", options->packs, "方針 / policy packs")
      ->required();
  command->add_option("--staff-keys", options->staff_keys,
                      "職員の公開鍵 <職員番号>.pub のフォルダ / public keys");
  command->callback(
      [&session, options] { session.Finish(Init(*options, session)); });
}

}  // namespace tasuki::cli
