// A report always arrives: over real processes and mutual TLS, whatever is
// broken behind the intake.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "adapters/client/client.h"
#include "adapters/client/intake.h"
#include "adapters/client/profile.h"
#include "tests/certificates.h"
#include "tests/scenario/deployment.h"

namespace tasuki::scenario {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kCgc[] = "bodies/hokusei-cgc";

class ReportTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryDirectory>();
    deployment_ = std::make_unique<Deployment>(folder_->path().string());
    deployment_->StartIntake();
  }
  static void TearDownTestSuite() {
    deployment_.reset();
    folder_.reset();
  }
  // Each test begins and ends with everything running, and all delivered.
  void TearDown() override { EXPECT_EQ(Narratives(), sent_); }

  static v1::ClientProfile Profile(const std::string& actor) {
    const auto profile = client::LoadProfile(
        deployment_->Path(absl::StrCat("partners/", actor, "/profile.txtpb")));
    CHECK(profile.ok());
    return *profile;
  }

  static v1::ReportRequest Request(const std::string& narrative) {
    v1::ReportRequest request;
    request.mutable_content()->set_kind(v1::REPORT_KIND_CAPA_6);
    request.mutable_content()->set_recipient(kCgc);
    request.mutable_content()->set_narrative(narrative);
    request.set_request_id(absl::StrCat("of ", narrative));
    return request;
  }

  // Sends a report of somebody's, and notes that it has to arrive.
  static v1::ReportResponse Send(const std::string& narrative,
                                 const std::string& actor = "hospital") {
    const auto response =
        client::SendReport(Profile(actor), Request(narrative));
    EXPECT_TRUE(response.ok()) << response.status();
    if (!response.ok()) return {};
    EXPECT_THAT(response->report(), StartsWith("reports/"));
    // The addressed desk first, and never without a number.
    EXPECT_EQ(response->desks(0).party(), kCgc);
    EXPECT_GT(response->desks(0).phones_size(), 0);
    sent_.push_back(narrative);
    names_.push_back(response->report());
    return *response;
  }
  static void SendWhileAway(const std::string& narrative,
                            const std::string& actor = "hospital") {
    EXPECT_EQ(Send(narrative, actor).state(), v1::REPORT_STATE_QUEUED_FOR_HUMAN)
        << narrative;
  }

  static void WaitUntilDelivered() {
    v1::CheckReportRequest check;
    check.set_name(names_.back());
    const bool delivered = WaitUntil([&] {
      const auto response = client::CheckReport(Profile("hospital"), check);
      return response.ok() && response->state() == v1::REPORT_STATE_RECEIVED;
    });
    EXPECT_TRUE(delivered);
  }

  static std::unique_ptr<client::Client> Open(const std::string& actor) {
    auto opened = client::Client::Open(Profile(actor));
    CHECK(opened.ok());
    return *std::move(opened);
  }

  template <typename Request>
  static Request WithAccess() {
    Request request;
    request.mutable_access()->set_purpose(v1::PURPOSE_PROTECTION);
    return request;
  }

  // What lies on the desk of the guidance centre, in its order.
  static std::vector<v1::ReportHeader> Desk() {
    const auto cgc = Open("cgc");
    auto list = WithAccess<v1::ListReportsRequest>();
    list.set_page_size(100);
    const auto reply = cgc->Call(list);
    EXPECT_TRUE(reply.ok()) << reply.status;
    return {reply.response.reports().begin(), reply.response.reports().end()};
  }
  static std::vector<std::string> Narratives() {
    WaitUntilDelivered();
    const auto cgc = Open("cgc");
    std::vector<std::string> narratives;
    for (const v1::ReportHeader& header : Desk()) {
      auto get = WithAccess<v1::GetReportRequest>();
      get.set_name(header.name());
      narratives.push_back(cgc->Call(get).response.content().narrative());
    }
    return narratives;
  }

  static Outcome RunGateway() {
    return RunToEnd(
        {GatewayPath(), deployment_->Path("gateway/gateway.txtpb")});
  }
  static void KillIntake() {
    deployment_->intake().Kill();
    deployment_->StartIntake();
  }

  static inline std::unique_ptr<TemporaryDirectory> folder_;
  static inline std::unique_ptr<Deployment> deployment_;
  static inline std::vector<std::string> sent_, names_;
};

TEST_F(ReportTest, IsReceivedAtOnceWhereEverythingWorks) {
  EXPECT_EQ(Send("works").state(), v1::REPORT_STATE_RECEIVED);
  EXPECT_EQ(Desk().back().standing(), v1::SENDER_STANDING_KNOWN);
}

TEST_F(ReportTest, IsTakenWhileTheGatewayIsDownAndTheIntakeIsKilled) {
  deployment_->StopGateway();
  SendWhileAway("down 1");
  SendWhileAway("down 2", "npo");
  KillIntake();
  SendWhileAway("down 3");
  // Sent again, as if the answer had been lost: it is one report.
  const auto again = client::SendReport(Profile("npo"), Request("down 2"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->report(), names_[names_.size() - 2]);
  KillIntake();
  deployment_->StartGateway();
}

TEST_F(ReportTest, IsReadByAHumanWhileTheGatewayIsDown) {
  deployment_->StopGateway();
  SendWhileAway("read at the intake");
  const Outcome list = RunToEnd(
      {IntakePath(), "list", deployment_->Path("intake/intake.txtpb")});
  EXPECT_EQ(list.exit_code, 0);
  EXPECT_THAT(list.output, HasSubstr(names_.back()));
  EXPECT_THAT(list.output, HasSubstr("read at the intake"));
  EXPECT_THAT(list.output, HasSubstr("1 reports waiting"));
  deployment_->StartGateway();
}

// The gateway's process may make no file larger than 64 KiB: its first writes
// succeed, then the disk takes nothing more, in the middle of a commit.
TEST_F(ReportTest, IsTakenWhileTheDiskOfTheGatewayIsFull) {
  deployment_->StopGateway();
  deployment_->StartGateway(
      {"/bin/bash", "-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "full"});
  v1::ReportState state = v1::REPORT_STATE_RECEIVED;
  for (int i = 0; i < 50 && state == v1::REPORT_STATE_RECEIVED; ++i) {
    state = Send(absl::StrCat("full ", i)).state();
  }
  EXPECT_EQ(state, v1::REPORT_STATE_QUEUED_FOR_HUMAN);
  EXPECT_TRUE(WaitUntil([&] { return !deployment_->gateway().IsRunning(); }));
  EXPECT_THAT(ReadFile(deployment_->Path("gateway/messages.txt")),
              HasSubstr("the disk failed or is full"));
  SendWhileAway("still full");
  // Space was made, and the machine booted, which clears the mark.
  fs::remove(deployment_->Path("gateway/data/anchor.suspect"));
  deployment_->StartGateway();
}

// A policy file that is broken: `init` makes nothing of it, and a gateway
// without data refuses to start.
TEST_F(ReportTest, IsTakenWhileThePolicyFileIsBroken) {
  deployment_->StopGateway();
  const fs::path data = deployment_->Path("gateway/data");
  const fs::path aside = deployment_->Path("gateway/aside");
  fs::rename(data, aside);
  const std::string pack = deployment_->Path("gateway/broken.txtpb");
  WriteFile(pack, "grants { id: \"G\" citation: \"c\" level: \"EVERYTHING\" }");
  const Outcome init =
      RunToEnd({CommandPath(), "init",
                deployment_->Path("gateway/gateway.txtpb"), "--directory",
                deployment_->Path("gateway/directory.txtpb"), "--pack", pack});
  EXPECT_NE(init.exit_code, 0);
  EXPECT_EQ(RunGateway().exit_code, 1);
  SendWhileAway("policy 1");
  KillIntake();
  SendWhileAway("policy 2");
  fs::remove_all(data);
  fs::rename(aside, data);
  deployment_->StartGateway();
}

TEST_F(ReportTest, IsTakenWhileTheGateRefusesARolledBackDatabase) {
  deployment_->StopGateway();
  const fs::path database = deployment_->Path("gateway/data/tasuki.db");
  const fs::path old = deployment_->Path("gateway/old.db");
  const fs::path newest = deployment_->Path("gateway/newest.db");
  fs::copy_file(database, old);
  deployment_->StartGateway();
  // Many enough that a checkpoint covers some of them.
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(Send(absl::StrCat("before ", i)).state(),
              v1::REPORT_STATE_RECEIVED);
  }
  deployment_->StopGateway();
  fs::rename(database, newest);
  fs::copy_file(old, database);
  const Outcome refused = RunGateway();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.errors, HasSubstr("older than what was published"));
  SendWhileAway("gate 1");
  SendWhileAway("gate 2", "npo");
  fs::rename(newest, database);
  deployment_->StartGateway();
}

TEST_F(ReportTest, IsTakenOfOneWhomTheGatewayRefuses) {
  const auto officer = Open("officer");
  v1::ImportCrlRequest import;
  import.mutable_access()->set_purpose(v1::PURPOSE_OVERSIGHT);
  import.set_crl_pem(deployment_->Revoke("agency"));
  import.set_request_id(client::NewRequestId());
  EXPECT_TRUE(officer->Call(import).ok());
  EXPECT_FALSE(Open("agency")->Call(WithAccess<v1::ListCasesRequest>()).ok());
  EXPECT_EQ(Send("revoked", "agency").state(), v1::REPORT_STATE_RECEIVED);
  EXPECT_EQ(Desk().back().standing(), v1::SENDER_STANDING_REVOKED);
}

TEST_F(ReportTest, TheCommandSendsListsReadsAndTakes) {
  const Outcome sent = deployment_->Command(
      "hospital",
      {"report", "send", "--to", kCgc, "--kind", "CAPA_6", "--urgency",
       "IMMEDIATE", "--narrative", "by command", "--phone", "059-1"});
  ASSERT_EQ(sent.exit_code, 0) << sent.errors;
  EXPECT_THAT(sent.output, HasSubstr("RECEIVED"));
  EXPECT_THAT(sent.output, HasSubstr("189"));
  const std::string name = Desk().back().name();
  sent_.emplace_back("by command");
  names_.push_back(name);
  const auto cgc = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all = {"--purpose", "PROTECTION", "report"};
    all.insert(all.end(), words.begin(), words.end());
    return deployment_->Command("cgc", all);
  };
  EXPECT_THAT(cgc({"list", "--waiting", "--page-size", "100"}).output,
              HasSubstr(name));
  EXPECT_THAT(cgc({"get", name}).output, HasSubstr("by command"));
  EXPECT_EQ(cgc({"take", name}).exit_code, 0);
  EXPECT_THAT(cgc({"list", "--waiting", "--page-size", "100"}).output,
              Not(HasSubstr(name)));
  EXPECT_THAT(cgc({"list", "--page-size", "100"}).output, HasSubstr("TAKEN"));
}

TEST_F(ReportTest, WithoutAnIntakeTheCommandSaysToPhone) {
  deployment_->intake().Stop();
  const Outcome sent = deployment_->Command(
      "hospital", {"report", "send", "--to", kCgc, "--narrative", "nobody"});
  EXPECT_EQ(sent.exit_code, 5);
  EXPECT_THAT(sent.errors, HasSubstr("189"));
  EXPECT_THAT(sent.errors, HasSubstr("110"));
  deployment_->StartIntake();
}

TEST_F(ReportTest, AForeignCertificateGetsNoConnection) {
  TestAuthority foreign;
  foreign.Issue("desk",
                {"spiffe://tasuki.example/body/ob-hospital/system/desk"});
  v1::ClientProfile profile = Profile("hospital");
  profile.set_certificate_file(foreign.Path("desk.pem"));
  profile.set_key_file(foreign.Path("desk.key"));
  EXPECT_FALSE(client::SendReport(profile, Request("foreign")).ok());
}

TEST_F(ReportTest, NothingOfAReportIsInALogOfTheIntake) {
  deployment_->StopGateway();
  SendWhileAway("marker-narrative");
  deployment_->StartGateway();
  WaitUntilDelivered();
  const std::string log = ReadFile(deployment_->Path("intake/messages.txt"));
  EXPECT_THAT(log, HasSubstr("intake_alarm"));
  EXPECT_THAT(log, Not(HasSubstr("marker")));
  EXPECT_THAT(log, Not(HasSubstr("reports/")));
  EXPECT_THAT(log, Not(HasSubstr("ob-hospital")));
}

}  // namespace
}  // namespace tasuki::scenario
