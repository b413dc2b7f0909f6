#include "gateway/analysis/row_pairs.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace tasuki::analysis {
namespace {

bool Same(const policy::Condition& a, const policy::Condition& b) {
  return a.facts == b.facts && a.negated == b.negated;
}

bool Same(const policy::GrantRule& a, const policy::GrantRule& b) {
  return a.scope == b.scope && a.basis == b.basis && a.needs == b.needs &&
         a.gives == b.gives;
}

bool Same(const policy::CeilingRule& a, const policy::CeilingRule& b) {
  return a.scope == b.scope && a.except == b.except &&
         a.reader_is_not_holder == b.reader_is_not_holder &&
         Same(a.condition, b.condition) && a.limit == b.limit;
}

bool Same(const Opening& a, const Opening& b) {
  return std::equal(a.grants.begin(), a.grants.end(), b.grants.begin(),
                    b.grants.end(),
                    [](const auto& x, const auto& y) {
                      return x.needs == y.needs && x.gives == y.gives;
                    }) &&
         std::equal(a.ceilings.begin(), a.ceilings.end(), b.ceilings.begin(),
                    b.ceilings.end(), [](const auto& x, const auto& y) {
                      return Same(x.condition, y.condition) &&
                             x.limit == y.limit;
                    });
}

// The rule as it is on each side, by id.
template <typename Rule>
std::map<std::string, std::pair<const Rule*, const Rule*>> BothSides(
    const std::vector<Rule>& before, const std::vector<Rule>& after) {
  std::map<std::string, std::pair<const Rule*, const Rule*>> sides;
  for (const Rule& rule : before) sides[rule.id].first = &rule;
  for (const Rule& rule : after) sides[rule.id].second = &rule;
  return sides;
}

template <typename Rule>
bool Changed(const Rule* before, const Rule* after) {
  return before == nullptr || after == nullptr || !Same(*before, *after);
}

// A rule that is there on both sides and does the same to this cell is not
// behind its change.
bool ActsAlike(const Cause& cause, v1::BasisCode basis, v1::Category category) {
  if (!cause.before || !cause.after) return false;
  const ChangedRule& rule = *cause.rule;
  if (rule.grant_before != nullptr) {
    return rule.grant_before->needs == rule.grant_after->needs &&
           rule.grant_before->gives.At(category) ==
               rule.grant_after->gives.At(category);
  }
  return Same(rule.ceiling_before->condition, rule.ceiling_after->condition) &&
         rule.ceiling_before->limit[basis].At(category) ==
             rule.ceiling_after->limit[basis].At(category);
}

}  // namespace

RowPairs::RowPairs(const Tables& before, const Tables& after)
    : before_(before), after_(after) {
  FindPairs();
  FindChangedRules();
  changes_.resize(rows_.size());
  if (changed_.empty()) return;
  for (uint32_t pair = 1; pair < rows_.size(); ++pair) FindChangesOf(pair);
}

void RowPairs::FindPairs() {
  const std::vector<uint32_t> before = RowsOf(before_.index);
  const std::vector<uint32_t> after = RowsOf(after_.index);
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, uint32_t> numbers;
  rows_.emplace_back(0, 0);
  numbers.emplace(rows_[0], 0);
  pair_at_.resize(before.size());
  for (uint32_t place = 0; place < before.size(); ++place) {
    const std::pair<uint32_t, uint32_t> rows(before[place], after[place]);
    if (rows == rows_[0]) continue;
    const auto [found, is_new] = numbers.emplace(rows, rows_.size());
    if (is_new) rows_.push_back(rows);
    pair_at_[place] = found->second;
    const PlaceValues values = PlaceAt(place);
    for (const Dimension dimension : kDimensions) {
      used_.Of(dimension) |= uint64_t{1}
                             << values[static_cast<size_t>(dimension)];
    }
  }
  used_.Of(Dimension::kBasis) = 0;
  for (const Tables* side : {&before_, &after_}) {
    for (const policy::GrantRule& grant : side->rules.grants) {
      used_.Of(Dimension::kBasis) |= uint64_t{1} << grant.basis;
    }
  }
}

void RowPairs::FindChangedRules() {
  for (const auto& [id, sides] :
       BothSides(before_.rules.grants, after_.rules.grants)) {
    if (!Changed(sides.first, sides.second)) continue;
    changed_.push_back({id, sides.first, sides.second, nullptr, nullptr});
  }
  for (const auto& [id, sides] :
       BothSides(before_.rules.ceilings, after_.rules.ceilings)) {
    if (!Changed(sides.first, sides.second)) continue;
    changed_.push_back({id, nullptr, nullptr, sides.first, sides.second});
  }
  for (const ChangedRule& rule : changed_) {
    for (const void* side : {static_cast<const void*>(rule.grant_before),
                             static_cast<const void*>(rule.grant_after),
                             static_cast<const void*>(rule.ceiling_before),
                             static_cast<const void*>(rule.ceiling_after)}) {
      if (side != nullptr) changed_by_rule_[side] = &rule;
    }
  }
}

const std::vector<RowPairs::Difference>& RowPairs::DifferencesOf(
    uint32_t before, uint32_t after) {
  const auto [found, is_new] = differences_.try_emplace({before, after});
  if (!is_new) return found->second;
  const Opening old_opening = OpeningAt(before_.index, before);
  const Opening new_opening = OpeningAt(after_.index, after);
  if (Same(old_opening, new_opening)) return found->second;
  for (const CategorySet part : AlikeIn({&old_opening, &new_opening})) {
    const v1::Category category = part.members()[0];
    Difference difference = {part, CellOf(old_opening, category),
                             CellOf(new_opening, category)};
    if (difference.before == difference.after) continue;
    found->second.push_back(std::move(difference));
  }
  return found->second;
}

std::vector<Cause> RowPairs::CausesOf(uint32_t pair, v1::BasisCode basis,
                                      v1::Category category) const {
  // An id may be that of a grant before and of a limit after.
  std::map<std::pair<std::string, const ChangedRule*>, Cause> acting;
  const auto add = [&](const void* side_of, bool Cause::*side) {
    const auto found = changed_by_rule_.find(side_of);
    if (found == changed_by_rule_.end()) return;
    const ChangedRule* rule = found->second;
    Cause& cause = acting[{rule->id, rule}];
    cause.rule = rule;
    cause.*side = true;
  };
  const auto add_side = [&](const Tables& tables, uint32_t row,
                            bool Cause::*side) {
    const policy::RowRules& rules = tables.index.rules(row);
    for (const uint32_t number : rules.grants) {
      const policy::GrantRule& grant = tables.rules.grants[number];
      if (grant.basis == basis &&
          grant.gives.At(category) > v1::LEVEL_WITHHELD) {
        add(&grant, side);
      }
    }
    for (const uint32_t number : rules.ceilings) {
      const policy::CeilingRule& ceiling = tables.rules.ceilings[number];
      if (ceiling.limit[basis].At(category) < v1::LEVEL_FULL) {
        add(&ceiling, side);
      }
    }
  };
  add_side(before_, RowBefore(pair), &Cause::before);
  add_side(after_, RowAfter(pair), &Cause::after);
  std::vector<Cause> causes;
  for (const auto& [key, cause] : acting) {
    if (!ActsAlike(cause, basis, category)) causes.push_back(cause);
  }
  return causes;
}

void RowPairs::FindChangesOf(uint32_t pair) {
  for (int b = 1; b < policy::kBases; ++b) {
    const auto basis = static_cast<v1::BasisCode>(b);
    const uint32_t before = before_.index.OpeningOf(RowBefore(pair), basis);
    const uint32_t after = after_.index.OpeningOf(RowAfter(pair), basis);
    for (const Difference& difference : DifferencesOf(before, after)) {
      std::map<std::vector<Cause>, CategorySet> by_causes;
      for (const v1::Category category : difference.categories.members()) {
        CategorySet& categories = by_causes[CausesOf(pair, basis, category)];
        categories = categories | CategorySet::Of(category);
      }
      for (const auto& [causes, categories] : by_causes) {
        changes_[pair].push_back(
            {basis, categories, difference.before, difference.after, causes});
      }
    }
  }
}

}  // namespace tasuki::analysis
