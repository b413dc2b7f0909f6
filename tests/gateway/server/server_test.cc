#include "gateway/server/server.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <thread>

#include "tests/gateway/server/served_contract.h"

namespace tasuki::server {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAreArray;

constexpr char kGetCase[] = "/tasuki.v1.CaseService/GetCase";

const TestAuthority& Authority() {
  static const auto* const authority = [] {
    auto* made = new TestAuthority;
    made->IssueGateway();
    made->Issue("desk",
                {"spiffe://tasuki.example/body/kuwana-city/system/desk"});
    return made;
  }();
  return *authority;
}

// "/tasuki.v1.CaseService/GetCase" of every rpc in the .proto files: what is
// promised, whatever the program has linked.
std::vector<std::string> MethodsInTheSource() {
  const std::regex declaration(R"(\n(service|  rpc) (\w+))");
  std::vector<std::string> methods;
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(TASUKI_SOURCE_DIR) / "protos/tasuki/v1")) {
    // Served by a process of its own, which needs no gateway.
    if (file.path().filename() == "intake_service.proto") continue;
    const std::string text = ReadFile(file.path());
    std::string service;
    for (std::sregex_iterator match(text.begin(), text.end(), declaration), end;
         match != end; ++match) {
      if ((*match)[1] == "service") {
        service = (*match)[2];
      } else {
        methods.push_back(
            absl::StrCat("/tasuki.v1.", service, "/", (*match)[2].str()));
      }
    }
  }
  return methods;
}

std::vector<std::string> MethodsInTheContract() {
  std::vector<std::string> methods;
  for (const auto* service : Contract()) {
    for (int i = 0; i < service->method_count(); ++i) {
      methods.push_back(absl::StrCat("/", service->full_name(), "/",
                                     service->method(i)->name()));
    }
  }
  return methods;
}

class ServerTest : public ::testing::Test {
 protected:
  ServedContract served_{Authority()};
  std::shared_ptr<grpc::Channel> desk_ = served_.ConnectAs("desk");
};

TEST_F(ServerTest, EveryMethodThatAProtoFileDeclaresIsServed) {
  ASSERT_GT(MethodsInTheSource().size(), 20u);
  EXPECT_THAT(MethodsInTheContract(),
              UnorderedElementsAreArray(MethodsInTheSource()));
  served_.exchange().AnswerWith(
      {absl::UnauthenticatedError("certificate is not registered"), "", ""});
  for (const std::string& method : MethodsInTheSource()) {
    const Reply reply = PendingCall(desk_, method, "").Wait();
    EXPECT_EQ(reply.status.error_code(), grpc::UNAUTHENTICATED) << method;
    EXPECT_EQ(served_.exchange().seen().back().method, method);
  }
}

TEST_F(ServerTest, AMethodThatDoesNotExistIsUnimplemented) {
  const Reply reply =
      PendingCall(desk_, "/tasuki.v1.CaseService/DeleteCase", "").Wait();
  EXPECT_EQ(reply.status.error_code(), grpc::UNIMPLEMENTED);
  EXPECT_TRUE(served_.exchange().seen().empty());
}

TEST_F(ServerTest, AbsentAndWithheldAreTheSameToTheByteForEveryMethod) {
  for (const std::string& method : MethodsInTheContract()) {
    served_.exchange().AnswerWith({absl::NotFoundError("no such row"), "", ""});
    const Reply absent = PendingCall(desk_, method, "").Wait();
    served_.exchange().AnswerWith({absl::NotFoundError("withheld"), "", ""});
    const Reply withheld = PendingCall(desk_, method, "").Wait();
    EXPECT_EQ(absent.status.error_code(), grpc::NOT_FOUND);
    EXPECT_EQ(absent.status.error_message(), withheld.status.error_message());
    EXPECT_EQ(absent.status.error_details(), withheld.status.error_details());
    EXPECT_EQ(absent.trailers, withheld.trailers);
  }
}

TEST_F(ServerTest, ARequestOfMoreThanOneMebibyteIsRefusedUnread) {
  const Reply large =
      PendingCall(desk_, kGetCase, std::string((1 << 20) + 1, 'x')).Wait();
  EXPECT_EQ(large.status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(served_.exchange().seen().empty());
  EXPECT_TRUE(PendingCall(desk_, kGetCase, std::string(1 << 20, 'x'))
                  .Wait()
                  .status.ok());
}

TEST_F(ServerTest, CompressedRequestsAreRefused) {
  const Reply reply = PendingCall(desk_, kGetCase, std::string(9999, 'x'), {},
                                  GRPC_COMPRESS_GZIP)
                          .Wait();
  EXPECT_EQ(reply.status.error_code(), grpc::UNIMPLEMENTED);
  EXPECT_TRUE(served_.exchange().seen().empty());
}

TEST_F(ServerTest, HealthKnowsEveryServiceByName) {
  std::vector<std::string> names = {""};
  for (const auto* service : Contract()) names.push_back(service->full_name());
  for (const std::string& name : names) {
    // HealthCheckRequest.service = 1; HealthCheckResponse.status = 1, SERVING.
    std::string request = "\x0a";
    request += static_cast<char>(name.size());
    request += name;
    const Reply reply =
        PendingCall(desk_, "/grpc.health.v1.Health/Check", request).Wait();
    EXPECT_TRUE(reply.status.ok()) << name;
    EXPECT_EQ(reply.bytes, "\x08\x01") << name;
  }
}

TEST_F(ServerTest, ReflectionDescribesEveryService) {
  constexpr char kReflection[] =
      "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
  // ServerReflectionRequest.list_services = 7.
  const Reply list =
      PendingCall(desk_, kReflection, std::string("\x3a\x00", 2)).Wait();
  ASSERT_TRUE(list.status.ok()) << list.status.error_message();
  for (const auto* service : Contract()) {
    EXPECT_THAT(list.bytes, HasSubstr(service->full_name()));
    // ServerReflectionRequest.file_containing_symbol = 4.
    std::string request = "\x22";
    request += static_cast<char>(service->full_name().size());
    request += service->full_name();
    const Reply file = PendingCall(desk_, kReflection, request).Wait();
    EXPECT_THAT(file.bytes, HasSubstr(service->file()->name()));
    EXPECT_THAT(file.bytes, HasSubstr(service->method(0)->name()));
  }
}

TEST_F(ServerTest, ReflectionAndHealthAreForAdmittedCertificatesOnly) {
  served_.Admit(absl::UnauthenticatedError("certificate is denied"));
  const auto refused = served_.ConnectAs("desk");
  for (const char* method :
       {"/grpc.health.v1.Health/Check",
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        kGetCase}) {
    EXPECT_EQ(PendingCall(refused, method, "").Wait().status.error_code(),
              grpc::UNAVAILABLE);
  }
  EXPECT_TRUE(served_.exchange().seen().empty());
  const std::string log = served_.TakeLog();
  EXPECT_THAT(log, HasSubstr("connection_refused"));
  EXPECT_THAT(log, HasSubstr("bodies/kuwana-city"));
}

TEST_F(ServerTest, EveryHandshakeAsksAgain) {
  EXPECT_TRUE(PendingCall(desk_, kGetCase, "").Wait().status.ok());
  served_.Admit(absl::UnauthenticatedError("certificate is denied"));
  EXPECT_EQ(PendingCall(served_.ConnectAs("desk"), kGetCase, "")
                .Wait()
                .status.error_code(),
            grpc::UNAVAILABLE);
  served_.Admit(absl::OkStatus());
  EXPECT_TRUE(
      PendingCall(served_.ConnectAs("desk"), kGetCase, "").Wait().status.ok());
}

TEST_F(ServerTest, DrainingLetsCallsInProgressFinishAndTakesNoMore) {
  served_.exchange().Hold();
  PendingCall call(desk_, kGetCase, "");
  const auto held = served_.exchange().TakeHeld(1);
  std::thread drain([this] { served_.server().Drain(absl::Minutes(1)); });
  // Refused once the drain has begun; until then it is answered.
  while (
      PendingCall(served_.ConnectAs("desk"), kGetCase, "").Wait().status.ok()) {
  }
  held.at(0)({absl::OkStatus(), "finished", ""});
  EXPECT_EQ(call.Wait().bytes, "finished");
  drain.join();
}

TEST_F(ServerTest, APortThatIsTakenIsRefused) {
  SystemClock clock;
  std::ostringstream lines;
  EventLog log(lines);
  Reception reception([](auto, const auto&, auto, auto) {}, clock, log, {});
  const auto second =
      Server::Start(absl::StrCat("127.0.0.1:", served_.server().port()),
                    grpc::InsecureServerCredentials(), reception);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace tasuki::server
