#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "absl/strings/str_cat.h"
#include "adapters/client/method.h"
#include "tests/property/two_worlds/report.h"

namespace tasuki::two_worlds {
namespace {

using ::testing::IsEmpty;

uint64_t SeedOfTheDay() {
  const char* const given = std::getenv("TASUKI_TWO_WORLDS_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10)
                          : std::random_device()();
}

// The same bases for every test of a program.
Pairs& InProcessPairs() {
  static auto* const pairs = new Pairs(*InProcess().release(), 3, 1);
  return *pairs;
}

TEST(TwoWorldsTest, WhatIsWithheldCannotBeTold) {
  const uint64_t seed = SeedOfTheDay();
  std::cout << "seed " << seed << "\n";
  Tally tally;
  for (uint64_t i = 0; tally.agreeing < 120; ++i) {
    InProcessPairs().Play(seed + i, {}, tally);
  }
  std::cout << Summary(tally);
  EXPECT_THAT(Texts(tally.findings), IsEmpty());
  // Who is shown the difference is told it.
  EXPECT_GE(tally.told * 10, tally.tried * 6);
}

TEST(TwoWorldsTest, NorOverSockets) {
  const uint64_t seed = SeedOfTheDay();
  std::cout << "seed " << seed << "\n";
  const auto identities = OverSockets();
  Pairs pairs(*identities, 1, 1);
  Tally tally;
  for (uint64_t i = 0; tally.agreeing < 30; ++i) {
    pairs.Play(seed + i, {.share = 40, .try_shown = false}, tally);
  }
  std::cout << Summary(tally);
  EXPECT_THAT(Texts(tally.findings), IsEmpty());
}

// Whatever the seed: the plans ask each RPC.
TEST(TwoWorldsTest, EveryRpcIsAsked) {
  Tally tally;
  for (uint64_t seed = 1; tally.agreeing < 12; ++seed) {
    InProcessPairs().Play(seed, {.share = 100, .try_shown = false}, tally);
  }
  for (const auto* method : client::AllMethods()) {
    EXPECT_GT(tally.rpcs[method->name()], 0) << method->full_name();
  }
}

// The measure of the others: what each leak changes is told by some answer.
TEST(LeakTest, EveryLeakIsNoticed) {
  std::vector<std::string> missed;
  for (const Leak& leak : AllLeaks()) {
    const int pairs = PairsUntilNoticed(InProcessPairs(), leak, 1, 250);
    if (pairs == 0) missed.push_back(leak.name);
  }
  std::cout << "noticed " << AllLeaks().size() - missed.size() << " of "
            << AllLeaks().size() << " leaks\n";
  EXPECT_THAT(missed, IsEmpty());
}

}  // namespace
}  // namespace tasuki::two_worlds
