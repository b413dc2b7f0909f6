// Every system call of opening, committing, publishing, moving the write-ahead
// log and closing fails once, in every way: nothing acknowledged is lost, and
// the process refuses, goes on, or stops by its own decision.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/fault/acknowledged.h"
#include "tests/fault/fault_store.h"
#include "tests/fault/system_calls.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::fault {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Way {
  std::string name;
  std::vector<std::string> arguments;
};

const std::vector<Way>& Ways() {
  static const auto* const ways = new std::vector<Way>{
      {"EIO", {absl::StrCat("error=", EIO)}},
      {"EIO, yet done", {absl::StrCat("error=", EIO), "done=1"}},
      {"ENOSPC", {absl::StrCat("error=", ENOSPC)}},
      {"ENOSPC from then on", {absl::StrCat("error=", ENOSPC), "lasting=1"}},
      {"killed before", {"kill=1"}},
      {"killed after", {"kill=1", "done=1"}},
  };
  return *ways;
}

class SystemCallTest : public ::testing::Test {
 protected:
  // A store whose write-ahead log a killed process has left so long that one of
  // the next commits moves it.
  SystemCallTest() {
    MakeStore(before_);
    const scenario::Outcome outcome =
        RunWriter(before_, {"writes=22", "rounds=3", "killed=1"});
    CHECK(outcome.signal == SIGKILL);
    acknowledged_before_.Add(outcome.output);
  }

  // How often the run without a fault makes each call.
  std::map<std::string, int64_t> CountCalls() {
    const scenario::Outcome outcome = RunOnCopy({});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    std::map<std::string, int64_t> counts;
    for (const absl::string_view line : absl::StrSplit(outcome.output, '\n')) {
      const std::vector<std::string> words = absl::StrSplit(line, ' ');
      if (words[0] == "calls") {
        CHECK(absl::SimpleAtoi(words[2], &counts[words[1]]));
      }
    }
    return counts;
  }

  scenario::Outcome RunOnCopy(const Way& way, const std::string& call,
                              int64_t occurrence) {
    std::vector<std::string> fault = way.arguments;
    fault.push_back(absl::StrCat("call=", call));
    fault.push_back(absl::StrCat("occurrence=", occurrence));
    return RunOnCopy(std::move(fault));
  }
  scenario::Outcome RunOnCopy(std::vector<std::string> fault) {
    fs::remove_all(directory_);
    fs::copy(before_, directory_);
    fault.insert(fault.end(), {"writes=4", "rounds=2"});
    return RunWriter(directory_, fault);
  }

  // What must hold whatever the call was and however it failed.
  void ExpectNothingLost(const scenario::Outcome& outcome) {
    Acknowledged acknowledged = acknowledged_before_;
    acknowledged.Add(outcome.output);
    {
      auto store = OpenAfterReboot(OptionsOf(directory_));
      ASSERT_THAT(store, IsOk());
      ASSERT_THAT(acknowledged.Check(**store), IsOk());
    }
    const auto report = store::Store::CheckLog(OptionsOf(directory_));
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->findings, IsEmpty());
  }

  void ExpectKnownEnd(const scenario::Outcome& outcome, bool killed) {
    EXPECT_THAT(outcome.output, HasSubstr("injected"));
    if (killed) {
      EXPECT_EQ(outcome.signal, SIGKILL);
    } else if (outcome.signal == SIGABRT) {
      EXPECT_THAT(outcome.errors, HasSubstr("stopping, because nothing can"));
    } else {
      EXPECT_THAT(outcome.exit_code, AnyOf(Eq(0), Eq(kRefusedToStart)))
          << outcome.errors;
    }
  }

  const TemporaryDirectory folder_;
  const std::string before_ = folder_.path() / "before";
  const std::string directory_ = folder_.path() / "store";
  Acknowledged acknowledged_before_;
};

TEST_F(SystemCallTest, NoCallThatFailsLosesWhatWasAcknowledged) {
  std::mt19937_64 random(Seed("system calls"));
  int runs = 0, stopped = 0, refused = 0;
  for (const auto& [call, count] : CountCalls()) {
    ASSERT_GT(count, 0) << call << " is never made";
    std::vector<std::pair<int64_t, const Way*>> faults;
    for (int64_t i = 1; i <= count; ++i) {
      for (const Way& way : Ways()) faults.emplace_back(i, &way);
    }
    std::shuffle(faults.begin(), faults.end(), random);
    faults.resize(std::min<size_t>(faults.size(), Rounds(2, INT_MAX)));
    for (const auto& [occurrence, way] : faults) {
      SCOPED_TRACE(absl::StrCat(call, " ", occurrence, ": ", way->name));
      const scenario::Outcome outcome = RunOnCopy(*way, call, occurrence);
      ExpectKnownEnd(outcome, way->arguments[0] == "kill=1");
      ExpectNothingLost(outcome);
      if (HasFailure()) return;
      ++runs;
      stopped += outcome.signal == SIGABRT ? 1 : 0;
      refused += outcome.exit_code == kRefusedToStart ? 1 : 0;
    }
    std::printf("%s: %lld calls\n", call.c_str(),
                static_cast<long long>(count));
  }
  std::printf("%d faults: %d stopped the process, %d kept it from starting\n",
              runs, stopped, refused);
}

// SQLite, closing a database that it could not open, checkpoints. Where it may
// not write its shared memory it copies nothing, takes that for success and
// deletes the write-ahead log.
TEST_F(SystemCallTest, OpeningThatFailsKeepsTheWriteAheadLog) {
  const scenario::Outcome outcome = RunOnCopy(Ways()[3], "ftruncate", 1);
  EXPECT_EQ(outcome.exit_code, kRefusedToStart);
  ExpectNothingLost(outcome);
}

// No disk claims a write that it does not make, but if one did, the checks
// above would say so.
TEST_F(SystemCallTest, WriteThatIsClaimedButNotMadeIsNoticed) {
  const int64_t count = CountCalls()["pwrite"];
  std::mt19937_64 random(Seed("claimed writes"));
  int noticed = 0;
  for (int round = 0; round < 20 && noticed == 0; ++round) {
    // Killed at the end, so that what is in the write-ahead log counts.
    const scenario::Outcome outcome =
        RunOnCopy({"call=pwrite", "killed=1",
                   absl::StrCat("occurrence=", 1 + random() % count)});
    Acknowledged acknowledged = acknowledged_before_;
    acknowledged.Add(outcome.output);
    auto store = OpenAfterReboot(OptionsOf(directory_));
    if (!store.ok() || !acknowledged.Check(**store).ok()) {
      ++noticed;
      continue;
    }
    store->reset();
    const auto report = store::Store::CheckLog(OptionsOf(directory_));
    if (!report.ok() || !report->findings.empty()) ++noticed;
  }
  EXPECT_GT(noticed, 0);
}

}  // namespace
}  // namespace tasuki::fault
