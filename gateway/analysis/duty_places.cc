#include "gateway/analysis/duty_places.h"

#include <algorithm>

#include "gateway/analysis/deviations.h"

namespace tasuki::analysis {
namespace {

Duties DutiesAt(const policy::Rules& rules, const PlaceValues& place) {
  Duties duties;
  for (const policy::ObligationRule& rule : rules.obligations) {
    if (!InScope(rule.scope, place)) continue;
    for (const v1::Obligation obligation : rule.obligations) {
      CategorySet& categories = duties[{rule.basis, obligation}];
      categories = categories | rule.categories;
    }
  }
  return duties;
}

Duties Without(const Duties& some, const Duties& others) {
  Duties rest;
  for (const auto& [key, categories] : some) {
    const CategorySet left =
        categories & ~CategoriesOf(others, key.first, key.second);
    if (!left.empty()) rest[key] = left;
  }
  return rest;
}

std::vector<policy::ScopeMask> ScopesOf(const RowPairs& pairs) {
  std::vector<policy::ScopeMask> scopes;
  for (const Tables* side : {&pairs.before(), &pairs.after()}) {
    for (const policy::ObligationRule& rule : side->rules.obligations) {
      if (std::find(scopes.begin(), scopes.end(), rule.scope) == scopes.end()) {
        scopes.push_back(rule.scope);
      }
    }
  }
  return scopes;
}

// Which of the scopes have the place, as bits: where the answer is the same,
// the duties are.
void ScopesAt(const std::vector<policy::ScopeMask>& scopes,
              const PlaceValues& place, std::vector<uint64_t>& bits) {
  bits.assign((scopes.size() + 63) / 64, 0);
  for (size_t i = 0; i < scopes.size(); ++i) {
    if (InScope(scopes[i], place)) bits[i / 64] |= uint64_t{1} << (i % 64);
  }
}

}  // namespace

CategorySet CategoriesOf(const Duties& duties, v1::BasisCode basis,
                         v1::Obligation duty) {
  const auto found = duties.find({basis, duty});
  return found == duties.end() ? CategorySet() : found->second;
}

DutyPlaces::DutyPlaces(const RowPairs& pairs)
    : pairs_(pairs),
      cells_(pairs.after().index),
      class_at_(PlaceCount(), 0),
      classes_(1),
      rules_(1) {
  const std::vector<policy::ScopeMask> scopes = ScopesOf(pairs);
  absl::flat_hash_map<std::vector<uint64_t>, uint32_t> rules_of;
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, uint32_t> class_of;
  std::vector<uint64_t> bits;
  for (uint32_t place = 0; place < PlaceCount(); ++place) {
    const uint32_t row = pairs.RowAfter(pairs.PairAt(place));
    if (row == 0) continue;
    const PlaceValues values = PlaceAt(place);
    ScopesAt(scopes, values, bits);
    const auto [rules, new_rules] =
        rules_of.try_emplace(bits, static_cast<uint32_t>(rules_.size()));
    if (new_rules) {
      RulesHere& here = rules_.emplace_back();
      here.before = DutiesAt(pairs.before().rules, values);
      here.after = DutiesAt(pairs.after().rules, values);
      here.lost = Without(here.before, here.after);
      here.gained = Without(here.after, here.before);
    }
    const auto [found, is_new] = class_of.try_emplace(
        {row, rules->second}, static_cast<uint32_t>(classes_.size()));
    if (is_new) classes_.push_back({row, rules->second});
    class_at_[place] = found->second;
  }
}

uint32_t DutyPlaces::OpeningAfter(uint32_t place, v1::BasisCode basis) const {
  return pairs_.after().index.OpeningOf(classes_[class_at_[place]].row, basis);
}

CategorySet DutyPlaces::OpenedAfter(uint32_t place, v1::BasisCode basis) {
  const uint32_t opening = OpeningAfter(place, basis);
  const auto [found, is_new] = opened_.try_emplace(opening);
  if (is_new) {
    for (const AlikeCell& alike : cells_.Of(opening)) {
      if (!alike.cell.empty()) found->second = found->second | alike.categories;
    }
  }
  return found->second;
}

const NearestFacts& DutyPlaces::FactsThatOpen(uint32_t place,
                                              v1::BasisCode basis,
                                              CategorySet categories) {
  const uint32_t opening = OpeningAfter(place, basis);
  const auto [found, is_new] =
      nearest_.try_emplace({opening, categories.bits()});
  if (!is_new) return found->second;
  NearestFacts& nearest = found->second;
  bool first = true;
  for (const AlikeCell& alike : cells_.Of(opening)) {
    if ((alike.categories & categories).empty()) continue;
    const std::vector<KnownFacts> ways =
        Nearest(alike.cell.AtLeast(v1::LEVEL_EXISTENCE), Region());
    if (ways.empty()) continue;
    // The first has the fewest deviations.
    const auto deviations = static_cast<int>(DeviationsOf(ways[0]).size());
    if (!first && deviations >= nearest.deviations) continue;
    nearest = {ways[0], deviations};
    first = false;
  }
  return nearest;
}

}  // namespace tasuki::analysis
