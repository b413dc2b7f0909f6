#include "tests/property/timing/comparison.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace tasuki::timing {
namespace {

// As answers come: most near a millisecond, some late, some very late.
std::vector<double> Answers(uint64_t seed, double more) {
  std::mt19937_64 random(seed);
  std::exponential_distribution<double> late(1.0 / 150);
  std::vector<double> answers;
  for (int i = 0; i < 2000; ++i) {
    answers.push_back(900 + late(random) + more);
    if (random() % 50 == 0) answers.back() += 20'000;
  }
  return answers;
}

// Below: what the long form asks for. A hundred comparisons of the same.
TEST(ComparisonTest, SameIsWithinTheNoise) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    const Comparison same =
        Compare(Answers(2 * seed, 0), Answers(2 * seed + 1, 0));
    EXPECT_LT(std::abs(same.rank_z), 4.5) << seed;
    EXPECT_LT(std::abs(same.cropped_t), 4.5) << seed;
  }
}

TEST(ComparisonTest, ThirtyMicrosecondsInAMillisecondAreSeen) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    const Comparison later =
        Compare(Answers(2 * seed, 0), Answers(2 * seed + 1, 30));
    EXPECT_GT(later.rank_z, 4.5) << seed;
    EXPECT_GT(later.cropped_t, 4.5) << seed;
    EXPECT_NEAR(later.shift, 30, 20) << seed;
  }
}

TEST(ComparisonTest, EarlierIsNegative) {
  const Comparison earlier = Compare(Answers(1, 60), Answers(2, 0));
  EXPECT_LT(earlier.rank_z, -4.5);
  EXPECT_LT(earlier.cropped_t, -4.5);
  EXPECT_LT(earlier.shift, 0);
}

// Load that comes and goes is the same for both sides of a pair.
TEST(ComparisonTest, WhatIsDoneToBothSidesIsNotSeen) {
  std::vector<double> one = Answers(3, 0), other = Answers(4, 0);
  for (size_t i = 0; i < one.size(); ++i) {
    const double load = 700 * std::sin(static_cast<double>(i) / 300);
    one[i] += load;
    other[i] += load;
  }
  EXPECT_LT(std::abs(Compare(one, other).rank_z), 4.5);
}

TEST(ComparisonTest, RanksByHand) {
  // Differences 1, 2, -3, 4: ranks +1 +2 -3 +4 of a root of 30.
  const Comparison few = Compare({0, 0, 3, 0}, {1, 2, 0, 4});
  EXPECT_DOUBLE_EQ(few.rank_z, 4 / std::sqrt(30));
  EXPECT_EQ(few.shift, 2);
}

}  // namespace
}  // namespace tasuki::timing
