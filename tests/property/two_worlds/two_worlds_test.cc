#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "adapters/client/method.h"
#include "tests/property/two_worlds/report.h"

namespace tasuki::two_worlds {
namespace {

using ::testing::IsEmpty;

// The long form draws its own.
uint64_t SeedOfTheTest() {
  const char* const given = std::getenv("TASUKI_TWO_WORLDS_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 2000;
}

// The same bases for every test of a program.
Pairs& InProcessPairs() {
  static auto* const pairs = new Pairs(*InProcess().release(), 4, 1);
  return *pairs;
}

TEST(TwoWorldsTest, WhatIsWithheldCannotBeTold) {
  const uint64_t seed = SeedOfTheTest();
  std::cout << "seed " << seed << "\n";
  Tally tally;
  for (uint64_t i = 0; tally.agreeing < 120; ++i) {
    InProcessPairs().Play(seed + i, {}, tally);
  }
  std::cout << Summary(tally);
  EXPECT_THAT(Texts(tally.findings), IsEmpty());
  // Who is shown the difference is told it.
  EXPECT_GE(tally.told * 2, tally.tried);
}

TEST(TwoWorldsTest, NorOverSockets) {
  const uint64_t seed = SeedOfTheTest();
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

// What can kill is played on its own, whatever the seed would have drawn.
TEST(TwoWorldsTest, NorAProtectedAddressOverSockets) {
  const uint64_t seed = SeedOfTheTest();
  std::cout << "seed " << seed << "\n";
  const auto identities = OverSockets();
  Pairs pairs(*identities, 1, 1);
  Tally tally;
  for (uint64_t i = 0; tally.agreeing < 6; ++i) {
    pairs.Play(seed + i,
               {.share = 60,
                .try_shown = false,
                .kind = "an address under protection"},
               tally);
  }
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

// The measure of the others: what a leak changes is told by some answer. Those
// in what is read and committed take more pairs: `./run two-worlds --leaks`.
TEST(LeakTest, LeaksInAnswersAreNoticed) {
  size_t noticed = 0;
  for (const Leak& leak : LeaksInAnswers()) {
    if (PairsUntilNoticed(InProcessPairs(), leak, 1, 100) != 0) ++noticed;
  }
  std::cout << "noticed " << noticed << " of " << LeaksInAnswers().size()
            << " leaks\n";
  EXPECT_GE(noticed, 15u);
}

}  // namespace
}  // namespace tasuki::two_worlds
