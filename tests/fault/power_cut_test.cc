// The power fails at any moment, and the disk holds what it likes of the writes
// that no sync has covered: nothing acknowledged is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fault/acknowledged.h"
#include "tests/fault/fault_store.h"
#include "tests/fault/power_cut_disk.h"
#include "tests/fault/unsynced_file.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::fault {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Opening and publishing, a few commits, and up to where the write-ahead log
// is moved and begun anew: every length is as likely as its half.
int64_t AnyMoment(std::mt19937_64& random) {
  return 1 + static_cast<int64_t>(random() % (int64_t{1} << (random() % 14)));
}

class PowerCutTest : public ::testing::TestWithParam<Damage> {
 protected:
  PowerCutTest() { MakeStore(directory_); }

  scenario::Outcome RunUntilCut(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {
        "power=1",
        "hands=8",
        "writes=40",
        "rounds=100",
        "size=3000",
        absl::StrCat("cut=", AnyMoment(random_)),
        absl::StrCat("damage=", static_cast<int>(GetParam())),
        absl::StrCat("seed=", random_() >> 1)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const scenario::Outcome outcome = RunWriter(directory_, arguments);
    acknowledged_.Add(outcome.output);
    return outcome;
  }

  const TemporaryDirectory folder_;
  const std::string directory_ = folder_.path() / "store";
  std::mt19937_64 random_{Seed("power cut")};
  Acknowledged acknowledged_;
};

TEST_P(PowerCutTest, NothingAcknowledgedIsLost) {
  const int rounds = Rounds(6, 300);
  for (int round = 0; round < rounds; ++round) {
    ASSERT_EQ(RunUntilCut().exit_code, kPowerCut);
    auto store = store::Store::Open(OptionsOf(directory_));
    ASSERT_THAT(store, IsOk()) << "round " << round;
    ASSERT_THAT(acknowledged_.CheckNew(**store), IsOk()) << "round " << round;
  }
  {
    auto store = store::Store::Open(OptionsOf(directory_));
    ASSERT_THAT(store, IsOk());
    EXPECT_THAT(acknowledged_.Check(**store), IsOk());
  }
  const auto report = store::Store::CheckLog(OptionsOf(directory_));
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->findings, IsEmpty());
  std::printf("%d cuts, %lld writes acknowledged\n", rounds,
              static_cast<long long>(acknowledged_.writes()));
}

TEST_P(PowerCutTest, FailedSyncAcknowledgesNothingAndStopsTheProcess) {
  const int rounds = Rounds(4, 100);
  for (int round = 0; round < rounds; ++round) {
    const scenario::Outcome outcome = RunUntilCut({"fail_sync=1"});
    // While it starts it refuses; once it serves it stops.
    if (outcome.exit_code != kRefusedToStart) {
      ASSERT_EQ(outcome.signal, SIGABRT) << outcome.errors;
      ASSERT_THAT(outcome.errors, HasSubstr("the disk failed"));
    }
    auto store = OpenAfterReboot(OptionsOf(directory_));
    ASSERT_THAT(store, IsOk()) << "round " << round;
    ASSERT_THAT(acknowledged_.CheckNew(**store), IsOk()) << "round " << round;
  }
}

INSTANTIATE_TEST_SUITE_P(Damages, PowerCutTest,
                         ::testing::Values(Damage::kDropAll, Damage::kKeepSome,
                                           Damage::kTearLast),
                         [](const auto& test) {
                           switch (test.param) {
                             case Damage::kDropAll:
                               return "DropAll";
                             case Damage::kKeepSome:
                               return "KeepSome";
                             case Damage::kTearLast:
                               return "TearLast";
                           }
                           return "";
                         });

using PowerCutBites = PowerCutTest;

// The mistake that killing the process never finds: the disk is synced only
// when the write-ahead log is moved.
TEST_P(PowerCutBites, CommitThatIsNotSyncedIsLostAndNoticed) {
  int noticed = 0;
  for (int round = 0; round < 100 && noticed == 0; ++round) {
    ASSERT_EQ(RunUntilCut({"normal=1"}).exit_code, kPowerCut);
    auto store = store::Store::Open(OptionsOf(directory_));
    if (!store.ok() || !acknowledged_.CheckNew(**store).ok()) ++noticed;
  }
  EXPECT_GT(noticed, 0);
}
INSTANTIATE_TEST_SUITE_P(Damages, PowerCutBites,
                         ::testing::Values(Damage::kDropAll,
                                           Damage::kKeepSome));

TEST(UnsyncedFile, KeepsWhatWasSyncedAndWhatTheDamageLeaves) {
  std::mt19937_64 random(1);
  UnsyncedFile file(std::string(2048, 'a'));
  file.Write(100, std::string(1000, 'b'));
  EXPECT_EQ(file.WithNothing(), std::string(2048, 'a'));
  file.Sync();
  const std::string synced =
      std::string(100, 'a') + std::string(1000, 'b') + std::string(948, 'a');
  EXPECT_EQ(file.WithNothing(), synced);

  file.Truncate(600);
  file.Write(600, std::string(1500, 'c'));
  EXPECT_EQ(file.WithNothing(), synced);
  EXPECT_EQ(file.WithAll(false, random),
            synced.substr(0, 600) + std::string(1500, 'c'));
  for (int i = 0; i < 20; ++i) {
    // The last write ends where a sector does.
    const size_t size = file.WithAll(true, random).size();
    EXPECT_TRUE(size == 600 || size % UnsyncedFile::kSector == 0) << size;
    EXPECT_LT(size, 2100u);
  }
}

}  // namespace
}  // namespace tasuki::fault
