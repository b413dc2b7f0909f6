// The gateway is killed under load and started again, over and over: partners
// find everything that they were answered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/store/store.h"
#include "tests/fault/fault_store.h"
#include "tests/fault/partner_ledger.h"
#include "tests/scenario/deployment.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::fault {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

// Setting up takes seconds: once for all tests.
scenario::Deployment& TheDeployment() {
  static const TemporaryDirectory folder;
  static scenario::Deployment deployment(folder.path().string());
  return deployment;
}

class KillTest : public ::testing::Test {
 protected:
  KillTest() {
    for (const char* actor : {"npo", "mh", "cgc", "hospital"}) {
      partners_.push_back(std::make_unique<PartnerLedger>(deployment_.Path(
          absl::StrCat("partners/", actor, "/profile.txtpb"))));
    }
  }

  // Everybody works; the gateway is killed after so many answers, wherever it
  // is then.
  void WorkAndKillAfter(int64_t answers) {
    std::atomic<int64_t> so_far = 0;
    std::vector<std::thread> threads;
    for (const auto& partner : partners_) {
      partner->Connect();
      threads.emplace_back([&so_far, &partner] {
        EXPECT_THAT(partner->WorkUntilGone(so_far), IsOk());
      });
    }
    EXPECT_TRUE(scenario::WaitUntil([&] { return so_far >= answers; }));
    deployment_.KillGateway();
    for (std::thread& thread : threads) thread.join();
  }

  // Asks again until what is to be checked is under a published checkpoint.
  template <typename Check>
  absl::Status OncePublished(const Check& check) {
    absl::Status status;
    (void)scenario::WaitUntil([&] {
      status = check();
      return !absl::IsUnavailable(status);
    });
    return status;
  }

  size_t Answers() const {
    size_t answers = 0;
    for (const auto& partner : partners_) answers += partner->size();
    return answers;
  }
  std::string Data() const { return deployment_.Path("gateway/data"); }

  const TemporaryDirectory folder_;
  scenario::Deployment& deployment_ = TheDeployment();
  std::vector<std::unique_ptr<PartnerLedger>> partners_;
};

TEST_F(KillTest, PartnersFindAllThatTheyWereAnswered) {
  std::mt19937_64 random(Seed("kills"));
  const int rounds = Rounds(3, 200);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    WorkAndKillAfter(1 + static_cast<int64_t>(random() % Rounds(30, 60)));
    deployment_.StartGateway();
    for (const auto& partner : partners_) {
      partner->Connect();
      ASSERT_THAT(OncePublished([&] { return partner->CheckNew(); }), IsOk());
    }
  }
  for (const auto& partner : partners_) {
    EXPECT_THAT(OncePublished([&] { return partner->CheckAll(); }), IsOk());
  }
  deployment_.KillGateway();
  store::StoreOptions options;
  options.directory = Data();
  options.origin = "localhost/sample-city/audit/2026h2";
  const auto report = store::Store::CheckLog(options);
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->findings, IsEmpty());
  deployment_.StartGateway();
  std::printf("%d kills, %zu answers kept by partners\n", rounds, Answers());
}

// A database put back to yesterday, with an anchor of the same age, passes the
// start-up gate. The partners' ledgers find it out.
TEST_F(KillTest, PartnersNoticeWhatIsGone) {
  const std::string yesterday = folder_.path() / "yesterday";
  ASSERT_EQ(deployment_.StopGateway(), 0);
  fs::copy(Data(), yesterday, fs::copy_options::recursive);
  deployment_.StartGateway();
  WorkAndKillAfter(10);
  fs::remove_all(Data());
  fs::rename(yesterday, Data());
  deployment_.StartGateway();
  for (const auto& partner : partners_) {
    partner->Connect();
    if (partner->size() == 0) continue;
    EXPECT_THAT(OncePublished([&] { return partner->CheckNew(); }),
                StatusIs(absl::StatusCode::kDataLoss));
  }
}

}  // namespace
}  // namespace tasuki::fault
