// The yardstick: mutual TLS, one method, and nothing but the serializing of one
// message that was parsed before.
//   bare_server CERTIFICATE KEY CA RESPONSE PORT_FILE
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <filesystem>
#include <iostream>
#include <string>

#include "gateway/base/check.h"
#include "gateway/tls/tls_policy.h"
#include "tasuki/v1/case_service.grpc.pb.h"
#include "tests/files.h"

namespace tasuki::bench {
namespace {

class BareService final : public v1::CaseService::WithRawCallbackMethod_GetCase<
                              v1::CaseService::Service> {
 public:
  explicit BareService(const std::string& response) {
    CHECK(response_.ParseFromString(response));
  }

  grpc::ServerUnaryReactor* GetCase(grpc::CallbackServerContext* context,
                                    const grpc::ByteBuffer* /*request*/,
                                    grpc::ByteBuffer* response) override {
    bool own = false;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::SerializationTraits<v1::GetCaseResponse>::Serialize(
        response_, response, &own));
    return reactor;
  }

 private:
  v1::GetCaseResponse response_;
};

std::shared_ptr<grpc::ServerCredentials> Credentials(char** files) {
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_key_cert_pairs.push_back(
      {ReadFile(files[1]), ReadFile(files[0])});
  options.pem_root_certs = ReadFile(files[2]);
  return grpc::SslServerCredentials(options);
}

int Main(int count, char** arguments) {
  if (count != 6) return 2;
  tls::InstallTlsPolicy();
  BareService service(ReadFile(arguments[4]));
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("localhost:0", Credentials(arguments + 1), &port);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  CHECK(server != nullptr);
  WriteFile(std::string(arguments[5]) + ".new", std::to_string(port) + "\n");
  std::filesystem::rename(std::string(arguments[5]) + ".new", arguments[5]);
  server->Wait();
  return 0;
}

}  // namespace
}  // namespace tasuki::bench

int main(int count, char** arguments) {
  return tasuki::bench::Main(count, arguments);
}
