// The client against a server that answers what a test says, over mutual TLS.

#include "adapters/client/client.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "tasuki/v1/error_status.pb.h"
#include "tests/certificates.h"
#include "tests/status_matchers.h"

namespace tasuki::client {
namespace {

// Answers every call with the same bytes or status, and keeps the assertions.
class CannedService final : public grpc::CallbackGenericService {
 public:
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    const auto found = context->client_metadata().find(kAssertionKey);
    if (found != context->client_metadata().end()) {
      assertions.emplace_back(found->second.data(), found->second.size());
    }
    return new Reactor(response, status);
  }

  std::string response;
  grpc::Status status;
  std::vector<std::string> assertions;

 private:
  class Reactor final : public grpc::ServerGenericBidiReactor {
   public:
    Reactor(const std::string& response, grpc::Status status)
        : status_(std::move(status)), slice_(response), sent_(&slice_, 1) {
      StartRead(&received_);
    }
    void OnReadDone(bool) override {
      if (!status_.ok()) return Finish(status_);
      StartWriteAndFinish(&sent_, grpc::WriteOptions(), status_);
    }
    void OnDone() override { delete this; }

   private:
    const grpc::Status status_;
    grpc::Slice slice_;
    grpc::ByteBuffer received_, sent_;
  };
};

class ClientTest : public ::testing::Test {
 protected:
  ClientTest() {
    ca_.Issue("gateway", {"--server", "localhost"});
    ca_.Issue("desk", {"spiffe://tasuki.example/body/sos-npo/system/desk"});
    ca_.MakeStaffKey("p-npo-1");
    StartServer();
  }
  ~ClientTest() override { server_->Shutdown(); }

  void StartServer() {
    grpc::SslServerCredentialsOptions options(
        GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    options.pem_root_certs = ca_.Read("chain.pem");
    options.pem_key_cert_pairs = {
        {ca_.Read("gateway.key"), ca_.Read("gateway.pem")}};
    grpc::ServerBuilder builder;
    builder.AddListeningPort("localhost:0", grpc::SslServerCredentials(options),
                             &port_);
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
  }

  v1::ClientProfile Profile() const {
    v1::ClientProfile profile;
    profile.set_target(absl::StrCat("localhost:", port_));
    profile.set_certificate_file(ca_.Path("desk.pem"));
    profile.set_key_file(ca_.Path("desk.key"));
    profile.set_ca_file(ca_.Path("root.pem"));
    profile.set_person("p-npo-1");
    profile.set_party("bodies/sos-npo");
    profile.set_role(v1::ROLE_NPO_COUNSEL);
    profile.set_staff_key_file(ca_.Path("staff/p-npo-1.key"));
    profile.set_trust_domain("tasuki.example");
    profile.set_evidence_folder((folder_.path() / "evidence").string());
    return profile;
  }

  static v1::Evidence SomeEvidence() {
    v1::Evidence evidence;
    evidence.set_leaf_hash(std::string(32, 'l'));
    evidence.set_opening_secret(std::string(64, 's'));
    return evidence;
  }

  TestAuthority ca_;
  TemporaryDirectory folder_;
  CannedService service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(ClientTest, DataWithoutEvidenceIsThrownAway) {
  const auto client = *Client::Open(Profile());
  v1::GetCaseResponse response;
  response.mutable_case_()->set_name("cases/x");
  service_.response = response.SerializeAsString();
  const auto none = client->Call(v1::GetCaseRequest());
  EXPECT_THAT(none.status, StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_EQ(none.response.ByteSizeLong(), 0u);

  // A hash without what opens it proves nothing.
  v1::Evidence& evidence = *response.mutable_disclosure()->add_evidence();
  evidence.set_leaf_hash(std::string(32, 'l'));
  service_.response = response.SerializeAsString();
  EXPECT_THAT(client->Call(v1::GetCaseRequest()).status,
              StatusIs(absl::StatusCode::kDataLoss));

  evidence = SomeEvidence();
  service_.response = response.SerializeAsString();
  const auto proved = client->Call(v1::GetCaseRequest());
  EXPECT_THAT(proved.status, IsOk());
  EXPECT_EQ(proved.response.case_().name(), "cases/x");
}

TEST_F(ClientTest, EvidenceOfAnswersAndRefusalsIsKept) {
  const auto client = *Client::Open(Profile());
  v1::RefusalDetail detail;
  detail.set_code(v1::REFUSAL_CODE_CONSENT_ABSENT);
  *detail.add_evidence() = SomeEvidence();
  v1::ErrorStatus error;
  error.add_details()->PackFrom(detail);
  service_.status = grpc::Status(grpc::StatusCode::FAILED_PRECONDITION,
                                 "refused", error.SerializeAsString());
  const auto reply = client->Call(v1::SendMessageRequest());
  EXPECT_THAT(reply.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(reply.refusal.code(), v1::REFUSAL_CODE_CONSENT_ABSENT);
  const auto kept = client->evidence().List();
  ASSERT_THAT(kept, IsOk());
  ASSERT_EQ(kept->size(), 1u);
  EXPECT_EQ(kept->front().method(), "/tasuki.v1.MessageService/SendMessage");
  EXPECT_EQ(kept->front().evidence().opening_secret(), std::string(64, 's'));
}

TEST_F(ClientTest, WritesHaveNewAssertionsAndReadsShareOne) {
  const auto client = *Client::Open(Profile());
  for (int i = 0; i < 2; ++i) {
    client->Call(v1::GetCaseRequest());
    client->Call(v1::OpenCaseRequest());
  }
  ASSERT_EQ(service_.assertions.size(), 4u);
  EXPECT_EQ(service_.assertions[0], service_.assertions[2]);
  EXPECT_EQ(std::set<std::string>(service_.assertions.begin(),
                                  service_.assertions.end())
                .size(),
            3u);
}

TEST_F(ClientTest, AServerOfAnotherAuthorityIsNotBelieved) {
  const TestAuthority other;
  v1::ClientProfile profile = Profile();
  profile.set_ca_file(other.Path("root.pem"));
  const auto client = *Client::Open(profile);
  EXPECT_THAT(client->Call(v1::GetCaseRequest()).status,
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST(EvidenceStoreTest, DamagedEvidenceIsReported) {
  const TemporaryDirectory folder;
  auto store = *EvidenceStore::Open(folder.path().string());
  v1::KeptEvidence kept;
  kept.mutable_evidence()->set_leaf_hash(std::string(32, 'l'));
  ASSERT_THAT(store.Keep(kept), IsOk());
  ASSERT_THAT(store.List(), IsOk());
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    kept.mutable_evidence()->set_leaf_hash(std::string(32, 'm'));
    WriteFile(entry.path(), kept.SerializeAsString());
  }
  EXPECT_THAT(store.List(), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(MethodTest, EveryRpcIsFoundByItsRequest) {
  // As many as Rpc<> of adapters/client/method.h knows.
  EXPECT_EQ(AllMethods().size(), 91u);
  for (const auto* method : AllMethods()) {
    EXPECT_EQ(MethodOf(method->input_type()), method) << method->full_name();
  }
}

}  // namespace
}  // namespace tasuki::client
