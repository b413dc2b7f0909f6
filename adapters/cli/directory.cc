#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/options.h"
#include "adapters/client/profile.h"
#include "gateway/crypto/certificate.h"
#include "tasuki/v1/directory_service.pb.h"

namespace tasuki::cli {
namespace {

// The bytes of a file, or throws CLI::ValidationError.
std::string BytesOfFile(const std::string& path) {
  absl::StatusOr<std::string> bytes = client::ReadFile(path);
  if (!bytes.ok()) {
    throw CLI::ValidationError(std::string(bytes.status().message()));
  }
  return *std::move(bytes);
}

// The SHA-256 of a certificate, given as a PEM file or in hex.
std::string CertificateHash(const std::string& file_or_hex) {
  if (file_or_hex.size() == 64 &&
      file_or_hex.find_first_not_of("0123456789abcdefABCDEF") ==
          std::string::npos) {
    return BytesOfHex(file_or_hex);
  }
  const auto certificate =
      crypto::ParseCertificatePem(BytesOfFile(file_or_hex));
  if (!certificate.ok()) {
    throw CLI::ValidationError("証明書ではありません / not a certificate");
  }
  return certificate->der_sha256;
}

// `PERSON,FROM,TO`, the times in seconds since 1970; or throws.
v1::DutyEntry DutyOf(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ',');
  v1::DutyEntry entry;
  int64_t from = 0, to = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[1], &from) ||
      !absl::SimpleAtoi(parts[2], &to)) {
    throw CLI::ValidationError("職員番号,開始,終了 / person,from,to");
  }
  entry.set_person(parts[0]);
  entry.set_from(from);
  entry.set_to(to);
  return entry;
}

void AddDuty(CLI::App& noun, Session& session) {
  const auto set = AddVerb<v1::SetDutyRosterRequest>(
      noun, session, "set-duty", "当番表を入れ替える / set the duty roster");
  set.command->add_option_function<std::vector<std::string>>(
      "--entry",
      [request = set.request](const std::vector<std::string>& texts) {
        for (const std::string& text : texts) {
          *request->add_entries() = DutyOf(text);
        }
      },
      "職員番号,開始,終了（UNIX 秒） / person,from,to in Unix seconds");
  const auto get = AddVerb<v1::GetDutyRosterRequest>(
      noun, session, "get-duty",
      "当番を見る。他機関は有無のみ / who is on duty; elsewhere, whether");
  get.command->add_option("--party", *get.request->mutable_party(),
                          "bodies/...");
}

}  // namespace

void AddDirectoryCommands(CLI::App& app, Session& session) {
  CLI::App& noun = AddNoun(app, "directory", "名簿 / directory");
  AddNamedVerb<v1::GetPartyRequest>(noun, session, "get-party",
                                    "機関を見る / read a party", "bodies/...");
  const auto entries = AddVerb<v1::GetEntriesRequest>(
      noun, session, "get-entries",
      "名簿の項目を見る（情報管理責任者） / read entries, for officers");
  AddTexts(*entries.command, "--party", "bodies/...",
           *entries.request->mutable_parties());
  AddTexts(*entries.command, "--person", "職員番号 / id",
           *entries.request->mutable_persons());
  AddTexts(*entries.command, "--system", "body/.../system/...",
           *entries.request->mutable_systems());
  AddNamedVerb<v1::DisablePartyRequest>(noun, session, "disable-party",
                                        "機関を止める / refuse a party",
                                        "bodies/...");
  const auto person = AddVerb<v1::DisablePersonRequest>(
      noun, session, "disable-person", "職員を止める / refuse a person");
  person.command
      ->add_option("person", *person.request->mutable_person(), "職員番号 / id")
      ->required();
  const auto revoke = AddVerb<v1::RevokeCertificateRequest>(
      noun, session, "revoke-certificate", "証明書を止める / refuse one");
  revoke.command
      ->add_option_function<std::string>(
          "certificate",
          [request = revoke.request](const std::string& text) {
            request->set_certificate_sha256(CertificateHash(text));
          },
          "PEM ファイルか SHA-256 / PEM file or SHA-256 in hex")
      ->required();
  const auto crl = AddVerb<v1::ImportCrlRequest>(
      noun, session, "import-crl", "失効リストを取り込む / import a CRL");
  crl.command
      ->add_option_function<std::string>(
          "file",
          [request = crl.request](const std::string& path) {
            request->set_crl_pem(BytesOfFile(path));
          },
          "PEM")
      ->required();
  AddDuty(noun, session);
}

}  // namespace tasuki::cli
