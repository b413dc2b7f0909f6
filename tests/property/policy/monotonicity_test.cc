#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "gateway/model/vocabulary.h"
#include "tests/property/policy/pack_files.h"
#include "tests/property/policy/random_situation.h"

namespace tasuki::policy {
namespace {

// Calls `check` for random situations until something failed.
void ForRandomSituations(
    uint64_t usual,
    const std::function<void(const Situation&, Random&)>& check) {
  Random random(RandomSeed());
  const uint64_t wanted = RandomSituations(usual);
  for (uint64_t i = 0; i < wanted; ++i) {
    check(RandomSituation(random), random);
    ASSERT_FALSE(testing::Test::HasFailure()) << "situation " << i;
  }
}

class PolicyPropertyTest : public testing::Test {
 protected:
  const v1::PolicyPack pack_ = NationalBaseline();
  const std::shared_ptr<const Policy> policy_ = Compiled(pack_);
};

TEST_F(PolicyPropertyTest, HidingAnAttributeNeverWidens) {
  ForRandomSituations(100'000, [&](const Situation& situation, Random&) {
    const LevelSet outcome = policy_->Evaluate(situation);
    const auto hide = [&](auto Situation::*attribute) {
      Situation hidden = situation;
      hidden.*attribute = {};
      EXPECT_TRUE(policy_->Evaluate(hidden).AtMost(outcome));
    };
    hide(&Situation::reader);
    hide(&Situation::role);
    hide(&Situation::relation);
    hide(&Situation::holder);
    hide(&Situation::reader_is_holder);
    hide(&Situation::purpose);
    hide(&Situation::case_class);
    hide(&Situation::grounds);
  });
}

TEST_F(PolicyPropertyTest, HidingAFactNeverWidens) {
  ForRandomSituations(20'000, [&](const Situation& situation, Random&) {
    const LevelSet outcome = policy_->Evaluate(situation);
    for (int fact = 1; fact <= v1::Fact_MAX; ++fact) {
      Situation hidden = situation;
      hidden.facts.Hide(static_cast<v1::Fact>(fact));
      EXPECT_TRUE(policy_->Evaluate(hidden).AtMost(outcome))
          << ShortName(static_cast<v1::Fact>(fact));
    }
  });
}

TEST_F(PolicyPropertyTest, RemovingAGroundNeverWidens) {
  ForRandomSituations(100'000, [&](const Situation& situation, Random&) {
    const LevelSet outcome = policy_->Evaluate(situation);
    LevelSet joined;
    for (size_t i = 0; i < situation.grounds.size(); ++i) {
      Situation fewer = situation;
      fewer.grounds.erase(fewer.grounds.begin() + i);
      EXPECT_TRUE(policy_->Evaluate(fewer).AtMost(outcome));
      Situation alone = situation;
      alone.grounds = {situation.grounds[i]};
      joined = joined.Join(policy_->Evaluate(alone));
    }
    // The outcome is what the grounds open alone, and nothing more.
    EXPECT_EQ(joined, outcome);
  });
}

TEST_F(PolicyPropertyTest, ABiggerMaskNeverNarrowsAndNoMaskIsExceeded) {
  ForRandomSituations(100'000, [&](const Situation& situation, Random& random) {
    const LevelSet outcome = policy_->Evaluate(situation);
    Situation bigger = situation;
    LevelSet masks;
    for (Ground& ground : bigger.grounds) {
      masks = masks.Join(ground.mask);
      ground.mask = ground.mask.Join(RandomMask(random));
    }
    EXPECT_TRUE(outcome.AtMost(policy_->Evaluate(bigger)));
    EXPECT_TRUE(outcome.AtMost(masks));
  });
}

// A ceiling made of parts of the pack's own: any scope with any condition.
v1::Ceiling RandomCeiling(const v1::PolicyPack& pack, Random& random) {
  const auto any = [&]() -> const v1::Ceiling& {
    return pack.ceilings(random() % pack.ceilings_size());
  };
  v1::Ceiling ceiling = any();
  *ceiling.mutable_condition() = any().condition();
  *ceiling.mutable_categories() = any().categories();
  *ceiling.mutable_yields_to() = any().yields_to();
  ceiling.set_reader_is_not_holder(random() % 2 == 0);
  ceiling.set_id("CE-NEW");
  return ceiling;
}

TEST_F(PolicyPropertyTest, AddingACeilingNeverWidens) {
  Random random(RandomSeed());
  uint64_t narrowed = 0;
  for (int i = 0; i < 40; ++i) {
    v1::PolicyPack more = pack_;
    *more.add_ceilings() = RandomCeiling(pack_, random);
    const auto narrower = Compiled(more);
    for (int j = 0; j < 3'000; ++j) {
      const Situation situation = RandomSituation(random);
      const LevelSet before = policy_->Evaluate(situation);
      const LevelSet after = narrower->Evaluate(situation);
      ASSERT_TRUE(after.AtMost(before));
      narrowed += after == before ? 0 : 1;
    }
  }
  EXPECT_GT(narrowed, 0u);
}

// The same rules in another order, some of them twice, over two packs.
std::vector<v1::PolicyPack> Rearranged(const v1::PolicyPack& pack,
                                       Random& random) {
  v1::PolicyPack all = pack;
  const auto twice = [&random](auto* rules) {
    for (int i = rules->size() - 1; i >= 0; --i) {
      if (random() % 3 != 0) continue;
      auto copy = rules->Get(i);
      copy.set_id(copy.id() + "-AGAIN");
      *rules->Add() = std::move(copy);
    }
    std::shuffle(rules->pointer_begin(), rules->pointer_end(), random);
  };
  twice(all.mutable_grants());
  twice(all.mutable_ceilings());
  v1::PolicyPack other;
  while (all.ceilings_size() > 10) {
    *other.add_ceilings() = *all.mutable_ceilings()->rbegin();
    all.mutable_ceilings()->RemoveLast();
  }
  return {other, all};
}

TEST_F(PolicyPropertyTest, OrderAndDuplicatesOfRulesNeverMatter) {
  Random random(RandomSeed());
  for (int i = 0; i < 10; ++i) {
    const auto rearranged = Policy::Compile(Rearranged(pack_, random));
    ASSERT_TRUE(rearranged.ok());
    for (int j = 0; j < 10'000; ++j) {
      const Situation situation = RandomSituation(random);
      ASSERT_EQ((*rearranged)->Evaluate(situation),
                policy_->Evaluate(situation));
    }
  }
}

TEST_F(PolicyPropertyTest, ExplanationsTellTheOutcomeAndItsGrounds) {
  ForRandomSituations(30'000, [&](const Situation& situation, Random&) {
    const LevelSet outcome = policy_->Evaluate(situation);
    LevelSet explained;
    for (const CategoryReason& reason : policy_->Explain(situation)) {
      explained = explained.Join(
          LevelSet::Of(CategorySet::Of(reason.category), reason.level));
      EXPECT_FALSE(policy_->Sentence(reason.grant_id, true).empty());
      EXPECT_TRUE(reason.level > v1::LEVEL_WITHHELD ||
                  !reason.ceiling_id.empty());
    }
    EXPECT_EQ(explained, outcome);

    Situation contributing = situation;
    contributing.grounds.clear();
    for (const int i : policy_->Contributing(situation)) {
      contributing.grounds.push_back(situation.grounds[i]);
    }
    EXPECT_EQ(policy_->Evaluate(contributing), outcome);
  });
}

}  // namespace
}  // namespace tasuki::policy
