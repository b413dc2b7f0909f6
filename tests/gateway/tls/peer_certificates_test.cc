#include "gateway/tls/peer_certificates.h"

#include "tests/gateway/tls/tls_server.h"
#include "tests/status_matchers.h"

namespace tasuki::tls {
namespace {

// What the handlers would see if somebody ever opened a plaintext port.
TEST(PeerCertificatesTest, AConnectionWithoutCertificateIsNobody) {
  WhoService service;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterCallbackGenericService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  ASSERT_NE(server, nullptr);
  const Reply answer = Ask(grpc::CreateChannel(
      absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_EQ(answer.bytes, "nobody");
  server->Shutdown(std::chrono::system_clock::now());
}

}  // namespace
}  // namespace tasuki::tls
