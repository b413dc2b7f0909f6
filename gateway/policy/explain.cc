#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "gateway/policy/compiled.h"

namespace tasuki::policy {
namespace {

// One grant on one ground, before and after the ceilings.
struct Candidate {
  v1::Level opened = v1::LEVEL_WITHHELD;
  v1::Level level = v1::LEVEL_WITHHELD;
  const GrantRule* grant = nullptr;
  const Ground* ground = nullptr;
  const CeilingRule* ceiling = nullptr;  // null: none lowered it
};

// The better explanation: what gives most; of those, what no ceiling lowered;
// of those, what would have given most.
bool Better(const Candidate& a, const Candidate& b) {
  const auto merit = [](const Candidate& candidate) {
    return std::tuple(candidate.level, candidate.level == candidate.opened,
                      candidate.opened);
  };
  return merit(a) > merit(b);
}

// Finds the reasons of one situation, category by category.
class Explanation {
 public:
  Explanation(const Situation& situation, const Rules& rules,
              const RowRules& row)
      : situation_(situation), rules_(rules), row_(row) {}

  std::optional<CategoryReason> For(v1::Category category) const {
    std::optional<Candidate> best;
    for (const Ground& ground : situation_.grounds) {
      for (const uint32_t number : row_.grants) {
        const std::optional<Candidate> candidate =
            Try(rules_.grants[number], ground, category);
        if (!candidate.has_value()) continue;
        if (!best.has_value() || Better(*candidate, *best)) best = candidate;
      }
    }
    if (!best.has_value()) return std::nullopt;
    return CategoryReason{
        category,
        best->level,
        best->grant->id,
        best->ground->basis,
        best->ground->source,
        best->ceiling == nullptr ? std::string() : best->ceiling->id,
        RefusalsOf(*best, category)};
  }

 private:
  std::optional<Candidate> Try(const GrantRule& grant, const Ground& ground,
                               v1::Category category) const {
    if (grant.basis != ground.basis ||
        !situation_.facts.known_true().ContainsAll(grant.needs)) {
      return std::nullopt;
    }
    Candidate candidate;
    candidate.opened = grant.gives.Meet(ground.mask).At(category);
    if (candidate.opened == v1::LEVEL_WITHHELD) return std::nullopt;
    candidate.level = candidate.opened;
    candidate.grant = &grant;
    candidate.ground = &ground;
    Lower(category, candidate);
    return candidate;
  }

  // Names the first of the lowest ceilings, if one lowers at all.
  void Lower(v1::Category category, Candidate& candidate) const {
    for (const uint32_t number : row_.ceilings) {
      const CeilingRule& ceiling = rules_.ceilings[number];
      if (ceiling.condition.KnownFalse(situation_.facts)) continue;
      const v1::Level limit =
          ceiling.limit[candidate.ground->basis].At(category);
      if (limit >= candidate.level) continue;
      candidate.level = limit;
      candidate.ceiling = &ceiling;
    }
  }

  // The codes of whatever keeps the candidate from what the grant gives.
  std::vector<v1::RefusalCode> RefusalsOf(const Candidate& candidate,
                                          v1::Category category) const {
    std::vector<v1::RefusalCode> refusals;
    if (candidate.ceiling == nullptr) return refusals;
    for (const uint32_t number : row_.ceilings) {
      const CeilingRule& ceiling = rules_.ceilings[number];
      if (ceiling.condition.KnownFalse(situation_.facts)) continue;
      const v1::Level limit =
          ceiling.limit[candidate.ground->basis].At(category);
      if (limit < candidate.opened) refusals.push_back(ceiling.refusal);
    }
    return refusals;
  }

  const Situation& situation_;
  const Rules& rules_;
  const RowRules& row_;
};

bool Applies(const CeilingRule& ceiling, const Situation& situation) {
  if (!Matches(ceiling.scope, situation) ||
      (ceiling.except.has_value() && Matches(*ceiling.except, situation)) ||
      (ceiling.reader_is_not_holder && situation.reader_is_holder)) {
    return false;
  }
  return !ceiling.condition.KnownFalse(situation.facts);
}

}  // namespace

std::vector<v1::RefusalCode> Policy::WhyClosed(const Situation& situation,
                                               CategorySet categories) const {
  std::set<v1::RefusalCode> codes;
  if (categories.empty()) return {};
  // All of them: a row has those only that lower one of its grants.
  for (const CeilingRule& ceiling : compiled_->rules.ceilings) {
    if (!Applies(ceiling, situation)) continue;
    for (const Ground& ground : situation.grounds) {
      const LevelSet& limit = ceiling.limit[ground.basis];
      if ((categories & ~limit.reduced()).empty()) continue;
      codes.insert(ceiling.refusal);
    }
  }
  return {codes.begin(), codes.end()};
}

std::vector<CategoryReason> Policy::Explain(const Situation& situation,
                                            CategorySet of) const {
  const RowRules& row =
      compiled_->index.rules(compiled_->index.Find(situation));
  const Explanation explanation(situation, compiled_->rules, row);
  std::vector<CategoryReason> reasons;
  reasons.reserve(static_cast<size_t>(of.size()));
  for (const v1::Category category : of.members()) {
    std::optional<CategoryReason> reason = explanation.For(category);
    if (reason.has_value()) reasons.push_back(*std::move(reason));
  }
  return reasons;
}

}  // namespace tasuki::policy
