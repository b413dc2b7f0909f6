#include <csignal>
#include <thread>

#include "tests/certificates.h"
#include "tests/gateway/tls/plain_server.h"
#include "tests/gateway/tls/raw_client.h"
#include "tests/gateway/tls/tls_server.h"
#include "tests/status_matchers.h"

namespace tasuki::tls {
namespace {

using ::testing::StartsWith;

constexpr char kDesk[] = "spiffe://tasuki.example/body/kuwana-city/system/desk";
constexpr char kOther[] = "spiffe://tasuki.example/body/other/system/desk";

class TlsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    // A raw client writes to connections that the server has just closed.
    std::signal(SIGPIPE, SIG_IGN);
    authority_ = new TestAuthority;
    authority_->IssueGateway();
    authority_->Issue("desk", {kDesk});
    foreign_ = new TestAuthority;
    foreign_->Issue("desk", {kDesk});
  }
  static void TearDownTestSuite() {
    delete authority_;
    delete foreign_;
  }

  Reply AskWith(const TestAuthority& authority, const std::string& name) {
    return Ask(
        Connect(server_, ClientCredentials(authority_->Read("root.pem"),
                                           authority.Read(name + ".pem"),
                                           authority.Read(name + ".key"))));
  }
  Reply AskWithIssued(const std::vector<std::string>& arguments) {
    static int count = 0;
    const std::string name = absl::StrCat("issued-", ++count);
    authority_->Issue(name, arguments);
    return AskWith(*authority_, name);
  }
  RawClient::Files Desk() {
    return {authority_->Path("root.pem"), authority_->Path("desk.pem"),
            authority_->Path("desk.key")};
  }
  void ExpectRefused(const Reply& answer) {
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_EQ(server_.service().calls(), 0);
  }

  static TestAuthority *authority_, *foreign_;
  SystemClock clock_;
  TlsServer server_{
      {authority_->Path("gateway.pem"), authority_->Path("gateway.key"),
       authority_->Path("chain.pem")},
      clock_};
};

TestAuthority* TlsTest::authority_ = nullptr;
TestAuthority* TlsTest::foreign_ = nullptr;

TEST_F(TlsTest, ARegisteredCertificateIsServedAndNamed) {
  const Reply answer = AskWith(*authority_, "desk");
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_THAT(answer.bytes, StartsWith(absl::StrCat(kDesk, " ipv4:")));
  EXPECT_EQ(server_.gate().asked(), 1);
}

TEST_F(TlsTest, NoClientCertificateIsRefused) {
  ExpectRefused(Ask(Connect(
      server_, ClientCredentials(authority_->Read("root.pem"), "", ""))));
}

TEST_F(TlsTest, ACertificateOfAnotherAuthorityIsRefused) {
  ExpectRefused(AskWith(*foreign_, "desk"));
}

TEST_F(TlsTest, AnExpiredCertificateIsRefused) {
  ExpectRefused(AskWithIssued(
      {kDesk, "--from", "20200101000000Z", "--to", "20210101000000Z"}));
}

TEST_F(TlsTest, ACertificateThatIsNotValidYetIsRefused) {
  ExpectRefused(AskWithIssued(
      {kDesk, "--from", "20980101000000Z", "--to", "20990101000000Z"}));
}

TEST_F(TlsTest, ACertificateForServersIsRefused) {
  ExpectRefused(AskWithIssued({kDesk, "--eku", "serverAuth"}));
}

TEST_F(TlsTest, ACertificateWithoutPurposeIsRefused) {
  ExpectRefused(AskWithIssued({kDesk, "--eku", "none"}));
}

TEST_F(TlsTest, ACertificateForAnyPurposeIsRefused) {
  ExpectRefused(AskWithIssued({kDesk, "--eku", "anyExtendedKeyUsage"}));
}

TEST_F(TlsTest, ACertificateWithTwoUrisIsRefused) {
  ExpectRefused(AskWithIssued({kDesk, "--extra-uri", kOther}));
}

TEST_F(TlsTest, ACertificateWithoutUriIsRefused) {
  ExpectRefused(
      AskWithIssued({"--server", "localhost", "--eku", "clientAuth"}));
}

TEST_F(TlsTest, ACertificateThatTheGateDoesNotAdmitIsRefused) {
  server_.gate().Deny(authority_->Read("desk.pem"));
  ExpectRefused(AskWith(*authority_, "desk"));
  EXPECT_GE(server_.gate().asked(), 1);
}

TEST_F(TlsTest, PlaintextIsRefused) {
  ExpectRefused(Ask(Connect(server_, grpc::InsecureChannelCredentials())));
}

// The two tests about PlainServer show that RawClient does try what the tests
// about our server see refused.
TEST_F(TlsTest, TheRawClientSpeaksOldTlsWhereItIsAllowed) {
  PlainServer other(authority_->Path("gateway.pem"),
                    authority_->Path("gateway.key"));
  RawClient client(Desk(), TLS1_2_VERSION, TLS1_2_VERSION);
  std::thread serving([&other] { other.ServeOne(); });
  EXPECT_EQ(client.Connect(other.port()).version, "TLSv1.2");
  serving.join();
}

TEST_F(TlsTest, TheRawClientResumesWhereItIsAllowed) {
  PlainServer other(authority_->Path("gateway.pem"),
                    authority_->Path("gateway.key"));
  RawClient client(Desk(), TLS1_3_VERSION, TLS1_3_VERSION);
  std::thread serving([&other] {
    other.ServeOne();
    other.ServeOne();
  });
  EXPECT_EQ(client.Connect(other.port()).tickets, 1);
  EXPECT_TRUE(client.Connect(other.port()).resumed);
  serving.join();
}

TEST_F(TlsTest, Tls13IsServed) {
  RawClient client(Desk(), TLS1_3_VERSION, TLS1_3_VERSION);
  const RawClient::Result result = client.Connect(server_.port());
  EXPECT_EQ(result.version, "TLSv1.3");
  EXPECT_TRUE(result.served);
}

TEST_F(TlsTest, OlderTlsIsRefused) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION}) {
    RawClient client(Desk(), version, version);
    SSL_CTX_set_security_level(client.context(), 0);
    EXPECT_FALSE(client.Connect(server_.port()).shook_hands) << version;
  }
  EXPECT_EQ(server_.gate().asked(), 0);
}

TEST_F(TlsTest, ARawClientWithoutCertificateIsNotServed) {
  RawClient client({authority_->Path("root.pem"), "", ""}, TLS1_3_VERSION,
                   TLS1_3_VERSION);
  EXPECT_FALSE(client.Connect(server_.port()).served);
}

TEST_F(TlsTest, ARevokedPeerCannotResumeAndIsRefusedAnew) {
  RawClient client(Desk(), TLS1_3_VERSION, TLS1_3_VERSION);
  const RawClient::Result first = client.Connect(server_.port());
  EXPECT_TRUE(first.served);
  EXPECT_EQ(first.tickets, 0);
  server_.gate().Deny(authority_->Read("desk.pem"));
  const RawClient::Result second = client.Connect(server_.port());
  EXPECT_FALSE(second.resumed);
  EXPECT_FALSE(second.served);
  EXPECT_EQ(server_.gate().asked(), 2);
}

crypto::Certificate Admissible() {
  crypto::Certificate certificate;
  certificate.uri_sans = {kDesk};
  certificate.client_auth = true;
  certificate.not_before = absl::FromUnixSeconds(1000);
  certificate.not_after = absl::FromUnixSeconds(2000);
  return certificate;
}

TEST(CheckPeerCertificateTest, EachRuleAloneRefuses) {
  const absl::Time now = absl::FromUnixSeconds(1500);
  EXPECT_THAT(CheckPeerCertificate(Admissible(), now), IsOk());
  const auto refused = StatusIs(absl::StatusCode::kUnauthenticated);
  crypto::Certificate bad = Admissible();
  bad.client_auth = false;
  EXPECT_THAT(CheckPeerCertificate(bad, now), refused);
  for (const std::vector<std::string>& uris :
       std::vector<std::vector<std::string>>{
           {}, {kDesk, kOther}, {"https://a.example"}}) {
    bad = Admissible();
    bad.uri_sans = uris;
    EXPECT_THAT(CheckPeerCertificate(bad, now), refused);
  }
  for (const int64_t second : {999, 2001}) {
    EXPECT_THAT(
        CheckPeerCertificate(Admissible(), absl::FromUnixSeconds(second)),
        refused);
  }
}

TEST_F(TlsTest, ACertificateThatExpiredByOurClockIsRefused) {
  class Later final : public Clock {
   public:
    absl::Time Now() const override {
      return absl::Now() + absl::Hours(24 * 400);
    }
  };
  const Later later;
  TlsServer server(
      {authority_->Path("gateway.pem"), authority_->Path("gateway.key"),
       authority_->Path("chain.pem")},
      later);
  const Reply answer =
      Ask(Connect(server, ClientCredentials(authority_->Read("root.pem"),
                                            authority_->Read("desk.pem"),
                                            authority_->Read("desk.key"))));
  EXPECT_FALSE(answer.status.ok());
  EXPECT_EQ(server.gate().asked(), 0);
}

}  // namespace
}  // namespace tasuki::tls
