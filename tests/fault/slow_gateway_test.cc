// A whole gateway on a disk that does not answer: callers with deadlines get
// theirs, a flood is turned away, connections open, nobody is disclosed
// anything; and when the disk is back, all of it is as if nothing had been.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "adapters/client/connection.h"
#include "adapters/client/profile.h"
#include "gateway/app/config.h"
#include "gateway/app/gateway.h"
#include "gateway/base/check.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/fault/held_disk.h"
#include "tests/fault/partner_ledger.h"
#include "tests/scenario/deployment.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::fault {
namespace {

constexpr int kCallsPerCertificate = 256;  // docs/operations/gateway.md

class SlowGatewayTest : public ::testing::Test {
 protected:
  // In this process, since the disk is held here.
  SlowGatewayTest() {
    CHECK(deployment_.StopGateway() == 0);
    const auto config =
        app::LoadConfig(deployment_.Path("gateway/gateway.txtpb"));
    CHECK(config.ok());
    auto gateway = app::Gateway::Start(*config, log_, [] { CHECK(false); });
    CHECK(gateway.ok());
    gateway_ = *std::move(gateway);
  }

  // Her certificate is her own, so that nothing need be signed for a call.
  std::unique_ptr<client::Connection> ConnectMidwife() const {
    const auto profile =
        client::LoadProfile(deployment_.Path("partners/midwife/profile.txtpb"));
    CHECK(profile.ok());
    auto connection = client::Connection::Open(*profile);
    CHECK(connection.ok());
    return *std::move(connection);
  }
  static absl::Status Ask(client::Connection& connection,
                          absl::Duration patience) {
    v1::ListMessagesRequest request;
    request.mutable_access()->set_purpose(v1::PURPOSE_SUPPORT);
    return connection
        .Call("/tasuki.v1.MessageService/ListMessages",
              request.SerializeAsString(), "", patience)
        .status;
  }

  const TemporaryDirectory folder_;
  scenario::Deployment deployment_{folder_.path().string()};
  std::ostringstream lines_;
  server::EventLog log_{lines_};
  std::unique_ptr<app::Gateway> gateway_;
};

TEST_F(SlowGatewayTest, DeadlinesHoldAndNothingIsAnsweredBeforeTheSync) {
  const auto connection = ConnectMidwife();
  ASSERT_THAT(Ask(*connection, absl::Seconds(30)), IsOk());
  HeldDisk disk("-wal");
  EXPECT_THAT(Ask(*connection, absl::Milliseconds(500)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_TRUE(disk.AwaitSync());
  // A handshake reads, and so it goes on; the call behind it waits.
  EXPECT_THAT(Ask(*ConnectMidwife(), absl::Seconds(2)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  std::atomic<bool> answered = false;
  std::thread patient([&] {
    EXPECT_THAT(Ask(*connection, absl::Minutes(2)), IsOk());
    answered = true;
  });
  EXPECT_THAT(Ask(*ConnectMidwife(), absl::Milliseconds(500)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_FALSE(answered);
  disk.LetGo();
  patient.join();
  EXPECT_TRUE(answered);
}

TEST_F(SlowGatewayTest, FloodIsTurnedAwayWhileTheDiskStandsStill) {
  constexpr int kTooMany = 10;
  // More than one: a connection has 256 streams, and the rest waits there.
  const std::unique_ptr<client::Connection> connections[] = {
      ConnectMidwife(), ConnectMidwife(), ConnectMidwife()};
  for (const auto& connection : connections) {
    ASSERT_THAT(Ask(*connection, absl::Seconds(30)), IsOk());
  }
  absl::Mutex mutex;
  std::map<absl::StatusCode, int> answers;
  int so_far = 0;
  HeldDisk disk("-wal");
  std::vector<std::thread> callers;
  for (int i = 0; i < kCallsPerCertificate + kTooMany; ++i) {
    callers.emplace_back([&, i] {
      const absl::Status status = Ask(*connections[i % 3], absl::Minutes(2));
      absl::MutexLock lock(&mutex);
      ++answers[status.code()];
      ++so_far;
    });
  }
  {
    absl::MutexLock lock(&mutex);
    EXPECT_TRUE(mutex.AwaitWithTimeout(
        absl::Condition(
            +[](int* so_far) { return *so_far >= kTooMany; }, &so_far),
        absl::Minutes(1)));
    EXPECT_EQ(answers[absl::StatusCode::kResourceExhausted], so_far);
  }
  disk.LetGo();
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(answers[absl::StatusCode::kOk], kCallsPerCertificate);
  EXPECT_EQ(answers[absl::StatusCode::kResourceExhausted], kTooMany);
}

// Partners work while the disk stops and goes, and find all that they got.
TEST_F(SlowGatewayTest, WorkGoesOnWhenTheDiskIsBack) {
  std::vector<std::unique_ptr<PartnerLedger>> partners;
  std::vector<std::thread> threads;
  std::atomic<int64_t> answers = 0;
  for (const char* actor : {"npo", "mh", "cgc"}) {
    partners.push_back(std::make_unique<PartnerLedger>(
        deployment_.Path(absl::StrCat("partners/", actor, "/profile.txtpb"))));
    partners.back()->Connect();
    threads.emplace_back([&answers, partner = partners.back().get()] {
      EXPECT_THAT(partner->WorkUntilGone(answers), IsOk());
    });
  }
  for (int stop = 0; stop < 5; ++stop) {
    const int64_t before = answers;
    EXPECT_TRUE(scenario::WaitUntil([&] { return answers > before + 3; }));
    const HeldDisk disk("-wal");
    EXPECT_TRUE(disk.AwaitSync());
  }
  // The drain answers what is open; then the partners are alone.
  EXPECT_THAT(gateway_->Stop(/*publish=*/true), IsOk());
  for (std::thread& thread : threads) thread.join();
  gateway_.reset();
  deployment_.StartGateway();
  for (const auto& partner : partners) {
    partner->Connect();
    absl::Status status;
    (void)scenario::WaitUntil([&] {
      status = partner->CheckAll();
      return !absl::IsUnavailable(status);
    });
    EXPECT_THAT(status, IsOk());
  }
}

}  // namespace
}  // namespace tasuki::fault
