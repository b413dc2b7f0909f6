#include "gateway/analysis/change_topics.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace tasuki::analysis {
namespace {

// When a limit acts: none of its facts is known to be otherwise.
Circumstances ActsWhen(const policy::Condition& condition) {
  Circumstances when;
  for (const v1::Fact fact : MembersOf(condition.facts)) {
    when.push_back({fact, static_cast<uint8_t>(kTrue | kUnknown)});
  }
  for (const v1::Fact fact : MembersOf(condition.negated)) {
    when.push_back({fact, static_cast<uint8_t>(kFalse | kUnknown)});
  }
  std::sort(when.begin(), when.end());
  return when;
}

}  // namespace

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

// A limit that alone is behind a change, and was not there before or is not
// there any more.
std::optional<Topic> LimitTopic(const PairChange& change) {
  if (change.causes.size() != 1) return std::nullopt;
  const ChangedRule& rule = *change.causes[0];
  if ((rule.ceiling_before == nullptr) == (rule.ceiling_after == nullptr)) {
    return std::nullopt;
  }
  const bool lifted = rule.ceiling_after == nullptr;
  const policy::CeilingRule& limit =
      lifted ? *rule.ceiling_before : *rule.ceiling_after;
  const v1::Level at_most =
      limit.limit[change.basis].At(change.categories.members()[0]);
  const Cell& limited = lifted ? change.before : change.after;
  const Cell& free = lifted ? change.after : change.before;
  if (!SameWhileActing(limited, free, at_most, limit.condition)) {
    return std::nullopt;
  }
  Topic topic;
  topic.form = lifted ? Topic::Form::kLimitLifted : Topic::Form::kLimitSet;
  topic.widens = lifted;
  topic.causes = change.causes;
  topic.when = ActsWhen(limit.condition);
  return topic;
}

// What a grant that stays needs on one side only: who has it sees no change.
FactSet UnlessFor(const PairChange& change, bool widens) {
  if (widens || change.causes.size() != 1) return {};
  const ChangedRule& rule = *change.causes[0];
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
    if (std::optional<Topic> topic = LimitTopic(change)) {
      AddLimit(*topic, pair, change);
      return;
    }
    for (const CellChange& one : ChangesOf(change)) {
      Topic topic;
      topic.widens = one.widens;
      topic.causes = change.causes;
      topic.when = one.when;
      const FactSet unless = UnlessFor(change, one.widens);
      // In these circumstances it is not so anyway, or it would not matter.
      if (!unless.Intersects(one.at.known_true())) {
        topic.unless = unless.words();
      }
      topic.at = {
          one.at.known_true().words()[0], one.at.known_true().words()[1],
          one.at.known_false().words()[0], one.at.known_false().words()[1]};
      topics_[topic].push_back(
          {pair, &change, one.before, one.after, one.assignments, one.at});
    }
  }

  void AddLimit(const Topic& topic, uint32_t pair, const PairChange& change) {
    const policy::CeilingRule& limit = LimitOf(topic);
    const v1::Level at_most =
        limit.limit[change.basis].At(change.categories.members()[0]);
    const Cell& free = topic.widens ? change.after : change.before;
    const v1::Level most = MostWhileActing(free, limit.condition);
    const Cell& limited = topic.widens ? change.before : change.after;
    topics_[topic].push_back({pair, &change, topic.widens ? at_most : most,
                              topic.widens ? most : at_most,
                              CountHigher(free, limited),
                              ChangesOf(change)[0].at});
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

FactSet UnlessOf(const Topic& topic) {
  return FactSetOf(topic.unless[0], topic.unless[1]);
}

const policy::CeilingRule& LimitOf(const Topic& topic) {
  const ChangedRule& rule = *topic.causes[0];
  return topic.form == Topic::Form::kLimitLifted ? *rule.ceiling_before
                                                 : *rule.ceiling_after;
}

}  // namespace tasuki::analysis
