// Two to ten rules change at once, and the sentences still speak of whatever
// changes: looked at cell by cell, under every assignment of the facts.
#include <gtest/gtest.h>

#include <array>
#include <iostream>
#include <map>
#include <set>
#include <vector>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/row_pairs.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"
#include "tests/property/analysis/generated_packs.h"
#include "tests/property/analysis/told.h"

namespace tasuki::analysis {
namespace {

using policy::Situation;

// 3^6 assignments are looked at one by one.
constexpr size_t kMostFacts = 6;

v1::PolicyPack ChangedOften(const v1::PolicyPack& pack, Random& random) {
  v1::PolicyPack changed = pack;
  // Limits alone, grants alone, or both.
  const uint64_t which = random() % 3;
  for (uint64_t left = 2 + random() % 9; left > 0; --left) {
    const bool limit = which == 0 || (which == 2 && random() % 2 == 0);
    if (limit && changed.ceilings_size() > 0 && random() % 3 != 0) {
      const int last = changed.ceilings_size() - 1;
      changed.mutable_ceilings()->SwapElements(
          static_cast<int>(random() % changed.ceilings_size()), last);
      changed.mutable_ceilings()->RemoveLast();
    } else if (!limit && changed.grants_size() > 1 && random() % 3 != 0) {
      const int last = changed.grants_size() - 1;
      changed.mutable_grants()->SwapElements(
          static_cast<int>(random() % changed.grants_size()), last);
      changed.mutable_grants()->RemoveLast();
    } else {
      // Ids must not meet: what is new is renamed.
      v1::PolicyPack more = Changed(changed, random);
      const auto rename = [&](auto& rules) {
        std::set<std::string> ids;
        for (auto& rule : rules) {
          if (ids.insert(rule.id()).second) continue;
          rule.set_id(rule.id() + "-" + std::to_string(left));
        }
      };
      rename(*more.mutable_grants());
      rename(*more.mutable_ceilings());
      changed = more;
    }
  }
  return changed;
}

Tables TablesOf(const v1::PolicyPack& pack) {
  auto tables = CompileTables({pack});
  EXPECT_TRUE(tables.ok()) << tables.status();
  CHECK(tables.ok());
  return *std::move(tables);
}

class Told {
 public:
  Told(const v1::PolicyPack& before, const v1::PolicyPack& after)
      : old_tables_(TablesOf(before)),
        new_tables_(TablesOf(after)),
        pairs_(old_tables_, new_tables_) {
    Version old_version, new_version;
    old_version.packs = {before};
    new_version.packs = {after};
    auto diff = Compare(old_version, new_version);
    CHECK(diff.ok());
    diff_ = *std::move(diff);
    for (uint32_t place = 0; place < PlaceCount(); ++place) {
      places_[pairs_.PairAt(place)].push_back(place);
    }
  }

  const Diff& diff() const { return diff_; }
  uint64_t looked_at() const { return looked_at_; }

  void EveryCellIsTold(Random& random) {
    for (uint32_t pair = 1; pair < pairs_.count(); ++pair) {
      const std::vector<uint32_t>& places = places_[pair];
      for (const PairChange& change : pairs_.ChangesOf(pair)) {
        Situation s = SituationAt(PlaceAt(places[random() % places.size()]));
        policy::Ground ground;
        ground.basis = change.basis;
        s.grounds = {ground};
        const auto facts =
            MembersOf(change.before.facts() | change.after.facts());
        if (facts.size() > kMostFacts) continue;
        s.facts = OrdinaryFacts();
        EachAssignment(change, facts, 0, s);
        if (testing::Test::HasFatalFailure()) return;
      }
    }
  }

  // Nothing is counted that does not change, and nothing that does is left out.
  void CountsAreTrue() const {
    for (const bool widens : {true, false}) {
      absl::uint128 changed = 0, told = 0;
      for (const auto& [pair, places] : places_) {
        for (const PairChange& change : pairs_.ChangesOf(pair)) {
          changed += CountHigher(widens ? change.after : change.before,
                                 widens ? change.before : change.after) *
                     change.categories.size() * places.size();
        }
      }
      size_t sentences = 0;
      for (const Change& change : diff_.changes) {
        if (!change.disclosure.has_value()) continue;
        if ((change.effect == Effect::kWidens) != widens) continue;
        ++sentences;
        ASSERT_GT(change.disclosure->situations, 0u) << change.sentence.en;
        ASSERT_GT(change.disclosure->places, 0u) << change.sentence.en;
        ASSERT_LE(change.disclosure->situations, changed) << change.sentence.en;
        told += change.disclosure->situations;
      }
      ASSERT_GE(told, changed);
      if (sentences == 1) {
        ASSERT_EQ(told, changed);
      }
    }
  }

 private:
  void EachAssignment(const PairChange& change,
                      const std::vector<v1::Fact>& facts, size_t from,
                      Situation& s) {
    if (from < facts.size()) {
      for (const uint8_t value : std::array{kTrue, kFalse, kUnknown}) {
        SetValue(facts[from], value, s.facts);
        EachAssignment(change, facts, from + 1, s);
        if (testing::Test::HasFatalFailure()) return;
      }
      return;
    }
    const v1::Level was = change.before.LevelUnder(s.facts);
    const v1::Level is = change.after.LevelUnder(s.facts);
    if (was == is) return;
    ++looked_at_;
    for (const v1::Category category : change.categories.members()) {
      ASSERT_TRUE(std::any_of(diff_.changes.begin(), diff_.changes.end(),
                              [&](const Change& one) {
                                return Covers(one, is > was, s, category);
                              }))
          << ShortName(category) << " " << ShortName(was) << " to "
          << ShortName(is);
    }
  }

  const Tables old_tables_, new_tables_;
  const RowPairs pairs_;
  Diff diff_;
  std::map<uint32_t, std::vector<uint32_t>> places_;
  uint64_t looked_at_ = 0;
};

TEST(ManyChangesTest, TheSentencesSpeakOfEveryCellThatChanges) {
  Random random(RandomSeed());
  uint64_t looked_at = 0, sentences = 0;
  for (int i = 0; i < 100; ++i) {
    const v1::PolicyPack before = GeneratedPack(random);
    const v1::PolicyPack after = ChangedOften(before, random);
    Told told(before, after);
    told.EveryCellIsTold(random);
    ASSERT_FALSE(HasFatalFailure()) << "pair " << i;
    told.CountsAreTrue();
    ASSERT_FALSE(HasFatalFailure()) << "pair " << i;
    looked_at += told.looked_at();
    sentences += told.diff().changes.size();
  }
  std::cout << looked_at << " changes told by " << sentences << " sentences\n";
  EXPECT_GT(looked_at, 1'000u);
}

TEST(ManyChangesTest, TheOrderOfRulesAndFilesDoesNotMatter) {
  Random random(RandomSeed());
  for (int i = 0; i < 10; ++i) {
    Version before, after, again;
    before.packs = {GeneratedPack(random), {}};
    after.packs = {ChangedOften(before.packs[0], random), {}};
    v1::PolicyPack grants, rest = after.packs[0];
    grants.mutable_grants()->Swap(rest.mutable_grants());
    std::reverse(grants.mutable_grants()->pointer_begin(),
                 grants.mutable_grants()->pointer_end());
    std::reverse(rest.mutable_ceilings()->pointer_begin(),
                 rest.mutable_ceilings()->pointer_end());
    again.packs = {rest, grants};
    const auto one = Compare(before, after), other = Compare(before, again);
    ASSERT_TRUE(one.ok() && other.ok()) << one.status() << other.status();
    ASSERT_EQ(one->changes.size(), other->changes.size());
    for (size_t j = 0; j < one->changes.size(); ++j) {
      EXPECT_EQ(one->changes[j].sentence, other->changes[j].sentence);
      EXPECT_EQ(one->changes[j].rules, other->changes[j].rules);
    }
  }
}

}  // namespace
}  // namespace tasuki::analysis
