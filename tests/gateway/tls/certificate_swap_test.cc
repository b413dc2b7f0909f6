// Pairs are replaced half by half while connections come in: each gets a whole
// pair, the old one until the new one is whole.
#include <openssl/ssl.h>

#include <atomic>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gateway/tls/certificate_reloader.h"
#include "tests/certificates.h"
#include "tests/gateway/tls/raw_client.h"
#include "tests/gateway/tls/tls_server.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::tls {
namespace {

constexpr char kDesk[] = "spiffe://tasuki.example/body/kuwana-city/system/desk";

class CertificateSwapTest : public ::testing::Test {
 protected:
  CertificateSwapTest() {
    // A raw client writes to connections that the server has just closed.
    std::signal(SIGPIPE, SIG_IGN);
    authority_.IssueGateway();
    authority_.Issue("next",
                     {"--server", "localhost", "--server", "127.0.0.1"});
    authority_.Issue("desk", {kDesk});
    WriteFile(source_.client_ca, authority_.Read("chain.pem"));
    PutKey("gateway");
    PutCertificate("gateway");
  }

  void PutKey(const std::string& name) {
    WriteFile(source_.private_key, authority_.Read(name + ".key"));
  }
  void PutCertificate(const std::string& name) {
    WriteFile(source_.certificate_chain, authority_.Read(name + ".pem"));
  }
  // The serial number that is served; "" if no connection came about.
  std::string Connect(const TlsServer& server) const {
    RawClient client({authority_.Path("root.pem"), authority_.Path("desk.pem"),
                      authority_.Path("desk.key")},
                     TLS1_3_VERSION, TLS1_3_VERSION);
    const RawClient::Result result = client.Connect(server.port());
    return result.served ? result.server_serial : "";
  }
  // Connects until the answer is as wanted; false if a minute was too short.
  template <typename Wanted>
  bool ConnectUntil(const TlsServer& server, const Wanted& wanted) const {
    const absl::Time deadline = absl::Now() + absl::Minutes(1);
    while (absl::Now() < deadline) {
      if (wanted(Connect(server))) return true;
    }
    return false;
  }

  TestAuthority authority_;
  SystemClock clock_;
  const TemporaryDirectory directory_;
  const TlsFiles source_ = {(directory_.path() / "server.pem").string(),
                            (directory_.path() / "server.key").string(),
                            (directory_.path() / "client-ca.pem").string()};
};

TEST_F(CertificateSwapTest, EveryConnectionUnderLoadGetsAWholePair) {
  std::atomic<int> alarms = 0;
  const auto reloader = CertificateReloader::Start(
      source_, (directory_.path() / "served").string(), clock_,
      [&alarms](absl::string_view) { ++alarms; });
  ASSERT_THAT(reloader, IsOk());
  const TlsServer server((*reloader)->served(), clock_);
  (*reloader)->Watch(absl::Milliseconds(1));

  std::atomic<bool> stop = false;
  std::atomic<int> connections = 0, refused = 0;
  std::vector<std::thread> load;
  for (int thread = 0; thread < 3; ++thread) {
    load.emplace_back([&] {
      while (!stop) {
        if (Connect(server).empty()) ++refused;
        ++connections;
      }
    });
  }
  for (const char* name : {"next", "gateway", "next"}) {
    const std::string old = Connect(server);
    const int alarms_before = alarms;
    PutKey(name);
    while (alarms == alarms_before) std::this_thread::yield();
    // gRPC looks at its files once a second: longer than that.
    const absl::Time half = absl::Now();
    EXPECT_TRUE(ConnectUntil(server, [&](const std::string& serial) {
      EXPECT_EQ(serial, old);
      return absl::Now() > half + absl::Seconds(2);
    }));
    PutCertificate(name);
    EXPECT_TRUE(ConnectUntil(
        server, [&](const std::string& serial) { return serial != old; }));
  }
  stop = true;
  for (std::thread& thread : load) thread.join();
  EXPECT_EQ(refused, 0);
  EXPECT_GT(connections, 100);
}

// What it is for: gRPC, given the operator's files, lets nobody in while they
// are not a pair.
TEST_F(CertificateSwapTest, WithoutTheReloaderHalfAPairIsNoticed) {
  const TlsServer server(source_, clock_);
  ASSERT_FALSE(Connect(server).empty());
  PutKey("next");
  EXPECT_TRUE(ConnectUntil(
      server, [](const std::string& serial) { return serial.empty(); }));
}

}  // namespace
}  // namespace tasuki::tls
