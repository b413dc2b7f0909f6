#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <utility>

#include "gateway/policy/openings.h"

namespace tasuki::policy {
namespace {

using Words = std::vector<uint64_t>;
// Two sets of two words: a condition, in an order that any map can use.
using ConditionWords = std::array<uint64_t, 4>;

ConditionWords WordsOf(const Condition& condition) {
  return {condition.facts.words()[0], condition.facts.words()[1],
          condition.negated.words()[0], condition.negated.words()[1]};
}

int FactsIn(const Condition& condition) {
  int facts = 0;
  for (const uint64_t word : WordsOf(condition)) facts += std::popcount(word);
  return facts;
}

void Append(const LevelSet& levels, Words& words) {
  words.insert(words.end(), {levels.existence().bits(), levels.reduced().bits(),
                             levels.full().bits()});
}

// Cuts what the grants give by the ceilings that are always active, joins those
// that need the same facts, and drops what another one gives for less.
std::vector<OpeningGrant> Simplified(std::vector<OpeningGrant> grants,
                                     const LevelSet& always) {
  std::map<std::array<uint64_t, 2>, OpeningGrant> by_needs;
  for (const OpeningGrant& grant : grants) {
    OpeningGrant& joined = by_needs[grant.needs.words()];
    joined.needs = grant.needs;
    joined.gives = joined.gives.Join(grant.gives.Meet(always));
  }
  std::vector<OpeningGrant> simplified;
  for (const auto& [needs, grant] : by_needs) {
    const bool dominated =
        std::any_of(by_needs.begin(), by_needs.end(),
                    [&, &grant = grant](const auto& other) {
                      return &other.second != &grant &&
                             grant.needs.ContainsAll(other.second.needs) &&
                             grant.gives.AtMost(other.second.gives);
                    });
    if (!dominated && !grant.gives.empty()) simplified.push_back(grant);
  }
  return simplified;
}

// The place of a condition of one fact among the limits of an opening; the
// same number, after all of these, for any other.
int Place(const Condition& condition) {
  if (FactsIn(condition) > 1) return 4 * 64;
  const ConditionWords words = WordsOf(condition);
  int place = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] != 0) place = 64 * i + std::countr_zero(words[i]);
  }
  return place;
}

// The limit of each condition that can lower something of `given`; those of
// one fact first, in the order in which Openings finds them.
std::vector<OpeningCeiling> Simplified(
    const std::vector<OpeningCeiling>& ceilings, const LevelSet& given) {
  std::map<std::pair<int, ConditionWords>, OpeningCeiling> by_condition;
  for (const OpeningCeiling& ceiling : ceilings) {
    if (ceiling.condition.always() || given.AtMost(ceiling.limit)) continue;
    OpeningCeiling& met =
        by_condition
            .try_emplace({Place(ceiling.condition), WordsOf(ceiling.condition)},
                         OpeningCeiling{ceiling.condition, given})
            .first->second;
    met.limit = met.limit.Meet(ceiling.limit);
  }
  std::vector<OpeningCeiling> simplified;
  for (const auto& [place, ceiling] : by_condition) {
    simplified.push_back(ceiling);
  }
  return simplified;
}

// Equal for openings that decide alike, and only for these.
Words WordsOf(const std::vector<OpeningGrant>& grants,
              const std::vector<OpeningCeiling>& ceilings) {
  if (grants.empty()) return {};
  Words words = {grants.size()};
  for (const OpeningGrant& grant : grants) {
    words.insert(words.end(), grant.needs.words().begin(),
                 grant.needs.words().end());
    Append(grant.gives, words);
  }
  for (const OpeningCeiling& ceiling : ceilings) {
    const ConditionWords condition = WordsOf(ceiling.condition);
    words.insert(words.end(), condition.begin(), condition.end());
    Append(ceiling.limit, words);
  }
  return words;
}

}  // namespace

OpeningsBuilder::OpeningsBuilder() {
  // Opening 0 has no rule. The last element only says where lists end.
  openings_.openings_.resize(2);
  number_of_.emplace(Words(), Openings::kNothing);
}

uint32_t OpeningsBuilder::Add(std::vector<OpeningGrant> grants,
                              const std::vector<OpeningCeiling>& ceilings) {
  LevelSet always = LevelSet::Full(), given;
  for (const OpeningCeiling& ceiling : ceilings) {
    if (ceiling.condition.always()) always = always.Meet(ceiling.limit);
  }
  grants = Simplified(std::move(grants), always);
  for (const OpeningGrant& grant : grants) given = given.Join(grant.gives);
  const std::vector<OpeningCeiling> limits = Simplified(ceilings, given);
  const auto [found, is_new] =
      number_of_.emplace(WordsOf(grants, limits), openings_.count());
  if (is_new) Store(grants, limits);
  return found->second;
}

void OpeningsBuilder::Store(const std::vector<OpeningGrant>& grants,
                            const std::vector<OpeningCeiling>& ceilings) {
  Openings::Opening& opening = openings_.openings_.back();
  openings_.grants_.insert(openings_.grants_.end(), grants.begin(),
                           grants.end());
  for (const OpeningCeiling& ceiling : ceilings) {
    if (FactsIn(ceiling.condition) > 1) {
      openings_.others_.push_back(ceiling);
      continue;
    }
    opening.singles.facts = opening.singles.facts | ceiling.condition.facts;
    opening.singles.negated =
        opening.singles.negated | ceiling.condition.negated;
    openings_.singles_.push_back(ceiling.limit);
  }
  Openings::Opening end;
  end.first_grant = openings_.grants_.size();
  end.first_single = openings_.singles_.size();
  end.first_other = openings_.others_.size();
  openings_.openings_.push_back(end);
}

Openings OpeningsBuilder::Build() && { return std::move(openings_); }

}  // namespace tasuki::policy
