#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <thread>

#include "gateway/exchange/vectors.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tests/gateway/exchange/officers.h"
#include "tests/property/policy/naive_evaluator.h"
#include "tests/status_matchers.h"

// Policies that follow each other under load: which one decided is in the log,
// and what it decided is what its rules say when they are read one by one.
namespace tasuki::history {
namespace {

using exchange::Officers;
using exchange::OpenedLeaf;
using exchange::World;

constexpr int kRounds = 4;

// A policy that was in force, and its rules read one by one.
struct Version {
  std::string hash;
  std::unique_ptr<policy::NaiveEvaluator> rules;
  int disclosures = 0;
};

class ActivationTest : public ::testing::Test {
 protected:
  void Note() {
    const v1::GetPolicyResponse policy = officers_.InForce();
    versions_[policy.version()] = {
        policy.hash(),
        std::make_unique<policy::NaiveEvaluator>(std::vector<v1::PolicyPack>(
            policy.policy().packs().begin(), policy.policy().packs().end())),
        0};
  }
  void ActivateInTurn() {
    Note();
    for (int round = 0; round < kRounds; ++round) {
      officers_.Submit(
          officers_.Submission(officers_.Candidate(exchange::Tighten),
                               /*at_once=*/true));
      ASSERT_THAT(world_.last_status(), IsOk());
      Note();
      const std::string change = officers_.Submit(
          officers_.Submission(officers_.Candidate(exchange::Loosen)));
      ASSERT_THAT(officers_.Approve(change), IsOk());
      ASSERT_THAT(officers_.Activate(change), IsOk());
      Note();
    }
  }
  // Whether some unit of the entry gets this, rule by rule; what she limited
  // for a copy may have lowered it further.
  static bool IsDecided(const policy::NaiveEvaluator& rules,
                        const v1::VectorGroup& vectors,
                        const v1::DisclosedCategory& shown) {
    return std::any_of(vectors.units().begin(), vectors.units().end(),
                       [&](const v1::VectorGroup::Unit& unit) {
                         const auto levels =
                             rules.Evaluate(exchange::SituationOf(unit));
                         return levels[shown.category()] >= shown.level();
                       });
  }
  void Check(const OpenedLeaf& leaf) {
    v1::ExchangeGroup entry;
    v1::VectorGroup vectors;
    ASSERT_TRUE(entry.ParseFromString(leaf.exchange_group));
    ASSERT_TRUE(vectors.ParseFromString(leaf.vector_group));
    if (vectors.units().empty()) return;
    const auto version = versions_.find(entry.policy_version());
    ASSERT_NE(version, versions_.end());
    EXPECT_EQ(entry.policy_hash(), version->second.hash);
    version->second.disclosures += entry.disclosed().empty() ? 0 : 1;
    for (const v1::DisclosedCategory& shown : entry.disclosed()) {
      EXPECT_TRUE(IsDecided(*version->second.rules, vectors, shown))
          << "version " << version->first << " " << shown.category();
    }
  }

  World world_;
  Officers officers_{world_};
  std::map<int64_t, Version> versions_;
};

TEST_F(ActivationTest, EveryDisclosureIsThatOfTheVersionItNames) {
  const auto opening = exchange::PlayOpening(world_);
  exchange::AddFamilySupport(world_, opening);
  std::atomic<bool> over = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!over) {
        EXPECT_THAT(
            exchange::ReadCase(world_, World::Worker(), opening.a_case).status,
            IsOk());
      }
    });
  }
  ActivateInTurn();
  over = true;
  for (std::thread& reader : readers) reader.join();

  EXPECT_EQ(versions_.size(), 2u * kRounds + 1);
  const auto leaves = world_.log().List(0, 1'000'000);
  ASSERT_THAT(leaves, IsOk());
  for (const OpenedLeaf& leaf : *leaves) Check(leaf);
  for (const auto& [number, version] : versions_) {
    EXPECT_GT(version.disclosures, 0) << "version " << number;
  }
}

}  // namespace
}  // namespace tasuki::history
