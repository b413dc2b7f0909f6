#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/property/consent_states/play.h"

// Generated histories of what is given, narrowed, withdrawn, replaced, and ends
// by itself: after every step each read discloses what the model says it may,
// and nothing else. TASUKI_CONSENT_SEED plays one history again.
namespace tasuki::consent_states {
namespace {

using ::testing::IsEmpty;

constexpr int kHistories = 8;
constexpr int kSteps = 30;

int Given(const char* name, int otherwise) {
  const char* const text = std::getenv(name);
  int number = otherwise;
  if (text != nullptr) {
    EXPECT_TRUE(absl::SimpleAtoi(text, &number)) << text;
  }
  return number;
}

TEST(ConsentStatesTest, EveryReadDisclosesWhatTheModelSaysItMay) {
  const int first = Given("TASUKI_CONSENT_SEED", 20261201);
  const int histories = std::getenv("TASUKI_CONSENT_SEED") != nullptr
                            ? 1
                            : Given("TASUKI_CONSENT_HISTORIES", kHistories);
  for (int seed = first; seed < first + histories; ++seed) {
    std::cout << "seed " << seed << std::endl;
    Play play(seed);
    std::vector<std::string> done;
    for (int step = 0; step < kSteps; ++step) {
      done.push_back(play.Step());
      ASSERT_THAT(play.Differences(), IsEmpty())
          << "TASUKI_CONSENT_SEED=" << seed << "\n"
          << absl::StrJoin(done, "\n");
    }
  }
}

}  // namespace
}  // namespace tasuki::consent_states
