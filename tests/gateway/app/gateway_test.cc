#include "gateway/app/gateway.h"

#include <sys/wait.h>

#include <cstdlib>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "gateway/app/config.h"
#include "tests/certificates.h"
#include "tests/gateway/app/waiting_message.h"
#include "tests/gateway/server/scrape.h"
#include "tests/status_matchers.h"

namespace tasuki::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class GatewayTest : public ::testing::Test {
 protected:
  GatewayTest() { authority_.IssueGateway(); }

  v1::GatewayConfig Config() const {
    const auto config = ParseConfig(
        Path("gateway.txtpb"),
        absl::StrCat("data_directory: 'data' port_file: 'port'\n",
                     "log_origin: 'localhost/test/audit/1'\n",
                     "listen_address: '127.0.0.1:0'\n", "certificate_file: '",
                     authority_.Path("gateway.pem"), "'\nkey_file: '",
                     authority_.Path("gateway.key"), "'\nclient_ca_file: '",
                     authority_.Path("chain.pem"), "'\n"));
    CHECK(config.ok());
    return *config;
  }
  void MakeStore(const v1::GatewayConfig& config) const {
    store::StoreOptions options;
    options.directory = config.data_directory();
    options.origin = config.log_origin();
    options.padding = config.padding();
    ASSERT_THAT(store::Store::Create(options), IsOk());
  }
  std::string Path(absl::string_view name) const {
    return (directory_.path() / std::string(name)).string();
  }
  static void OnDataLoss() { FAIL() << "no data was lost"; }

  TestAuthority authority_;
  TemporaryDirectory directory_;
  std::ostringstream lines_;
  std::unique_ptr<server::EventLog> log_ =
      std::make_unique<server::EventLog>(lines_);
};

TEST_F(GatewayTest, ThePortFileIsThereExactlyWhileTheGatewayServes) {
  const v1::GatewayConfig config = Config();
  MakeStore(config);
  WriteFile(Path("port"), "port of a process that is gone\n");
  auto gateway = Gateway::Start(config, *log_, OnDataLoss);
  ASSERT_THAT(gateway, IsOk());
  EXPECT_GT((*gateway)->port(), 0);
  EXPECT_EQ(ReadFile(Path("port")), absl::StrCat((*gateway)->port(), "\n"));
  EXPECT_THAT((*gateway)->Stop(/*publish=*/true), IsOk());
  EXPECT_FALSE(std::filesystem::exists(Path("port")));
  EXPECT_THAT((*gateway)->Stop(/*publish=*/true), IsOk());
  // The store is closed: it can be opened again.
  EXPECT_THAT(Gateway::Start(config, *log_, OnDataLoss), IsOk());
  log_.reset();
  EXPECT_THAT(lines_.str(), HasSubstr("serving"));
  EXPECT_THAT(lines_.str(), HasSubstr("stopped"));
}

TEST_F(GatewayTest, MetricsAreThereForWhoeverIsOnTheMachine) {
  v1::GatewayConfig config = Config();
  config.set_metrics_address("127.0.0.1:0");
  config.set_metrics_port_file(Path("metrics"));
  MakeStore(config);
  auto gateway = Gateway::Start(config, *log_, OnDataLoss);
  ASSERT_THAT(gateway, IsOk());
  const int port = (*gateway)->metrics_port();
  EXPECT_EQ(ReadFile(Path("metrics")), absl::StrCat(port, "\n"));
  const std::string page = server::Scrape(port);
  for (const char* name :
       {"tasuki_calls_in_flight 0", "tasuki_commit_waiting 0",
        "tasuki_kept_rows_bytes 0", "tasuki_break_glass_waiting 0",
        "tasuki_break_glass_overdue 0", "tasuki_commit_seconds_count ",
        "tasuki_checkpoint_timestamp_seconds 1",
        "tasuki_events_total{event=\"serving\"} "}) {
    EXPECT_THAT(page, HasSubstr(absl::StrCat("\n", name)));
  }
  EXPECT_THAT((*gateway)->Stop(/*publish=*/true), IsOk());
  EXPECT_FALSE(std::filesystem::exists(Path("metrics")));
}

// The first round begins with the gateway, and its end waits for that.
TEST_F(GatewayTest, WhatIsLateWhenItStartsIsToldToThePager) {
  v1::GatewayConfig config = Config();
  config.set_urgent_notice_file(Path("notices"));
  {
    store::StoreOptions options;
    options.directory = config.data_directory();
    options.origin = config.log_origin();
    options.padding = config.padding();
    const auto store = store::Store::Create(options);
    ASSERT_THAT(store, IsOk());
    EnterWaitingMessage((*store)->ledger(), absl::FromUnixSeconds(0));
  }
  auto gateway = Gateway::Start(config, *log_, OnDataLoss);
  ASSERT_THAT(gateway, IsOk());
  EXPECT_THAT((*gateway)->Stop(/*publish=*/false), IsOk());
  EXPECT_THAT(ReadFile(Path("notices")),
              HasSubstr(R"("why":"LATE","time":"1970-01-02T00:00:00Z"})"));
  log_.reset();
  EXPECT_THAT(lines_.str(), Not(HasSubstr("urgent_notice_alarm")));
}

TEST_F(GatewayTest, AFailedStartLeavesNoPortFileAndLetsTheStoreGo) {
  v1::GatewayConfig config = Config();
  MakeStore(config);
  WriteFile(Path("port"), "port of a process that is gone\n");
  config.set_key_file(authority_.Path("root.key"));
  EXPECT_THAT(Gateway::Start(config, *log_, OnDataLoss),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_FALSE(std::filesystem::exists(Path("port")));
  EXPECT_THAT(Gateway::Start(Config(), *log_, OnDataLoss), IsOk());
}

TEST_F(GatewayTest, WithoutAStoreNothingIsServed) {
  EXPECT_THAT(Gateway::Start(Config(), *log_, OnDataLoss), Not(IsOk()));
  EXPECT_FALSE(std::filesystem::exists(Path("port")));
}

int ExitCodeOf(const std::string& command) {
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(GatewayTest, BadUsageAndBadConfigurationHaveAnExitCodeOfTheirOwn) {
  const std::string program =
      absl::StrCat("'", TASUKI_GATEWAY, "' ", "2>'", Path("errors"), "' ");
  EXPECT_EQ(ExitCodeOf(program), 2);
  EXPECT_THAT(ReadFile(Path("errors")), HasSubstr("CONFIG.txtpb"));
  EXPECT_EQ(ExitCodeOf(program + Path("absent.txtpb")), 2);
  WriteFile(Path("bad.txtpb"), "SENTINEL: 1");
  EXPECT_EQ(ExitCodeOf(program + Path("bad.txtpb")), 2);
  EXPECT_THAT(ReadFile(Path("errors")), HasSubstr("bad.txtpb:1: "));
  EXPECT_THAT(ReadFile(Path("errors")), Not(HasSubstr("SENTINEL")));
}

TEST_F(GatewayTest, AGatewayThatCannotServeSaysWhyAndExits) {
  WriteFile(Path("g.txtpb"),
            absl::StrCat("data_directory: 'absent'\nlog_origin: 'l/t/a/1'\n"
                         "listen_address: '127.0.0.1:0'\n"
                         "certificate_file: 'c' key_file: 'k'\n"
                         "client_ca_file: 'a'\n"));
  EXPECT_EQ(ExitCodeOf(absl::StrCat("'", TASUKI_GATEWAY, "' '", Path("g.txtpb"),
                                    "' 2>'", Path("errors"), "'")),
            1);
  EXPECT_THAT(ReadFile(Path("errors")), HasSubstr("cannot start"));
}

}  // namespace
}  // namespace tasuki::app
