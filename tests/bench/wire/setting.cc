#include "tests/bench/wire/setting.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "adapters/client/client.h"
#include "adapters/client/method.h"
#include "adapters/client/profile.h"
#include "adapters/client/staff.h"
#include "gateway/base/check.h"
#include "gateway/crypto/certificate.h"
#include "tasuki/v1/case_service.pb.h"
#include "tests/files.h"
#include "tests/scenario/case_facts.h"

namespace tasuki::bench {
namespace {

constexpr char kNginx[] = "/usr/sbin/nginx";
constexpr char kReader[] = "fs";
const std::vector<std::string> kOnServing = {"/usr/bin/taskset", "-c", "0"};

// Those of the seed case.
std::vector<v1::Record> Records() {
  std::vector<v1::Record> records;
  for (const scenario::Fact& fact : scenario::FactsOfTheSeedCase()) {
    records.push_back(fact.full);
  }
  return records;
}

std::string FreePort() {
  const int file = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  CHECK(bind(file, reinterpret_cast<sockaddr*>(&address), size) == 0);
  CHECK(getsockname(file, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  close(file);
  return std::to_string(ntohs(address.sin_port));
}

std::vector<std::string> OnServing(std::vector<std::string> command) {
  command.insert(command.begin(), kOnServing.begin(), kOnServing.end());
  return command;
}

std::string PortFrom(const std::string& file) {
  return std::string(absl::StripTrailingAsciiWhitespace(ReadFile(file)));
}

v1::ClientProfile ProfileOf(const std::string& folder,
                            const std::string& actor) {
  const auto profile = client::LoadProfile(
      absl::StrCat(folder, "/partners/", actor, "/profile.txtpb"));
  CHECK(profile.ok());
  return *profile;
}

void AwaitFile(const std::string& path) {
  CHECK(scenario::WaitUntil([&] { return std::filesystem::exists(path); }));
}

}  // namespace

Load LoadOf(const std::string& folder, const std::string& actor,
            const google::protobuf::Message& request) {
  const v1::ClientProfile profile = ProfileOf(folder, actor);
  Load load;
  load.target = absl::StrCat("localhost:", PortFrom(folder + "/gateway/port"));
  load.identity.pem_root_certs = ReadFile(profile.ca_file());
  load.identity.pem_private_key = ReadFile(profile.key_file());
  load.identity.pem_cert_chain = ReadFile(profile.certificate_file());
  const auto* method = client::MethodOf(request.GetDescriptor());
  load.method =
      absl::StrCat("/", method->service()->full_name(), "/", method->name());
  load.request = request.SerializeAsString();
  const auto certificate =
      crypto::ParseCertificatePem(load.identity.pem_cert_chain);
  CHECK(certificate.ok());
  auto staff = client::Staff::Load(profile, certificate->der_sha256);
  CHECK(staff.ok());
  load.assertion = *staff->AssertionForRead(absl::Now());
  return load;
}

Setting::Setting(Limits limits) {
  deployment_ =
      std::make_unique<scenario::Deployment>(folder_.path().string() + "/d");
  case_ = scenario::PlayReferral(*deployment_, Records(), "ゆき");
  deployment_->StopGateway();
  Configure(limits);
  deployment_->StartGateway(kOnServing);
  StartBare();
  if (std::filesystem::exists(kNginx)) StartNginx();
  StayOnProcessor(kAsking);
}

// The deployment of the scenarios is in a hurry: the product publishes once a
// minute.
void Setting::Configure(Limits limits) const {
  const std::string file = deployment_->Path("gateway/gateway.txtpb");
  std::string text = ReadFile(file);
  absl::StrReplaceAll({{"checkpoint_cadence_ms: 200\n", ""}}, &text);
  if (limits == Limits::kOfTheProduct) {
    absl::StrReplaceAll({{"calls_per_second: 100000\n", ""}}, &text);
  }
  WriteFile(file, text);
}

void Setting::StartBare() {
  // The partner processes know the port of the gateway before.
  const auto reader =
      client::Client::Open(ProfileOf(deployment_->folder(), kReader));
  CHECK(reader.ok());
  const auto reply = (*reader)->Call(Request());
  CHECK(reply.ok());
  const std::string file = deployment_->Path("response");
  WriteFile(file, reply.response.SerializeAsString());
  bare_ = std::make_unique<scenario::Process>(
      OnServing({TASUKI_BARE_SERVER, deployment_->Path("ca/gateway.pem"),
                 deployment_->Path("ca/gateway.key"),
                 deployment_->Path("ca/chain.pem"), file,
                 deployment_->Path("bare.port")}),
      deployment_->Path("bare.txt"));
  AwaitFile(deployment_->Path("bare.port"));
}

void Setting::StartNginx() {
  nginx_port_ = FreePort();
  const std::string folder = deployment_->Path("nginx");
  std::filesystem::create_directories(folder);
  const std::string configuration = folder + "/nginx.conf";
  WriteFile(configuration,
            absl::StrReplaceAll(
                ReadFile(TASUKI_SOURCE_DIR "/tests/bench/wire/nginx.conf"),
                {{"@FOLDER@", folder},
                 {"@CA@", deployment_->Path("ca")},
                 {"@CLIENT@", "fs"},
                 {"@PORT@", nginx_port_},
                 {"@UPSTREAM_PORT@", PortIn("bare.port")}}));
  nginx_ = std::make_unique<scenario::Process>(
      OnServing({kNginx, "-c", configuration, "-e", folder + "/nginx.log"}),
      folder + "/messages.txt");
  AwaitFile(folder + "/nginx.pid");
}

v1::GetCaseRequest Setting::Request() const {
  v1::GetCaseRequest get;
  get.mutable_access()->set_purpose(v1::PURPOSE_SUPPORT);
  get.set_name(case_.a_case);
  return get;
}

std::string Setting::PortIn(const std::string& file) const {
  return PortFrom(deployment_->Path(file));
}

Load Setting::AtGateway() const {
  return LoadOf(deployment_->folder(), kReader, Request());
}

Load Setting::AtBare() const {
  Load load = AtGateway();
  load.target = absl::StrCat("localhost:", PortIn("bare.port"));
  return load;
}

Load Setting::AtNginx() const {
  Load load = AtGateway();
  load.target =
      nginx_ == nullptr ? "" : absl::StrCat("localhost:", nginx_port_);
  return load;
}

}  // namespace tasuki::bench
