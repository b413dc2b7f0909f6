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
}

}  // namespace tasuki::cli
