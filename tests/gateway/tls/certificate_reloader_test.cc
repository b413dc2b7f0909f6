#include "gateway/tls/certificate_reloader.h"

#include <filesystem>

#include "tests/certificates.h"
#include "tests/gateway/tls/raw_client.h"
#include "tests/gateway/tls/tls_server.h"
#include "tests/status_matchers.h"

namespace tasuki::tls {
namespace {

namespace fs = std::filesystem;

constexpr char kDesk[] = "spiffe://tasuki.example/body/kuwana-city/system/desk";

const auto kRefused = StatusIs(absl::StatusCode::kFailedPrecondition);

// The operator's files in one directory, the served ones in another.
class CertificateReloaderTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    authority_ = new TestAuthority;
    authority_->IssueGateway();
    authority_->Issue("next",
                      {"--server", "localhost", "--server", "127.0.0.1"});
    authority_->Issue("old", {"--server", "localhost", "--from",
                              "20200101000000Z", "--to", "20210101000000Z"});
    authority_->Issue("desk", {kDesk});
  }
  static void TearDownTestSuite() { delete authority_; }

  CertificateReloaderTest() {
    Put("gateway.pem", source_.certificate_chain);
    Put("gateway.key", source_.private_key);
    Put("chain.pem", source_.client_ca);
  }

  void Put(absl::string_view file, const std::string& place) {
    WriteFile(place, authority_->Read(file));
  }
  void PutPair(const std::string& name) {
    Put(name + ".pem", source_.certificate_chain);
    Put(name + ".key", source_.private_key);
  }
  std::string Served() const { return (directory_.path() / "served").string(); }
  absl::StatusOr<std::unique_ptr<CertificateReloader>> Start() {
    return CertificateReloader::Start(
        source_, Served(), clock_,
        [this](absl::string_view text) { alarms_.emplace_back(text); });
  }
  static void ExpectServes(const CertificateReloader& reloader,
                           const std::string& name) {
    EXPECT_EQ(ReadFile(reloader.served().certificate_chain),
              authority_->Read(name + ".pem"));
    EXPECT_EQ(ReadFile(reloader.served().private_key),
              authority_->Read(name + ".key"));
    EXPECT_EQ(ReadFile(reloader.served().client_ca),
              authority_->Read("chain.pem"));
  }

  static TestAuthority* authority_;
  SystemClock clock_;
  TemporaryDirectory directory_;
  const TlsFiles source_ = {(directory_.path() / "server.pem").string(),
                            (directory_.path() / "server.key").string(),
                            (directory_.path() / "client-ca.pem").string()};
  std::vector<std::string> alarms_;
};

TestAuthority* CertificateReloaderTest::authority_ = nullptr;

TEST_F(CertificateReloaderTest, AGoodPairReplacesTheOldOne) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  ExpectServes(**reloader, "gateway");
  PutPair("next");
  EXPECT_THAT((*reloader)->CheckNow(), IsOk());
  ExpectServes(**reloader, "next");
  EXPECT_EQ((*reloader)->alarms(), 0u);
  EXPECT_GT((*reloader)->expires(), absl::Now());
}

TEST_F(CertificateReloaderTest, AHalfSwappedPairKeepsTheOldOneAndAlarmsOnce) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  Put("next.pem", source_.certificate_chain);
  EXPECT_THAT((*reloader)->CheckNow(), kRefused);
  EXPECT_THAT((*reloader)->CheckNow(), kRefused);
  ExpectServes(**reloader, "gateway");
  EXPECT_EQ((*reloader)->alarms(), 1u);
  EXPECT_EQ(alarms_.size(), 1u);
  Put("next.key", source_.private_key);
  EXPECT_THAT((*reloader)->CheckNow(), IsOk());
  ExpectServes(**reloader, "next");
}

TEST_F(CertificateReloaderTest, TheSameFaultAfterARepairAlarmsAgain) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  for (int round = 0; round < 2; ++round) {
    Put("next.pem", source_.certificate_chain);
    EXPECT_THAT((*reloader)->CheckNow(), kRefused);
    Put("gateway.pem", source_.certificate_chain);
    EXPECT_THAT((*reloader)->CheckNow(), IsOk());
  }
  EXPECT_EQ((*reloader)->alarms(), 2u);
}

TEST_F(CertificateReloaderTest, EveryUnusableSetKeepsTheOldOne) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  const auto expect_refused = [&] {
    EXPECT_THAT((*reloader)->CheckNow(), kRefused);
    ExpectServes(**reloader, "gateway");
    PutPair("gateway");
    Put("chain.pem", source_.client_ca);
  };
  PutPair("old");  // expired
  expect_refused();
  PutPair("desk");  // for clients
  expect_refused();
  WriteFile(source_.private_key, "");
  expect_refused();
  fs::remove(source_.certificate_chain);
  expect_refused();
  WriteFile(source_.client_ca, "no certificate");
  expect_refused();
  const std::string chain = authority_->Read("next.pem");
  PutPair("next");
  WriteFile(source_.certificate_chain, chain.substr(0, chain.size() - 40));
  expect_refused();
  EXPECT_EQ((*reloader)->alarms(), 6u);
}

TEST_F(CertificateReloaderTest, AlarmsSayNothingOfTheFilesContents) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  WriteFile(source_.private_key, "SENTINEL-5b1f");
  EXPECT_THAT((*reloader)->CheckNow(), kRefused);
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_THAT(alarms_[0], ::testing::HasSubstr("private key"));
  EXPECT_THAT(alarms_[0], ::testing::Not(::testing::HasSubstr("SENTINEL")));
}

TEST_F(CertificateReloaderTest, WithoutAnyGoodSetItDoesNotStart) {
  Put("next.pem", source_.certificate_chain);
  EXPECT_THAT(Start(), kRefused);
}

TEST_F(CertificateReloaderTest, ARestartWithABadSourceServesTheLastGoodSet) {
  ASSERT_THAT(Start(), IsOk());
  Put("next.pem", source_.certificate_chain);
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  ExpectServes(**reloader, "gateway");
  EXPECT_EQ((*reloader)->alarms(), 1u);
}

TEST_F(CertificateReloaderTest, KeysArePrivateAndOldOnesGo) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  for (const std::string name : {"next", "gateway", "next"}) {
    PutPair(name);
    ASSERT_THAT((*reloader)->CheckNow(), IsOk());
  }
  int sets = 0;
  for (const auto& entry : fs::directory_iterator(Served())) {
    if (!entry.is_symlink()) ++sets;
  }
  EXPECT_EQ(sets, 2);
  EXPECT_EQ(fs::status((*reloader)->served().private_key).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(Served()).permissions(), fs::perms::owner_all);
}

// gRPC compares modification times in whole seconds to notice an exchange
// between its two reads.
TEST_F(CertificateReloaderTest, EachSetHasASecondOfItsOwn) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  const auto second = [&](const std::string& path) {
    return std::chrono::floor<std::chrono::seconds>(fs::last_write_time(path));
  };
  auto before = second((*reloader)->served().private_key);
  for (const std::string name : {"next", "gateway", "next"}) {
    PutPair(name);
    ASSERT_THAT((*reloader)->CheckNow(), IsOk());
    const auto after = second((*reloader)->served().private_key);
    EXPECT_GT(after, before);
    EXPECT_EQ(second((*reloader)->served().certificate_chain), after);
    before = after;
  }
}

TEST_F(CertificateReloaderTest, WatchingFindsANewPairByItself) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  const absl::Time before = (*reloader)->expires();
  authority_->Issue("longer", {"--server", "localhost", "--days", "700"});
  PutPair("longer");
  (*reloader)->Watch(absl::Milliseconds(1));
  while ((*reloader)->expires() == before) std::this_thread::yield();
  ExpectServes(**reloader, "longer");
}

std::string Serial(RawClient& client, const TlsServer& server) {
  const RawClient::Result result = client.Connect(server.port());
  EXPECT_TRUE(result.served);
  return result.server_serial;
}

TEST_F(CertificateReloaderTest, NewHandshakesGetTheNewPairOpenConnectionsGoOn) {
  const auto reloader = Start();
  ASSERT_THAT(reloader, IsOk());
  TlsServer server((*reloader)->served(), clock_);
  const auto channel =
      Connect(server, ClientCredentials(authority_->Read("root.pem"),
                                        authority_->Read("desk.pem"),
                                        authority_->Read("desk.key")));
  const Reply before = Ask(channel);
  ASSERT_TRUE(before.status.ok()) << before.status.error_message();
  RawClient client({authority_->Path("root.pem"), authority_->Path("desk.pem"),
                    authority_->Path("desk.key")},
                   TLS1_3_VERSION, TLS1_3_VERSION);
  const std::string old_serial = Serial(client, server);

  Put("next.pem", source_.certificate_chain);
  EXPECT_THAT((*reloader)->CheckNow(), kRefused);
  EXPECT_EQ(Serial(client, server), old_serial);

  Put("next.key", source_.private_key);
  EXPECT_THAT((*reloader)->CheckNow(), IsOk());
  // gRPC looks once a second; every handshake until then must succeed too.
  const absl::Time deadline = absl::Now() + absl::Seconds(30);
  while (Serial(client, server) == old_serial && absl::Now() < deadline) {
  }
  EXPECT_NE(Serial(client, server), old_serial);
  const Reply after = Ask(channel);
  ASSERT_TRUE(after.status.ok()) << after.status.error_message();
  EXPECT_EQ(after.bytes, before.bytes);  // with the port of the peer
}

}  // namespace
}  // namespace tasuki::tls
