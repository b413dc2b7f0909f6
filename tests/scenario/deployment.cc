#include "tests/scenario/deployment.h"

#include <cstdio>
#include <filesystem>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"
#include "tests/certificates.h"

namespace tasuki::scenario {
namespace {

constexpr char kSource[] = TASUKI_SOURCE_DIR;

void Write(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(
      std::filesystem::path(path).parent_path());
  WriteFile(path, text);
}

// The output of a program that must succeed.
std::string MustRun(const std::vector<std::string>& arguments) {
  const Outcome outcome = RunToEnd(arguments);
  if (outcome.exit_code != 0) {
    std::fprintf(stderr, "%s%s", outcome.output.c_str(),
                 outcome.errors.c_str());
  }
  CHECK(outcome.exit_code == 0);
  return outcome.output;
}

// What a system needs beside its certificate: for whom it speaks.
std::string StaffKeyLines(const Actor& actor) {
  if (actor.personal) return "";
  return absl::StrCat("staff_key_file: \"../../ca/staff/", actor.person,
                      ".key\"\ntrust_domain: \"tasuki.example\"\n");
}

}  // namespace

std::string CommandPath() { return TASUKI_COMMAND; }
std::string GatewayPath() { return TASUKI_GATEWAY; }

Deployment::Deployment(const std::string& folder)
    : folder_((std::filesystem::absolute(folder) / "")
                  .lexically_normal()
                  .parent_path()
                  .string()) {
  std::filesystem::create_directories(folder_);
  CHECK(std::filesystem::is_empty(folder_));
  IssueCertificates();
  WriteConfiguration();
  WriteDirectory();
  for (const Actor& actor : Cast()) WriteProfile(actor);
  Init();
  StartGateway();
  for (const Actor& actor : Cast()) {
    partners_[actor.name] = std::make_unique<PartnerProcess>(
        actor,
        std::vector<std::string>{
            TASUKI_PARTNER,
            Path(absl::StrCat("partners/", actor.name, "/profile.txtpb"))},
        Path(absl::StrCat("partners/", actor.name, "/messages.txt")));
  }
}

std::string Deployment::Path(absl::string_view name) const {
  return absl::StrCat(folder_, "/", name);
}

PartnerProcess& Deployment::partner(absl::string_view name) {
  const auto found = partners_.find(name);
  CHECK(found != partners_.end());
  return *found->second;
}

void Deployment::Authority(const std::vector<std::string>& arguments) const {
  std::vector<std::string> all = {absl::StrCat(kSource, "/certs/ca"),
                                  arguments.front(), Path("ca")};
  all.insert(all.end(), arguments.begin() + 1, arguments.end());
  MustRun(all);
}

void Deployment::IssueCertificates() const {
  Authority({"init"});
  Authority({"issue", "gateway", "--server", "localhost"});
  std::set<std::string> issued;
  for (const Actor& actor : Cast()) {
    if (issued.insert(actor.certificate).second) {
      std::vector<std::string> issue = {"issue", actor.certificate,
                                        UriOf(actor)};
      if (actor.personal) issue.emplace_back("--staff");
      Authority(issue);
    }
    if (!actor.personal) Authority({"staff-key", actor.person});
  }
}

void Deployment::WriteConfiguration() const {
  // A short cadence: receipts are fetched while the story runs.
  Write(Path("gateway/gateway.txtpb"),
        R"(data_directory: "data"
log_origin: "localhost/sample-city/audit/2026h2"
listen_address: "localhost:0"
port_file: "port"
certificate_file: "../ca/gateway.pem"
key_file: "../ca/gateway.key"
client_ca_file: "../ca/chain.pem"
checkpoint_cadence_ms: 200
padding: 16
)");
}

// Somebody whose only assignment has ended, beside those of the sample city.
void Deployment::WriteDirectory() const {
  Write(Path("gateway/directory.txtpb"),
        absl::StrCat(ReadFile(absl::StrCat(
                         kSource, "/policies/directory/sample-city.txtpb")),
                     R"(
# 退職した助産師 / a midwife who has left
persons {
  id: "p-former-1"
  assignments {
    party: "bodies/sample-city/units/maternal-health"
    role: ROLE_MIDWIFE
    period { from: "2024-04-01" to: "2025-03-31" }
  }
}
)"));
}

void Deployment::WriteProfile(const Actor& actor) const {
  Write(Path(absl::StrCat("partners/", actor.name, "/profile.txtpb")),
        absl::StrCat("# ", actor.ja, " / ", actor.en, R"(
target: "localhost"
port_file: "../../gateway/port"
certificate_file: "../../ca/)",
                     actor.certificate, R"(.pem"
key_file: "../../ca/)",
                     actor.certificate, R"(.key"
ca_file: "../../ca/root.pem"
person: ")",
                     actor.person, R"("
party: ")",
                     actor.party, R"("
role: ROLE_)",
                     ShortName(actor.role), "\n", StaffKeyLines(actor),
                     "purpose: PURPOSE_", ShortName(actor.purpose), R"(
evidence_folder: "evidence"
log_key_file: "../../gateway/log.vkey"
)"));
}

void Deployment::Init() const {
  const std::string output =
      MustRun({CommandPath(), "init", Path("gateway/gateway.txtpb"),
               "--directory", Path("gateway/directory.txtpb"), "--pack",
               absl::StrCat(kSource, "/policies/pack"), "--staff-keys",
               Path("ca/staff")});
  // The last line is the key; what comes before is for people.
  const std::string text = output.substr(0, output.size() - 1);
  Write(Path("gateway/log.vkey"), text.substr(text.rfind('\n') + 1) + "\n");
}

void Deployment::StartGateway() {
  // What is waited for must not be left from another run.
  std::filesystem::remove(Path("gateway/port"));
  gateway_ = std::make_unique<Process>(
      std::vector<std::string>{GatewayPath(), Path("gateway/gateway.txtpb")},
      Path("gateway/messages.txt"));
  const bool open = WaitUntil([this] {
    return !gateway_->IsRunning() ||
           std::filesystem::exists(Path("gateway/port"));
  });
  if (!gateway_->IsRunning()) {
    std::fprintf(stderr, "%s", ReadFile(Path("gateway/messages.txt")).c_str());
  }
  CHECK(open && gateway_->IsRunning());
}

int Deployment::StopGateway() { return gateway_->Stop(); }

Outcome Deployment::Command(absl::string_view actor,
                            const std::vector<std::string>& arguments) const {
  std::vector<std::string> all = {
      CommandPath(), "--profile",
      Path(absl::StrCat("partners/", actor, "/profile.txtpb"))};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return RunToEnd(all);
}

std::string Deployment::Revoke(absl::string_view certificate) const {
  Authority({"revoke", std::string(certificate)});
  return ReadFile(Path("ca/crl.pem"));
}

std::string TodayInJapan() {
  const absl::TimeZone japan = absl::FixedTimeZone(9 * 60 * 60);
  return absl::FormatCivilTime(absl::ToCivilDay(absl::Now(), japan));
}

}  // namespace tasuki::scenario
