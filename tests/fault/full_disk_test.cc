// The disk fills up, in the middle of a commit, of a publication or of moving
// the write-ahead log: nothing acknowledged is lost, the process stops or
// refuses by its own decision, and starts again once there is room. Nobody need
// boot the machine for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/store/files.h"
#include "gateway/store/paths.h"
#include "tests/fault/acknowledged.h"
#include "tests/fault/fault_store.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::fault {
namespace {

using ::testing::AnyOf;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// From too little to start with, over a few commits, to almost where the
// write-ahead log is moved: every length is as likely as its half.
int64_t AnyRoom(std::mt19937_64& random) {
  return static_cast<int64_t>(random() % (int64_t{1} << (14 + random() % 9)));
}

class FullDiskTest : public ::testing::Test {
 protected:
  FullDiskTest() { MakeStore(directory_); }

  // Writes without end, compared with any room.
  scenario::Outcome FillUp(int64_t room, std::vector<std::string> more = {}) {
    more.insert(more.end(), {"hands=8", "writes=40", "rounds=40", "size=3000",
                             absl::StrCat("room=", room)});
    const scenario::Outcome outcome = RunWriter(directory_, more);
    acknowledged_.Add(outcome.output);
    return outcome;
  }

  // What storage.md promises of a full disk.
  void ExpectStoppedOrRefused(const scenario::Outcome& outcome) {
    EXPECT_THAT(outcome.output, HasSubstr("injected"));
    if (outcome.signal == SIGABRT) {
      EXPECT_THAT(outcome.errors, HasSubstr("stopping, because nothing can"));
      EXPECT_THAT(outcome.errors, HasSubstr("the disk failed or is full"));
    } else {
      EXPECT_THAT(outcome.exit_code, AnyOf(Eq(0), Eq(kRefusedToStart)))
          << outcome.errors;
    }
    // The disk did nothing wrong: the machine need not be started anew.
    EXPECT_FALSE(store::FileExists(store::Paths(OptionsOf(directory_)).suspect))
        << outcome.errors;
  }

  void ExpectAllThereOnceThereIsRoom() {
    auto store = store::Store::Open(OptionsOf(directory_));
    ASSERT_THAT(store, IsOk());
    ASSERT_THAT(acknowledged_.CheckNew(**store), IsOk());
  }

  std::vector<std::string> Findings() {
    const auto report = store::Store::CheckLog(OptionsOf(directory_));
    if (!report.ok()) return {report.status().ToString()};
    return report->findings;
  }

  const TemporaryDirectory folder_;
  const std::string directory_ = folder_.path() / "store";
  std::mt19937_64 random_{Seed("full disk")};
  Acknowledged acknowledged_;
};

TEST_F(FullDiskTest, StopsTheProcessAndLosesNothing) {
  const int rounds = Rounds(8, 300);
  int stopped = 0, refused = 0;
  for (int round = 0; round < rounds; ++round) {
    const int64_t room = AnyRoom(random_);
    SCOPED_TRACE(absl::StrCat("round ", round, ", room ", room));
    const scenario::Outcome outcome = FillUp(room);
    ExpectStoppedOrRefused(outcome);
    stopped += outcome.signal == SIGABRT ? 1 : 0;
    refused += outcome.exit_code == kRefusedToStart ? 1 : 0;
    ExpectAllThereOnceThereIsRoom();
    if (HasFailure()) return;
  }
  EXPECT_THAT(Findings(), IsEmpty());
  std::printf(
      "%d faults: %d stopped the process, %d kept it from starting, "
      "%lld writes acknowledged\n",
      rounds, stopped, refused, static_cast<long long>(acknowledged_.writes()));
}

// Whatever a start on the full disk comes to, it harms nothing.
TEST_F(FullDiskTest, StartingOnAFullDiskOverAndOverHarmsNothing) {
  ExpectStoppedOrRefused(FillUp(400'000));
  for (int start = 0; start < 5; ++start) {
    ExpectStoppedOrRefused(FillUp(0));
  }
  ExpectAllThereOnceThereIsRoom();
  EXPECT_THAT(Findings(), IsEmpty());
}

// Moving the log makes the database grow, by what nobody waits for any more.
TEST_F(FullDiskTest, FullWhileTheWriteAheadLogIsMoved) {
  int moving = 0;
  const int rounds = Rounds(2, 20);
  for (int round = 0; round < rounds; ++round) {
    // After some 4 MiB of it the next idle moment moves the log.
    const int64_t room = 4'300'000 + static_cast<int64_t>(random_() % 400'000);
    SCOPED_TRACE(absl::StrCat("room ", room));
    const scenario::Outcome outcome = FillUp(room);
    ExpectStoppedOrRefused(outcome);
    moving += outcome.signal == SIGABRT ? 1 : 0;
    ExpectAllThereOnceThereIsRoom();
    ASSERT_THAT(Findings(), IsEmpty());
  }
  EXPECT_GT(moving, 0);
}

// A disk that says it took what it had no room for: what it lost is missed.
TEST_F(FullDiskTest, DiskThatHidesThatItIsFullIsNoticed) {
  int noticed = 0;
  for (int round = 0; round < 10 && noticed == 0; ++round) {
    // Killed at the end, so that what is in the write-ahead log counts.
    const int64_t room = 200'000 + static_cast<int64_t>(random_() % 500'000);
    (void)FillUp(room, {"hides_full=1", "killed=1", "rounds=1"});
    auto store = store::Store::Open(OptionsOf(directory_));
    if (!store.ok() || !acknowledged_.CheckNew(**store).ok()) ++noticed;
  }
  EXPECT_GT(noticed, 0);
}

}  // namespace
}  // namespace tasuki::fault
