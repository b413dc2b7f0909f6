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
#include "tests/files.h"
#include "tests/scenario/log_distance.h"

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
std::string IntakePath() { return TASUKI_INTAKE; }

Deployment::Deployment(const std::string& folder, const Setting& setting)
    : folder_((std::filesystem::absolute(folder) / "")
                  .lexically_normal()
                  .parent_path()
                  .string()),
      setting_(setting) {
  std::filesystem::create_directories(folder_);
  CHECK(std::filesystem::is_empty(folder_));
  IssueCertificates();
  WriteConfiguration();
  WriteDirectory();
  WriteIntakeConfiguration();
  for (const Actor& actor : cast()) WriteProfile(actor);
  Init();
  StartGateway();
  for (const Actor& actor : cast()) {
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
  Authority({"issue", "intake-server", "--server", "localhost"});
  Authority({"issue", "intake",
             "spiffe://tasuki.example/body/operator/system/intake"});
  std::set<std::string> issued;
  for (const Actor& actor : cast()) {
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
  // A short cadence: receipts are fetched while the story runs. And nobody
  // waits for a turn: whole months pass in seconds.
  Write(Path("gateway/gateway.txtpb"), absl::StrCat(R"(data_directory: "data"
log_origin: "localhost/sample-city/audit/2026h2"
listen_address: "localhost:0"
port_file: "port"
certificate_file: "../ca/gateway.pem"
key_file: "../ca/gateway.key"
client_ca_file: "../ca/chain.pem"
checkpoint_cadence_ms: 200
calls_per_second: 100000
padding: )",
                                                    kLogPadding, "\n"));
}

void Deployment::WriteDirectory() const {
  Write(Path("gateway/directory.txtpb"),
        absl::StrCat(ReadFile(absl::StrCat(
                         kSource, "/policies/directory/sample-city.txtpb")),
                     setting_.directory));
}

void Deployment::WriteIntakeConfiguration() const {
  Write(Path("intake/duty-desks.txtpb"),
        ReadFile(absl::StrCat(kSource,
                              "/policies/directory/sample-duty-desks.txtpb")));
  Write(Path("intake/intake.txtpb"), R"(spool_file: "spool"
key_file: "spool.key"
spool_reports: 64
duty_desks_file: "duty-desks.txtpb"
listen_address: "localhost:0"
port_file: "port"
certificate_file: "../ca/intake-server.pem"
server_key_file: "../ca/intake-server.key"
client_ca_file: "../ca/chain.pem"
delivery {
  target: "localhost"
  port_file: "../gateway/port"
  certificate_file: "../ca/intake.pem"
  key_file: "../ca/intake.key"
  ca_file: "../ca/root.pem"
  longest_pause_ms: 200
}
wait_for_gateway_ms: 10000
)");
}

void Deployment::StartIntake() {
  if (!std::filesystem::exists(Path("intake/spool"))) {
    MustRun({IntakePath(), "init", Path("intake/intake.txtpb")});
  }
  std::filesystem::remove(Path("intake/port"));
  intake_ = std::make_unique<Process>(
      std::vector<std::string>{IntakePath(), "serve",
                               Path("intake/intake.txtpb")},
      Path("intake/messages.txt"));
  WaitForPort(*intake_, "intake");
}

std::unique_ptr<client::Client> Deployment::OpenAsIntake() const {
  v1::ClientProfile profile;
  profile.set_target("localhost");
  profile.set_port_file(Path("gateway/port"));
  profile.set_certificate_file(Path("ca/intake.pem"));
  profile.set_key_file(Path("ca/intake.key"));
  profile.set_ca_file(Path("ca/root.pem"));
  profile.set_evidence_folder(Path("intake/evidence"));
  auto intake = client::Client::Open(profile);
  CHECK(intake.ok());
  return *std::move(intake);
}

// What is waited for must not be left from another run.
void Deployment::WaitForPort(Process& process, const std::string& name) const {
  const std::string port = Path(name + "/port");
  const bool open = WaitUntil(
      [&] { return !process.IsRunning() || std::filesystem::exists(port); });
  if (!process.IsRunning()) {
    std::fprintf(stderr, "%s", ReadFile(Path(name + "/messages.txt")).c_str());
  }
  CHECK(open && process.IsRunning());
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
intake_target: "localhost"
intake_port_file: "../../intake/port"
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

void Deployment::StartGateway(const std::vector<std::string>& under) {
  std::filesystem::remove(Path("gateway/port"));
  std::vector<std::string> words = under;
  words.insert(words.end(), {GatewayPath(), Path("gateway/gateway.txtpb")});
  gateway_ = std::make_unique<Process>(words, Path("gateway/messages.txt"));
  WaitForPort(*gateway_, "gateway");
}

int Deployment::StopGateway() { return gateway_->Stop(); }

void Deployment::KillGateway() { gateway_->Kill(); }

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
