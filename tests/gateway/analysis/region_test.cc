#include "gateway/analysis/region.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "gateway/analysis/deviations.h"

namespace tasuki::analysis {
namespace {

constexpr int kFacts = 5;

FactSet AllFacts() {
  FactSet facts;
  for (int f = 1; f <= kFacts; ++f) {
    facts = facts | FactSet::Of(static_cast<v1::Fact>(f));
  }
  return facts;
}

// Every assignment of true, false and unknown to the first facts.
std::vector<KnownFacts> Assignments() {
  std::vector<KnownFacts> all = {KnownFacts()};
  for (int f = 1; f <= kFacts; ++f) {
    std::vector<KnownFacts> more;
    for (const KnownFacts& facts : all) {
      for (const uint8_t value : {kTrue, kFalse, kUnknown}) {
        more.push_back(facts);
        SetValue(static_cast<v1::Fact>(f), value, more.back());
      }
    }
    all = std::move(more);
  }
  return all;
}

Region AnyRegion(std::mt19937& random) {
  std::vector<Cube> cubes;
  for (int i = static_cast<int>(random() % 4); i > 0; --i) {
    Cube cube;
    for (int f = 1; f <= kFacts; ++f) {
      const FactSet one = FactSet::Of(static_cast<v1::Fact>(f));
      const uint32_t value = random() % 4;
      if (value == 0) cube.known_true = cube.known_true | one;
      if (value == 1) cube.known_false = cube.known_false | one;
    }
    cubes.push_back(cube);
  }
  return Region(cubes);
}

TEST(RegionTest, IsTheSameIfAndOnlyIfItHoldsForTheSameFacts) {
  std::mt19937 random(1);
  for (int i = 0; i < 500; ++i) {
    const Region a = AnyRegion(random), b = AnyRegion(random);
    bool same = true;
    for (const KnownFacts& facts : Assignments()) {
      same = same && a.Holds(facts) == b.Holds(facts);
    }
    EXPECT_EQ(a == b, same);
  }
}

TEST(RegionTest, CountsAsCountingOneByOne) {
  std::mt19937 random(2);
  for (int i = 0; i < 500; ++i) {
    const Region in = AnyRegion(random), out = AnyRegion(random);
    uint64_t count = 0;
    for (const KnownFacts& facts : Assignments()) {
      count += in.Holds(facts) && !out.Holds(facts) ? 1 : 0;
    }
    EXPECT_EQ(CountBetween(in, out, AllFacts()), count);
  }
}

TEST(RegionTest, GivenAValueItIsWhatIsLeft) {
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    const Region region = AnyRegion(random);
    for (KnownFacts facts : Assignments()) {
      for (const bool value : {false, true}) {
        facts.Set(v1::FACT_REGISTERED, value);
        KnownFacts rest = facts;
        rest.Hide(v1::FACT_REGISTERED);
        EXPECT_EQ(region.Given(v1::FACT_REGISTERED, value).Holds(rest),
                  region.Holds(facts));
      }
    }
  }
}

TEST(DeviationsTest, WhateverLiesThereDeviatesLikeOneOfTheNearest) {
  std::mt19937 random(4);
  for (int i = 0; i < 300; ++i) {
    const Region in = AnyRegion(random), out = AnyRegion(random);
    const std::vector<KnownFacts> nearest = Nearest(in, out);
    for (const KnownFacts& facts : nearest) {
      EXPECT_TRUE(in.Holds(facts) && !out.Holds(facts));
    }
    for (const KnownFacts& some : Assignments()) {
      KnownFacts facts = OrdinaryFacts();
      for (int f = 1; f <= kFacts; ++f) {
        const auto fact = static_cast<v1::Fact>(f);
        SetValue(fact, ValueOf(some, fact), facts);
      }
      if (!in.Holds(facts) || out.Holds(facts)) continue;
      bool found = false;
      for (const KnownFacts& near : nearest) {
        found = found || Hold(DeviationsOf(near), facts);
      }
      EXPECT_TRUE(found);
    }
  }
}

}  // namespace
}  // namespace tasuki::analysis
