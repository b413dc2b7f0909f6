#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>

#include "absl/time/clock.h"
#include "gateway/base/check.h"
#include "tests/property/history/run.h"

// ./run history [seeds] [operations]: many long histories, each checked; then
// how soon a withdrawal is acknowledged under load.
namespace tasuki::history {
namespace {

constexpr int kLanes = 9;

void Print(const char* what, uint64_t seed, const Outcome& outcome) {
  std::printf("%s %2d: %zu operations, %zu withdrawals, %zu findings\n", what,
              static_cast<int>(seed), outcome.operations,
              outcome.withdrawals.size(), outcome.findings.size());
  for (size_t i = 0; i < outcome.findings.size() && i < 20; ++i) {
    std::printf("  %s: %s\n", NameOf(outcome.findings[i].wrong).c_str(),
                outcome.findings[i].what.c_str());
  }
  std::fflush(stdout);
}

int RunSeed(uint64_t seed, size_t operations) {
  const Outcome outcome =
      RunOnce({.seed = seed, .operations = operations}, kLanes);
  Print("seed", seed, outcome);
  return static_cast<int>(outcome.findings.size());
}

// The clock goes far once; what would end with it is not played.
int RunPastAccess(uint64_t seed, size_t operations) {
  const Outcome outcome =
      RunOnce({.seed = seed,
               .operations = operations,
               .changes = {LaneChange::kConsent, LaneChange::kNarrowing,
                           LaneChange::kSuperseding, LaneChange::kFamilyOnTeam,
                           LaneChange::kHospitalOnTeam, LaneChange::kHold,
                           LaneChange::kWill},
               .past_access = true},
              kLanes);
  Print("past the access period, seed", seed, outcome);
  return static_cast<int>(outcome.findings.size());
}

absl::Duration At(size_t percent, std::vector<absl::Duration> took) {
  std::sort(took.begin(), took.end());
  return took[(took.size() - 1) * percent / 100];
}

// Machines and their disks differ: also as multiples of a commit of this one.
void Print(const char* how, const std::vector<absl::Duration>& took,
           absl::Duration commit) {
  const auto in = [&](size_t percent) {
    return absl::ToDoubleMilliseconds(At(percent, took));
  };
  std::printf(
      "withdrawal acknowledged, %s, %zu samples: p50 %.2f ms, p90 %.2f ms, "
      "p99 %.2f ms, which is %.1f times a commit and its sync (p50 %.2f ms)\n",
      how, took.size(), in(50), in(90), in(99),
      absl::FDivDuration(At(99, took), commit),
      absl::ToDoubleMilliseconds(commit));
}

// What the disk and this machine give when nothing else is asked for.
std::vector<absl::Duration> WithdrawAlone() {
  Setting setting(1);
  for (int i = 0; i < 100; ++i) {
    setting.WithdrawFromHospital(setting.lanes()[0]);
    setting.GrantToHospital(setting.lanes()[0], absl::Hours(24));
  }
  return WithdrawalsOf(setting.history().Take());
}

// One entry in the log and nothing else: a commit and its sync.
absl::Duration CommitAlone() {
  Setting setting(1);
  std::vector<absl::Duration> took;
  for (int i = 0; i < 300; ++i) {
    exchange::LeafDraft leaf;
    leaf.subject_scope = "office";
    leaf.exchange_group = leaf.office_group = leaf.vector_group = "x";
    exchange::Transaction transaction;
    transaction.leaves = {leaf};
    std::promise<absl::Status> done;
    const absl::Time began = absl::Now();
    setting.world().ledger().Commit(
        transaction,
        [&](const exchange::Snapshot&, absl::Time)
            -> absl::StatusOr<exchange::Transaction> { return transaction; },
        [&done](const absl::StatusOr<exchange::Committed>& committed) {
          done.set_value(committed.status());
        });
    CHECK(done.get_future().get().ok());
    took.push_back(absl::Now() - began);
  }
  return At(50, took);
}

void MeasureWithdrawals(size_t operations) {
  const absl::Duration commit = CommitAlone();
  Print("alone", WithdrawAlone(), commit);
  const Outcome outcome = RunOnce(
      {.seed = 1,
       .operations = operations,
       .activations = 0,
       .changes = {LaneChange::kConsent, LaneChange::kConsent,
                   LaneChange::kFamilyOnTeam, LaneChange::kHospitalOnTeam}},
      kLanes, {},
      /*at_full_speed=*/true);
  Print("four readers and three writers", outcome.withdrawals, commit);
  std::printf("target under load: p99 5 ms\n");
}

}  // namespace
}  // namespace tasuki::history

int main(int argc, char** argv) {
  const int seeds = argc > 1 ? std::atoi(argv[1]) : 20;
  const size_t operations =
      argc > 2 ? static_cast<size_t>(std::atol(argv[2])) : 10'000;
  int findings = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    findings +=
        tasuki::history::RunSeed(static_cast<uint64_t>(seed), operations);
  }
  for (int seed = 1; seed <= (seeds + 3) / 4; ++seed) {
    findings +=
        tasuki::history::RunPastAccess(static_cast<uint64_t>(seed), operations);
  }
  tasuki::history::MeasureWithdrawals(operations);
  return findings == 0 ? 0 : 1;
}
