#ifndef TESTS_FAULT_FAULT_STORE_H_
#define TESTS_FAULT_FAULT_STORE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/store/store.h"
#include "tests/scenario/process.h"

namespace tasuki::fault {

// The writer's exit code where the store refused to open.
inline constexpr int kRefusedToStart = 3;

// How writer and test open the store in a folder: it publishes only when told.
inline store::StoreOptions OptionsOf(absl::string_view directory) {
  store::StoreOptions options;
  options.directory = std::string(directory);
  options.origin = "gw.example.jp/audit/test";
  options.cadence = absl::InfiniteDuration();
  return options;
}

// Makes an empty store there.
void MakeStore(absl::string_view directory);

// Runs the writer to its end, with arguments `name=value`.
scenario::Outcome RunWriter(absl::string_view directory,
                            const std::vector<std::string>& arguments);

// Opens the store after the machine has started anew: a disk that was under
// suspicion no longer is, after the gate has refused it before.
absl::StatusOr<std::unique_ptr<store::Store>> OpenAfterReboot(
    const store::StoreOptions& options);

// `brief` where all tests run, `full` under `./run fault`.
int Rounds(int brief, int full);

// What the rounds of a test draw from; printed with its name. TASUKI_FAULT_SEED
// repeats a run.
uint64_t Seed(absl::string_view test);

}  // namespace tasuki::fault

#endif  // TESTS_FAULT_FAULT_STORE_H_
