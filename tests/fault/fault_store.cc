#include "tests/fault/fault_store.h"

#include <cstdio>
#include <cstdlib>
#include <random>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/store/files.h"
#include "gateway/store/paths.h"

namespace tasuki::fault {

void MakeStore(absl::string_view directory) {
  CHECK(store::Store::Create(OptionsOf(directory)).ok());
}

scenario::Outcome RunWriter(absl::string_view directory,
                            const std::vector<std::string>& arguments) {
  std::vector<std::string> all = {TASUKI_FAULT_WRITER,
                                  absl::StrCat("directory=", directory)};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return scenario::RunToEnd(all);
}

absl::StatusOr<std::unique_ptr<store::Store>> OpenAfterReboot(
    const store::StoreOptions& options) {
  const store::Paths paths(options);
  if (store::FileExists(paths.suspect)) {
    CHECK(absl::IsFailedPrecondition(store::Store::Open(options).status()));
    CHECK(store::ReplaceFile(paths.suspect, "an earlier boot").ok());
  }
  return store::Store::Open(options);
}

int Rounds(int brief, int full) {
  return std::getenv("TASUKI_FAULT_FULL") == nullptr ? brief : full;
}

uint64_t Seed(absl::string_view test) {
  uint64_t seed = std::random_device{}();
  if (const char* given = std::getenv("TASUKI_FAULT_SEED")) {
    CHECK(absl::SimpleAtoi(given, &seed));
  }
  std::printf("%s: TASUKI_FAULT_SEED=%llu\n", std::string(test).c_str(),
              static_cast<unsigned long long>(seed));
  return seed;
}

}  // namespace tasuki::fault
