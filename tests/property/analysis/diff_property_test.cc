#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/facts.h"
#include "gateway/model/vocabulary.h"
#include "tests/policy_packs.h"
#include "tests/property/analysis/generated_packs.h"
#include "tests/property/analysis/told.h"
#include "tests/property/policy/naive_evaluator.h"

namespace tasuki::analysis {
namespace {

using policy::NaiveEvaluator;
using policy::Random;
using policy::Situation;

// Two versions, decided rule by rule.
class Pair {
 public:
  Pair(const v1::PolicyPack& before, const v1::PolicyPack& after)
      : old_pack_(before),
        new_pack_(after),
        before_({before}),
        after_({after}) {
    Version old_version, new_version;
    old_version.packs = {before};
    new_version.packs = {after};
    const auto diff = Compare(old_version, new_version);
    EXPECT_TRUE(diff.ok()) << diff.status();
    diff_ = *diff;
  }

  const Diff& diff() const { return diff_; }

  // Whatever changes is told by some sentence.
  void EveryChangeIsTold(Random& random, int situations, uint64_t& changed) {
    for (int i = 0; i < situations; ++i) {
      const Situation s =
          SituationNear(i % 2 == 0 ? old_pack_ : new_pack_, random);
      const policy::Levels was = before_.Evaluate(s), is = after_.Evaluate(s);
      for (int c = 1; c <= v1::Category_MAX; ++c) {
        if (was[c] == is[c]) continue;
        ++changed;
        const auto category = static_cast<v1::Category>(c);
        ASSERT_TRUE(std::any_of(diff_.changes.begin(), diff_.changes.end(),
                                [&](const Change& change) {
                                  return Covers(change, is[c] > was[c], s,
                                                category);
                                }))
            << ShortName(category) << " " << ShortName(was[c]) << " to "
            << ShortName(is[c]);
      }
    }
  }

  // Whatever is told happens in the witness, and is true of the time after.
  void EverySentenceIsTrue(Random& random) {
    for (const Change& change : diff_.changes) {
      if (!change.disclosure.has_value()) continue;
      const DisclosureChange& told = *change.disclosure;
      const int c = told.at_witness.categories.members()[0];
      ASSERT_EQ(before_.Evaluate(told.witness)[c], told.at_witness.before)
          << change.sentence.en;
      ASSERT_EQ(after_.Evaluate(told.witness)[c], told.at_witness.after)
          << change.sentence.en;
      ASSERT_EQ(told.at_witness.after > told.at_witness.before,
                change.effect == Effect::kWidens);
      if (!told.as_others_allow) AfterIsAsTold(change, random);
    }
  }

 private:
  void AfterIsAsTold(const Change& change, Random& random) {
    const DisclosureChange& told = *change.disclosure;
    const std::vector<uint32_t> places = PlacesIn(told.where);
    for (int i = 0; i < 10; ++i) {
      Situation s = SituationAt(PlaceAt(places[random() % places.size()]));
      s.facts = OrdinaryFacts();
      for (const FactIs& one : told.when) {
        SetValue(one.fact, one.values & -one.values, s.facts);
      }
      policy::Ground ground;
      do {
        ground.basis =
            static_cast<v1::BasisCode>(1 + random() % v1::BasisCode_MAX);
      } while (!policy::Has(told.where.Of(Dimension::kBasis), ground.basis));
      s.grounds = {ground};
      const policy::Levels is = after_.Evaluate(s);
      for (const LevelChange& level : told.levels) {
        for (const v1::Category category : level.categories.members()) {
          if (change.effect == Effect::kWidens) {
            ASSERT_GE(is[category], level.after) << change.sentence.en;
          } else {
            ASSERT_LE(is[category], level.after) << change.sentence.en;
          }
        }
      }
    }
  }

  const v1::PolicyPack& old_pack_;
  const v1::PolicyPack& new_pack_;
  const NaiveEvaluator before_, after_;
  Diff diff_;
};

TEST(DiffPropertyTest, TheDiffTellsWhatChangesAndNothingElse) {
  Random random(RandomSeed());
  uint64_t changed = 0, sentences = 0;
  for (int i = 0; i < 60; ++i) {
    const v1::PolicyPack before = GeneratedPack(random);
    const v1::PolicyPack after = Changed(before, random);
    Pair pair(before, after);
    pair.EveryChangeIsTold(random, 400, changed);
    pair.EverySentenceIsTrue(random);
    ASSERT_FALSE(HasFatalFailure()) << "pair " << i;
    sentences += pair.diff().changes.size();
  }
  std::cout << changed << " changes told by " << sentences << " sentences\n";
  EXPECT_GT(changed, 1'000u);
}

// Edits of the packs as they are, with all their rules.
TEST(DiffPropertyTest, TheDiffOfShippedPacksTellsWhatChanges) {
  Random random(RandomSeed());
  const v1::PolicyPack before = ShippedPack();
  uint64_t changed = 0;
  for (int i = 0; i < 4; ++i) {
    v1::PolicyPack after = before;
    for (uint64_t left = 1 + random() % 5; left > 0; --left) {
      after.mutable_grants()->SwapElements(
          static_cast<int>(random() % after.grants_size()),
          after.grants_size() - 1);
      after.mutable_grants()->RemoveLast();
      after.mutable_ceilings()->SwapElements(
          static_cast<int>(random() % after.ceilings_size()),
          after.ceilings_size() - 1);
      after.mutable_ceilings()->RemoveLast();
    }
    Pair pair(before, after);
    pair.EveryChangeIsTold(random, 400, changed);
    pair.EverySentenceIsTrue(random);
    ASSERT_FALSE(HasFatalFailure()) << "edit " << i;
  }
  EXPECT_GT(changed, 0u);
}

TEST(DiffPropertyTest, ADiffThatOnlyNarrowsOpensNothingAnywhere) {
  Random random(RandomSeed());
  int narrowing = 0;
  for (int i = 0; i < 40; ++i) {
    const v1::PolicyPack before = GeneratedPack(random);
    v1::PolicyPack after = Changed(before, random);
    Version old_version, new_version;
    old_version.packs = {before};
    new_version.packs = {after};
    const auto diff = Compare(old_version, new_version);
    ASSERT_TRUE(diff.ok());
    if (!OnlyNarrows(*diff)) continue;
    ++narrowing;
    const NaiveEvaluator was({before}), is({after});
    for (int j = 0; j < 300; ++j) {
      const Situation s = SituationNear(after, random);
      const policy::Levels old_levels = was.Evaluate(s);
      const policy::Levels new_levels = is.Evaluate(s);
      for (int c = 1; c <= v1::Category_MAX; ++c) {
        ASSERT_LE(new_levels[c], old_levels[c]);
      }
    }
  }
  EXPECT_GT(narrowing, 3);
}

TEST(DiffPropertyTest, TheSameVersionsGiveTheSameBytes) {
  Random random(RandomSeed());
  const v1::PolicyPack pack = GeneratedPack(random);
  // With a second file that is still empty: a name that comes or goes is told.
  Version before, after;
  before.packs = {pack, {}};
  after.packs = {Changed(pack, random), {}};
  const auto one = Compare(before, after);
  // The order of rules and files never matters.
  v1::PolicyPack grants, rest = after.packs[0];
  grants.mutable_grants()->Swap(rest.mutable_grants());
  std::reverse(grants.mutable_grants()->pointer_begin(),
               grants.mutable_grants()->pointer_end());
  Version again;
  again.packs = {rest, grants};
  const auto other = Compare(before, again);
  ASSERT_TRUE(one.ok() && other.ok());
  ASSERT_EQ(one->changes.size(), other->changes.size());
  for (size_t i = 0; i < one->changes.size(); ++i) {
    EXPECT_EQ(one->changes[i].sentence, other->changes[i].sentence);
  }
  EXPECT_EQ(Hash(*one), Hash(*Compare(before, after)));
  // But it is another text, so that it is signed anew.
  EXPECT_NE(Hash(*one), Hash(*other));
}

}  // namespace
}  // namespace tasuki::analysis
