#include "gateway/analysis/change_topics.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "gateway/analysis/limit_shares.h"

namespace tasuki::analysis {
bool ReachedWhileActing(const Region& region,
                        const policy::Condition& condition) {
  return std::any_of(region.cubes().begin(), region.cubes().end(),
                     [&](const Cube& cube) {
                       return !cube.known_false.Intersects(condition.facts) &&
                              !cube.known_true.Intersects(condition.negated);
                     });
}

namespace {

// What a grant that stays needs on one side only: who has it sees no change.
// Where it acts on one side alone, its scope is what changed there, and nothing
// that is known keeps anything open.
FactSet UnlessFor(const PairChange& change, const ChangedRule& rule,
                  bool widens) {
  const bool stays = std::any_of(
      change.causes.begin(), change.causes.end(), [&](const Cause& cause) {
        return cause.rule == &rule && cause.before && cause.after;
      });
  if (widens || !stays || rule.grant_before == nullptr) return {};
  if (rule.grant_before->gives != rule.grant_after->gives) return {};
  return rule.grant_after->needs.Without(rule.grant_before->needs);
}

bool IsGrant(const ChangedRule& rule) {
  return rule.grant_before != nullptr || rule.grant_after != nullptr;
}

std::vector<const ChangedRule*> CausesOf(const PairChange& change) {
  std::vector<const ChangedRule*> causes;
  for (const Cause& cause : change.causes) causes.push_back(cause.rule);
  return causes;
}

// The grants behind a change; whatever is behind it if there are none.
std::vector<const ChangedRule*> GrantsOf(const PairChange& change) {
  std::vector<const ChangedRule*> grants;
  for (const Cause& cause : change.causes) {
    if (IsGrant(*cause.rule)) grants.push_back(cause.rule);
  }
  return grants.empty() ? CausesOf(change) : grants;
}

// Of these, those that give on one side what the other side does not have.
std::vector<const ChangedRule*> GivingIn(
    const std::vector<const ChangedRule*>& grants, const CellChange& one,
    v1::Category category) {
  if (grants.size() == 1) return grants;
  std::vector<const ChangedRule*> giving;
  for (const ChangedRule* rule : grants) {
    const policy::GrantRule* const grant =
        one.widens ? rule->grant_after : rule->grant_before;
    if (grant != nullptr && one.at.known_true().ContainsAll(grant->needs) &&
        grant->gives.At(category) > std::min(one.before, one.after)) {
      giving.push_back(rule);
    }
  }
  return giving.empty() ? grants : giving;
}

class Finder {
 public:
  explicit Finder(const RowPairs& pairs) : pairs_(pairs) {}

  Topics Find() {
    for (uint32_t pair = 1; pair < pairs_.count(); ++pair) {
      for (const PairChange& change : pairs_.ChangesOf(pair)) {
        FindShares(pair, change);
      }
    }
    absl::flat_hash_set<const ChangedRule*> alone;
    for (const auto& [key, shares] : shares_) shares->AddAlone(alone);
    for (const auto& [key, shares] : shares_) shares->Divide(alone);
    for (const Part& part : parts_) {
      AddLimits(part);
      AddRest(part);
    }
    NameTheUnnamed();
    return std::move(topics_);
  }

 private:
  // Cells and, of each limit, what tells one change from another.
  using LimitKey = std::tuple<const policy::CeilingRule*, v1::Level, bool>;
  using Key = std::tuple<std::array<Region, 3>, std::array<Region, 3>,
                         std::vector<LimitKey>>;
  // Categories of a change that the same limits hold down to the same levels.
  struct Part {
    uint32_t pair;
    const PairChange* change;
    CategorySet categories;
    const ChangeShares* shares;
  };

  static std::vector<LimitKey> KeyOf(const LimitsOfChange& limits) {
    std::vector<LimitKey> key;
    for (const auto* side : {&limits.lifted, &limits.set}) {
      for (const OneSided& one : *side) {
        key.emplace_back(one.limit, one.at_most, one.unless.empty());
      }
    }
    return key;
  }

  void FindShares(uint32_t pair, const PairChange& change) {
    std::map<std::vector<LimitKey>, CategorySet> by_limits;
    for (const v1::Category category : change.categories.members()) {
      CategorySet& of_these = by_limits[KeyOf(LimitsOf(change, category))];
      of_these = of_these | CategorySet::Of(category);
    }
    for (const auto& [limits, categories] : by_limits) {
      const auto [found, is_new] = shares_.try_emplace(
          Key(change.before.at_least, change.after.at_least, limits));
      if (is_new) {
        found->second = std::make_unique<ChangeShares>(
            change.before, change.after,
            LimitsOf(change, categories.members()[0]));
      }
      parts_.push_back({pair, &change, categories, found->second.get()});
    }
  }

  void AddLimits(const Part& part) {
    const LimitsOfChange& limits = part.shares->limits();
    for (const LimitShare& share : part.shares->lifted()) {
      AddLimit(part, limits.lifted, share, true);
    }
    for (const LimitShare& share : part.shares->set()) {
      AddLimit(part, limits.set, share, false);
    }
  }

  void AddLimit(const Part& part, const std::vector<OneSided>& limits,
                const LimitShare& share, bool lifted) {
    const OneSided& limit = limits[share.limit];
    Topic topic;
    topic.form = lifted ? Topic::Form::kLimitLifted : Topic::Form::kLimitSet;
    topic.widens = lifted;
    topic.causes = {limit.rule};
    topic.when = ActsWhen(limit.limit->condition);
    topic.unless = limit.unless;
    TopicChange change = {part.pair,
                          part.change,
                          part.categories,
                          lifted ? limit.at_most : share.highest,
                          lifted ? share.highest : limit.at_most,
                          share.assignments,
                          share.at,
                          {}};
    for (const size_t other : share.with) {
      change.also.push_back(limits[other].rule);
    }
    topics_[topic].push_back(std::move(change));
  }

  void AddRest(const Part& part) {
    if (part.shares->rest().empty()) return;
    const std::vector<const ChangedRule*> grants = GrantsOf(*part.change);
    for (const CellChange& one : part.shares->rest()) {
      std::vector<const ChangedRule*> giving =
          GivingIn(grants, one, part.categories.members()[0]);
      Topic topic;
      topic.widens = one.widens;
      topic.causes = {giving[0]};
      topic.when = one.when;
      FactSet unless;
      if (grants.size() == 1) {
        unless = UnlessFor(*part.change, *grants[0], one.widens);
      }
      // In these circumstances it is not so anyway, or it would not matter.
      if (!unless.Intersects(one.at.known_true())) {
        for (const v1::Fact fact : MembersOf(unless)) {
          topic.unless.push_back({fact, kTrue});
        }
      }
      topic.at = {
          one.at.known_true().words()[0], one.at.known_true().words()[1],
          one.at.known_false().words()[0], one.at.known_false().words()[1]};
      giving.erase(giving.begin());
      topics_[topic].push_back({part.pair, part.change, part.categories,
                                one.before, one.after, one.assignments, one.at,
                                std::move(giving)});
    }
  }

  // Every rule behind a change is named with some sentence of it.
  void NameTheUnnamed() {
    absl::flat_hash_set<const ChangedRule*> named;
    for (const auto& [topic, changes] : topics_) {
      named.insert(topic.causes.begin(), topic.causes.end());
      for (const TopicChange& change : changes) {
        named.insert(change.also.begin(), change.also.end());
      }
    }
    for (auto& [topic, changes] : topics_) {
      for (TopicChange& change : changes) {
        for (const Cause& cause : change.change->causes) {
          if (!named.contains(cause.rule)) change.also.push_back(cause.rule);
        }
      }
    }
  }

  const RowPairs& pairs_;
  Topics topics_;
  std::vector<Part> parts_;
  absl::flat_hash_map<Key, std::unique_ptr<ChangeShares>> shares_;
};

FactSet FactSetOf(uint64_t first, uint64_t second) {
  FactSet set;
  for (int f = 1; f <= v1::Fact_MAX; ++f) {
    const uint64_t word = f < 64 ? first : second;
    if (((word >> (f % 64)) & 1) == 0) continue;
    set = set | FactSet::Of(static_cast<v1::Fact>(f));
  }
  return set;
}

}  // namespace

Topics TopicsOf(const RowPairs& pairs) { return Finder(pairs).Find(); }

KnownFacts FactsOf(const Topic& topic) {
  KnownFacts facts;
  for (const v1::Fact fact : MembersOf(FactSetOf(topic.at[0], topic.at[1]))) {
    facts.Set(fact, true);
  }
  for (const v1::Fact fact : MembersOf(FactSetOf(topic.at[2], topic.at[3]))) {
    facts.Set(fact, false);
  }
  return facts;
}

const policy::CeilingRule& LimitOf(const Topic& topic) {
  const ChangedRule& rule = *topic.causes[0];
  return topic.form == Topic::Form::kLimitLifted ? *rule.ceiling_before
                                                 : *rule.ceiling_after;
}

}  // namespace tasuki::analysis
