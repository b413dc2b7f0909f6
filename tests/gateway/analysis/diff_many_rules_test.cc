// However many rules change at once, a person can read what changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

size_t DisclosuresIn(const Diff& diff) {
  return std::count_if(
      diff.changes.begin(), diff.changes.end(),
      [](const Change& change) { return change.disclosure.has_value(); });
}

Diff WithoutLimits(const std::vector<std::string>& ids) {
  return DiffOf([&](v1::PolicyPack& pack) {
    for (const std::string& id : ids) Remove(*pack.mutable_ceilings(), id);
  });
}

v1::Ceiling& LimitIn(v1::PolicyPack& pack, const std::string& id) {
  return RuleOf(*pack.mutable_ceilings(), id);
}

TEST(DiffManyRulesTest, LimitsThatGoTogetherTakeWhatTheyTakeAlone) {
  for (const std::vector<std::string>& ids :
       std::vector<std::vector<std::string>>{{"CE-20", "CE-33"},
                                             {"CE-32", "CE-34"},
                                             {"CE-29", "CE-31", "CE-32"},
                                             {"CE-52", "CE-53"},
                                             {"CE-32", "CE-37"},
                                             {"CE-29", "CE-30"},
                                             {"CE-37", "CE-53"}}) {
    size_t alone = 0;
    for (const std::string& id : ids)
      alone += DisclosuresIn(WithoutLimits({id}));
    const size_t together = DisclosuresIn(WithoutLimits(ids));
    std::cout << absl::StrJoin(ids, "+") << ": " << together << " sentences, "
              << alone << " one by one\n";
    EXPECT_LE(together, alone + 2) << absl::StrJoin(ids, "+");
  }
}

// Which tenth is a matter of chance, so all of them are tried; and that they
// come, or that one goes and another comes, is no more to read.
TEST(DiffManyRulesTest, ATenthOfTheRulesTakesOnePage) {
  const v1::PolicyPack all = ShippedPack();
  for (int first = 0; first < 10; ++first) {
    const v1::PolicyPack less = PackWithoutATenth(first);
    const v1::PolicyPack other = PackWithoutATenth((first + 1) % 10);
    const auto gone = Compare(VersionOf(all), VersionOf(less));
    const auto come = Compare(VersionOf(less), VersionOf(all));
    const auto both = Compare(VersionOf(less), VersionOf(other));
    ASSERT_TRUE(gone.ok() && come.ok() && both.ok());
    std::cout << "sentences: " << gone->changes.size() << " gone, "
              << come->changes.size() << " come, " << both->changes.size()
              << " both\n";
    EXPECT_LE(DisclosuresIn(*gone), 60u) << first;
    EXPECT_LE(DisclosuresIn(*come), 60u) << first;
    EXPECT_LE(DisclosuresIn(*both), 120u) << first;
  }
}

// Each of the two alone changes nothing as long as the other is there.
TEST(DiffManyRulesTest, LimitsThatHoldTheSameDownAreNamedTogether) {
  v1::PolicyPack before = ShippedPack();
  v1::Ceiling twin = LimitIn(before, "CE-20");
  twin.set_id("CE-20-TWIN");
  *before.add_ceilings() = twin;
  const auto diff = Compare(VersionOf(before), [&] {
    v1::PolicyPack after = ShippedPack();
    Remove(*after.mutable_ceilings(), "CE-20");
    return VersionOf(after);
  }());
  ASSERT_TRUE(diff.ok());
  ASSERT_EQ(diff->changes.size(), 1u);
  EXPECT_THAT(diff->changes[0].rules, ElementsAre("CE-20", "CE-20-TWIN"));
  EXPECT_EQ(diff->changes[0].sentence.en,
            "where the reader is involved in person: every category WITHHELD "
            "→ what the other rules allow, at most FULL (wider).");
}

TEST(DiffManyRulesTest, ALimitUnderAnotherNameIsNoChange) {
  const Diff diff = DiffOf(
      [](v1::PolicyPack& pack) { LimitIn(pack, "CE-20").set_id("CE-20-NEW"); });
  EXPECT_EQ(DisclosuresIn(diff), 0u);
}

// The milder one takes its place: one sentence, which names both.
TEST(DiffManyRulesTest, ALimitReplacedByAMilderOneIsOneSentence) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    v1::Ceiling& limit = LimitIn(pack, "CE-20");
    limit.set_id("CE-20-NEW");
    limit.set_at_most("REDUCED");
  });
  ASSERT_EQ(diff.changes.size(), 1u);
  EXPECT_THAT(diff.changes[0].rules,
              UnorderedElementsAre("CE-20", "CE-20-NEW"));
  EXPECT_EQ(diff.changes[0].sentence.en,
            "where the reader is involved in person: every category WITHHELD "
            "→ what the other rules allow, at most REDUCED (wider).");
}

// A limit that is gone wants two officers whatever takes its place: it may hold
// back what the next change grants.
TEST(DiffManyRulesTest, ALimitReplacedByAStricterOneStillTakesTwo) {
  const Diff diff = DiffOf([](v1::PolicyPack& pack) {
    v1::Ceiling& limit = LimitIn(pack, "CE-31");
    limit.set_id("CE-31-NEW");
    limit.set_at_most("WITHHELD");
  });
  EXPECT_FALSE(OnlyNarrows(diff));
  EXPECT_LE(DisclosuresIn(diff), 2u);
}

}  // namespace
}  // namespace tasuki::analysis
