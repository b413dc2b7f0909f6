#include "gateway/analysis/change_topics.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"

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

// The highest level that is reached while the limit acts.
v1::Level MostWhileActing(const Cell& cell,
                          const policy::Condition& condition) {
  v1::Level most = v1::LEVEL_WITHHELD;
  for (const v1::Level level : kOpenLevels) {
    if (ReachedWhileActing(cell.AtLeast(level), condition)) most = level;
  }
  return most;
}

bool SameWhileActing(const Cell& a, const Cell& b, v1::Level at_most,
                     const policy::Condition& condition) {
  for (const v1::Level level : kOpenLevels) {
    if (level > at_most) {
      if (ReachedWhileActing(a.AtLeast(level), condition)) return false;
    } else if (!(a.AtLeast(level) == b.AtLeast(level))) {
      return false;
    }
  }
  return true;
}

Topic LimitTopic(const ChangedRule& rule, bool lifted) {
  Topic topic;
  topic.form = lifted ? Topic::Form::kLimitLifted : Topic::Form::kLimitSet;
  topic.widens = lifted;
  topic.causes = {&rule};
  topic.when = ActsWhen(LimitOf(topic).condition);
  return topic;
}

// What of the other's circumstances is not among these.
Circumstances Beyond(const Circumstances& other, const Circumstances& these) {
  Circumstances beyond;
  std::set_difference(other.begin(), other.end(), these.begin(), these.end(),
                      std::back_inserter(beyond));
  return beyond;
}

// The topics of a change behind which there is one limit alone; none if it is
// not that simple.
std::vector<Topic> LimitTopics(const PairChange& change) {
  if (change.causes.size() != 1) return {};
  const auto& [rule, before, after] = change.causes[0];
  if (rule->ceiling_before == nullptr && rule->ceiling_after == nullptr) {
    return {};
  }
  const v1::Category category = change.categories.members()[0];
  const auto at_most = [&](const policy::CeilingRule* limit) {
    return limit->limit[change.basis].At(category);
  };
  if (before && after) {
    const Circumstances was = ActsWhen(rule->ceiling_before->condition);
    const Circumstances is = ActsWhen(rule->ceiling_after->condition);
    if (was != is) {
      if (at_most(rule->ceiling_before) != at_most(rule->ceiling_after)) {
        return {};
      }
      Topic lifted = LimitTopic(*rule, true), set = LimitTopic(*rule, false);
      lifted.unless = Beyond(is, was);
      set.unless = Beyond(was, is);
      std::vector<Topic> topics;
      // Without anything beyond, the other side acts wherever this one did.
      if (!lifted.unless.empty()) topics.push_back(std::move(lifted));
      if (!set.unless.empty()) topics.push_back(std::move(set));
      return topics;
    }
  }
  const bool lifted = !after || (before && at_most(rule->ceiling_after) >
                                               at_most(rule->ceiling_before));
  Topic topic = LimitTopic(*rule, lifted);
  const policy::CeilingRule& limit = LimitOf(topic);
  const Cell& limited = lifted ? change.before : change.after;
  const Cell& free = lifted ? change.after : change.before;
  if (!SameWhileActing(limited, free, at_most(&limit), limit.condition)) {
    return {};
  }
  return {topic};
}

// What a grant that stays needs on one side only: who has it sees no change.
FactSet UnlessFor(const PairChange& change, bool widens) {
  if (widens || change.causes.size() != 1) return {};
  const ChangedRule& rule = *change.causes[0].rule;
  if (rule.grant_before == nullptr || rule.grant_after == nullptr) return {};
  if (rule.grant_before->gives != rule.grant_after->gives) return {};
  return rule.grant_after->needs.Without(rule.grant_before->needs);
}

class Finder {
 public:
  explicit Finder(const RowPairs& pairs) : pairs_(pairs) {}

  Topics Find() {
    for (uint32_t pair = 1; pair < pairs_.count(); ++pair) {
      for (const PairChange& change : pairs_.ChangesOf(pair)) {
        Add(pair, change);
      }
    }
    return std::move(topics_);
  }

 private:
  const std::vector<CellChange>& ChangesOf(const PairChange& change) {
    const auto [found, is_new] = changes_.try_emplace(
        std::pair(change.before.at_least, change.after.at_least));
    if (is_new) found->second = ChangesBetween(change.before, change.after);
    return found->second;
  }

  void Add(uint32_t pair, const PairChange& change) {
    const std::vector<Topic> limits = LimitTopics(change);
    for (const Topic& topic : limits) AddLimit(topic, pair, change);
    if (!limits.empty()) return;
    for (const CellChange& one : ChangesOf(change)) {
      Topic topic;
      topic.widens = one.widens;
      for (const Cause& cause : change.causes) {
        topic.causes.push_back(cause.rule);
      }
      topic.when = one.when;
      const FactSet unless = UnlessFor(change, one.widens);
      // In these circumstances it is not so anyway, or it would not matter.
      if (!unless.Intersects(one.at.known_true())) {
        for (const v1::Fact fact : MembersOf(unless)) {
          topic.unless.push_back({fact, kTrue});
        }
      }
      topic.at = {
          one.at.known_true().words()[0], one.at.known_true().words()[1],
          one.at.known_false().words()[0], one.at.known_false().words()[1]};
      topics_[topic].push_back(
          {pair, &change, one.before, one.after, one.assignments, one.at});
    }
  }

  void AddLimit(const Topic& topic, uint32_t pair, const PairChange& change) {
    const auto& changes = ChangesOf(change);
    const auto example = std::find_if(
        changes.begin(), changes.end(),
        [&](const auto& one) { return one.widens == topic.widens; });
    // Where others hold it down in these circumstances nothing changes.
    if (example == changes.end()) return;
    const policy::CeilingRule& limit = LimitOf(topic);
    const v1::Level at_most =
        limit.limit[change.basis].At(change.categories.members()[0]);
    const Cell& free = topic.widens ? change.after : change.before;
    const Cell& limited = topic.widens ? change.before : change.after;
    // While the other version acts too, nothing changes: what is free is free
    // of both.
    const v1::Level most = std::max(example->before, example->after);
    const v1::Level highest =
        topic.unless.empty() ? MostWhileActing(free, limit.condition)
                             : std::max(most, MostOf(changes, topic.widens));
    topics_[topic].push_back({pair, &change, topic.widens ? at_most : highest,
                              topic.widens ? highest : at_most,
                              CountHigher(free, limited), example->at});
  }

  static v1::Level MostOf(const std::vector<CellChange>& changes, bool widens) {
    v1::Level most = v1::LEVEL_WITHHELD;
    for (const CellChange& one : changes) {
      if (one.widens != widens) continue;
      most = std::max({most, one.before, one.after});
    }
    return most;
  }

  const RowPairs& pairs_;
  Topics topics_;
  absl::flat_hash_map<std::pair<std::array<Region, 3>, std::array<Region, 3>>,
                      std::vector<CellChange>>
      changes_;
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
