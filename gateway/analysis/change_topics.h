#ifndef GATEWAY_ANALYSIS_CHANGE_TOPICS_H_
#define GATEWAY_ANALYSIS_CHANGE_TOPICS_H_

#include <compare>
#include <map>
#include <vector>

#include "gateway/analysis/diff.h"
#include "gateway/analysis/row_pairs.h"

namespace tasuki::analysis {

// What one sentence can be about: a direction, the rules behind it, and the
// circumstances. A limit that is put up, lifted, or made to act in other
// circumstances is a topic of its own: its circumstances are those in which it
// acts on one side and, `unless`, not on the other, whatever else a grant
// needs.
struct Topic {
  enum class Form { kLevels, kLimitSet, kLimitLifted };
  Form form = Form::kLevels;
  bool widens = false;
  std::vector<const ChangedRule*> causes;
  Circumstances when, unless;
  // Facts at which the levels of kLevels are read.
  std::array<uint64_t, 4> at = {};
  auto operator<=>(const Topic&) const = default;
};

// One change of some categories that belongs to a topic.
struct TopicChange {
  uint32_t pair;
  const PairChange* change;
  CategorySet categories;
  v1::Level before, after;
  absl::uint128 assignments;
  KnownFacts at;  // an example, as ordinary as can be
  // Rules besides the causes of the topic without which it would not change, or
  // not so far.
  std::vector<const ChangedRule*> also;
};

// By topic, in an order that does not depend on addresses: causes lie in one
// vector by id. However many rules change at once, each of them has topics of
// its own only: where several are behind a change, one of them tells of it.
using Topics = std::map<Topic, std::vector<TopicChange>>;
Topics TopicsOf(const RowPairs& pairs);

// True if some facts under which the limit acts lie in the region.
bool ReachedWhileActing(const Region& region,
                        const policy::Condition& condition);

// The facts of a topic as they were nearest to the ordinary case.
KnownFacts FactsOf(const Topic& topic);
// The limit behind a topic of kLimitSet or kLimitLifted.
const policy::CeilingRule& LimitOf(const Topic& topic);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_CHANGE_TOPICS_H_
