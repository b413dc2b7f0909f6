#include "gateway/analysis/limit_shares.h"

#include <algorithm>
#include <iterator>

namespace tasuki::analysis {
namespace {

// What of the other's circumstances is not among these.
Circumstances Beyond(const Circumstances& other, const Circumstances& these) {
  Circumstances beyond;
  std::set_difference(other.begin(), other.end(), these.begin(), these.end(),
                      std::back_inserter(beyond));
  return beyond;
}

// Both at once; `possible` is false if some fact would need two values.
Circumstances Both(const Circumstances& a, const Circumstances& b,
                   bool& possible) {
  Circumstances both = a;
  possible = true;
  for (const FactIs& one : b) {
    const auto found =
        std::find_if(both.begin(), both.end(),
                     [&](const FactIs& is) { return is.fact == one.fact; });
    if (found == both.end()) {
      both.push_back(one);
    } else {
      found->values &= one.values;
      possible = possible && found->values != 0;
    }
  }
  return both;
}

// Of a rule that acts on both sides: what the one version limits where the
// other does not, if anything.
void AddWhereOtherIsNot(const ChangedRule& rule,
                        const policy::CeilingRule& version, v1::Level at_most,
                        const policy::CeilingRule& other,
                        v1::Level other_at_most, std::vector<OneSided>& to) {
  if (at_most == v1::LEVEL_FULL) return;
  OneSided one = {&rule, &version, at_most, {}};
  if (other_at_most <= at_most) {
    one.unless = Beyond(ActsWhen(other.condition), ActsWhen(version.condition));
    // Without anything beyond, the other one acts wherever this one does.
    if (one.unless.empty()) return;
  }
  to.push_back(std::move(one));
}

Cell Under(const Cell& free, const std::vector<OneSided>& limits,
           const std::vector<bool>& which) {
  Cell cell = free;
  for (size_t i = 0; i < limits.size(); ++i) {
    if (!which[i]) continue;
    cell = Limited(cell, limits[i].limit->condition, limits[i].at_most);
  }
  return cell;
}

bool ActAlike(const OneSided& a, const OneSided& b) {
  return a.at_most == b.at_most &&
         a.limit->condition.facts == b.limit->condition.facts &&
         a.limit->condition.negated == b.limit->condition.negated;
}

}  // namespace

LimitsOfChange LimitsOf(const PairChange& change, v1::Category category) {
  LimitsOfChange limits;
  for (const Cause& cause : change.causes) {
    const policy::CeilingRule* const was =
        cause.before ? cause.rule->ceiling_before : nullptr;
    const policy::CeilingRule* const is =
        cause.after ? cause.rule->ceiling_after : nullptr;
    const auto at_most = [&](const policy::CeilingRule& limit) {
      return limit.limit[change.basis].At(category);
    };
    if (was != nullptr && is != nullptr) {
      AddWhereOtherIsNot(*cause.rule, *was, at_most(*was), *is, at_most(*is),
                         limits.lifted);
      AddWhereOtherIsNot(*cause.rule, *is, at_most(*is), *was, at_most(*was),
                         limits.set);
    } else if (was != nullptr) {
      limits.lifted.push_back({cause.rule, was, at_most(*was), {}});
    } else if (is != nullptr) {
      limits.set.push_back({cause.rule, is, at_most(*is), {}});
    }
  }
  return limits;
}

ChangeShares::ChangeShares(const Cell& before, const Cell& after,
                           LimitsOfChange limits)
    : before_(before), after_(after), limits_(std::move(limits)) {
  lifted_ = SideOf(after_, limits_.lifted);
  set_ = SideOf(before_, limits_.set);
}

ChangeShares::Side ChangeShares::SideOf(const Cell& free,
                                        const std::vector<OneSided>& limits) {
  Side side;
  std::vector<bool> which(limits.size(), true);
  side.all = Under(free, limits, which);
  for (size_t i = 0; i < limits.size(); ++i) {
    which[i] = false;
    side.alone.push_back(!(Under(free, limits, which) == side.all));
    which[i] = true;
  }
  return side;
}

void ChangeShares::AddAlone(
    absl::flat_hash_set<const ChangedRule*>& rules) const {
  const auto add = [&](const Side& side, const std::vector<OneSided>& limits) {
    for (size_t i = 0; i < limits.size(); ++i) {
      if (side.alone[i]) rules.insert(limits[i].rule);
    }
  };
  add(lifted_, limits_.lifted);
  add(set_, limits_.set);
}

void ChangeShares::Divide(
    const absl::flat_hash_set<const ChangedRule*>& preferred) {
  // What is left between the two once the limits are taken away from both.
  rest_ = ChangesBetween(set_.all, lifted_.all);
  if (!limits_.lifted.empty() || !limits_.set.empty()) {
    for (CellChange& one : rest_) {
      one.assignments = CountHigherIn(one.when, one.widens ? after_ : before_,
                                      one.widens ? before_ : after_);
    }
  }
  DivideSide(after_, before_, limits_.lifted, preferred, lifted_);
  DivideSide(before_, after_, limits_.set, preferred, set_);
}

void ChangeShares::DivideSide(
    const Cell& free, const Cell& held, const std::vector<OneSided>& limits,
    const absl::flat_hash_set<const ChangedRule*>& preferred,
    Side& side) const {
  // Left out as long as the others hold the same down, the last ids first, and
  // before them those that have nothing to themselves anywhere.
  std::vector<bool> kept(limits.size(), true);
  for (const bool leave_preferred : {false, true}) {
    for (size_t i = limits.size(); i-- > 0;) {
      if (side.alone[i] || !kept[i]) continue;
      if (preferred.contains(limits[i].rule) != leave_preferred) continue;
      kept[i] = false;
      kept[i] = !(Under(free, limits, kept) == side.all);
    }
  }
  for (size_t i = 0; i < limits.size(); ++i) {
    if (!kept[i]) continue;
    LimitShare share;
    share.limit = i;
    for (size_t j = 0; j < limits.size(); ++j) {
      if (!kept[j] && ActAlike(limits[i], limits[j])) share.with.push_back(j);
    }
    const Cell under =
        Limited(free, limits[i].limit->condition, limits[i].at_most);
    bool found = false;
    for (const v1::Level level : kOpenLevels) {
      if (free.AtLeast(level) == under.AtLeast(level)) continue;
      share.highest = level;
      if (found) continue;
      share.at = Nearest(free.AtLeast(level), under.AtLeast(level)).front();
      found = true;
    }
    const Circumstances when = ActsWhen(limits[i].limit->condition);
    share.assignments = CountHigherIn(when, free, held);
    if (!limits[i].unless.empty()) {
      bool possible = true;
      const Circumstances both = Both(when, limits[i].unless, possible);
      if (possible) share.assignments -= CountHigherIn(both, free, held);
    }
    side.shares.push_back(std::move(share));
  }
}

}  // namespace tasuki::analysis
