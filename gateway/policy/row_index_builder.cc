#include <algorithm>
#include <functional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "gateway/policy/legal_reader.h"
#include "gateway/policy/row_index.h"

namespace tasuki::policy {
namespace {

// A set of rules, as the bits of words.
class RuleSet {
 public:
  explicit RuleSet(size_t size) : words_((size + 63) / 64) {}
  void Add(size_t rule) { words_[rule / 64] |= uint64_t{1} << (rule % 64); }
  void Remove(size_t rule) {
    words_[rule / 64] &= ~(uint64_t{1} << (rule % 64));
  }
  bool Has(size_t rule) const { return (words_[rule / 64] >> (rule % 64)) & 1; }
  void Meet(const RuleSet& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  // Some rule below `end`.
  bool HasBelow(size_t end) const {
    for (size_t i = 0; i < end / 64; ++i) {
      if (words_[i] != 0) return true;
    }
    const uint64_t before = (uint64_t{1} << (end % 64)) - 1;
    return end % 64 != 0 && (words_[end / 64] & before) != 0;
  }
  bool operator==(const RuleSet&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, const RuleSet& set) {
    return H::combine(std::move(h), set.words_);
  }

 private:
  // As many as a usual policy has rules for stand in place.
  absl::InlinedVector<uint64_t, 8> words_;
};

// What of a scope one value of one attribute satisfies.
using Matches = std::function<bool(const ScopeMask&, int value)>;

}  // namespace

// Finds the classes of each attribute, then the row of each combination.
class RowIndexBuilder {
 public:
  explicit RowIndexBuilder(const Rules& rules)
      : rules_(rules),
        grants_(rules.grants.size()),
        ceilings_(rules.ceilings.size()) {}

  RowIndex Build() {
    AddAttributes();
    // Row 0 grants nothing; it is the row of every combination without grants.
    AddRow({});
    RuleSet all(Bits());
    for (size_t rule = 0; rule < Bits(); ++rule) all.Add(rule);
    index_.row_at_.reserve(stride_);
    blocks_.resize(attributes_.size());
    Combine(0, all);
    index_.openings_ = std::move(openings_).Build();
    return std::move(index_);
  }

 private:
  // The rules that the values of one class match, class by class.
  using Classes = std::vector<RuleSet>;

  // Bits of a rule set: grants, scopes of ceilings, exceptions of ceilings.
  size_t Bits() const { return grants_ + 2 * ceilings_; }

  RuleSet MatchedBy(int value, const Matches& matches) const {
    RuleSet set(Bits());
    for (size_t i = 0; i < grants_; ++i) {
      if (matches(rules_.grants[i].scope, value)) set.Add(i);
    }
    for (size_t i = 0; i < ceilings_; ++i) {
      const CeilingRule& ceiling = rules_.ceilings[i];
      if (matches(ceiling.scope, value)) set.Add(grants_ + i);
      if (ceiling.except.has_value() && matches(*ceiling.except, value)) {
        set.Add(grants_ + ceilings_ + i);
      }
    }
    return set;
  }

  // OWN wants the holder; some ceilings spare the holder.
  RuleSet MatchedByHolder(bool is_holder) const {
    RuleSet set = MatchedBy(0, [](const ScopeMask&, int) { return true; });
    for (size_t i = 0; i < grants_; ++i) {
      const bool own = rules_.grants[i].basis == v1::BASIS_CODE_OWN;
      if (own && !is_holder) set.Remove(i);
    }
    for (size_t i = 0; i < ceilings_; ++i) {
      const bool spared = rules_.ceilings[i].reader_is_not_holder;
      if (spared && is_holder) set.Remove(grants_ + i);
    }
    return set;
  }

  void AddAttribute(RowIndex::Attribute& attribute, std::vector<RuleSet> sets) {
    absl::flat_hash_map<RuleSet, uint32_t> class_of;
    Classes classes;
    for (RuleSet& set : sets) {
      const auto [found, is_new] = class_of.emplace(set, classes.size());
      if (is_new) classes.push_back(std::move(set));
      attribute.offset.push_back(found->second * stride_);
    }
    stride_ *= classes.size();
    attributes_.push_back(std::move(classes));
  }

  std::vector<RuleSet> Each(int last, const Matches& matches) const {
    std::vector<RuleSet> sets;
    for (int value = 0; value <= last; ++value) {
      sets.push_back(MatchedBy(value, matches));
    }
    return sets;
  }

  std::vector<RuleSet> EachReader() const {
    constexpr int kRoles = v1::Role_MAX + 1;
    return Each(kRoles * (v1::AudienceType_MAX + 1) - 1,
                [](const ScopeMask& scope, int value) {
                  const int audience = value / kRoles, role = value % kRoles;
                  return IsLegalReader(static_cast<v1::AudienceType>(audience),
                                       static_cast<v1::Role>(role)) &&
                         Has(scope.readers, audience) && Has(scope.roles, role);
                });
  }

  void AddAttributes() {
    AddAttribute(index_.is_holder_,
                 {MatchedByHolder(false), MatchedByHolder(true)});
    AddAttribute(index_.classes_,
                 Each(v1::CaseClass_MAX, [](const ScopeMask& scope, int value) {
                   return Has(scope.classes, value);
                 }));
    AddAttribute(index_.purposes_,
                 Each(v1::Purpose_MAX, [](const ScopeMask& scope, int value) {
                   return Has(scope.purposes, value);
                 }));
    AddAttribute(index_.relations_,
                 Each(v1::Relation_MAX, [](const ScopeMask& scope, int value) {
                   return Has(scope.relations, value);
                 }));
    AddAttribute(index_.holders_, Each(v1::AudienceType_MAX,
                                       [](const ScopeMask& scope, int value) {
                                         return Has(scope.holders, value);
                                       }));
    AddAttribute(index_.readers_, EachReader());
  }

  // Visits the combinations in the order of their place in row_at_: the last
  // attribute has the largest stride. What the other attributes come to depends
  // on the rules met alone, so the same rules again are the same rows again.
  void Combine(size_t depth, const RuleSet& met) {
    const size_t left = attributes_.size() - depth;
    if (left == 0) {
      index_.row_at_.push_back(RowFor(met));
      return;
    }
    size_t places = 1;
    for (size_t i = 0; i < left; ++i) places *= attributes_[i].size();
    const size_t begin = index_.row_at_.size();
    if (!met.HasBelow(grants_)) {
      index_.row_at_.resize(begin + places, 0);
      return;
    }
    const auto [known, is_new] = blocks_[depth].emplace(met, begin);
    if (!is_new) {
      index_.row_at_.resize(begin + places);
      std::copy_n(index_.row_at_.begin() + known->second, places,
                  index_.row_at_.begin() + begin);
      return;
    }
    for (const RuleSet& set : attributes_[left - 1]) {
      RuleSet both = met;
      both.Meet(set);
      Combine(depth + 1, both);
    }
  }

  uint32_t RowFor(const RuleSet& met) {
    const auto seen = row_of_met_.find(met);
    if (seen != row_of_met_.end()) return seen->second;
    RowRules rules = RulesOf(met);
    const auto [found, is_new] = row_of_rules_.emplace(
        std::pair(rules.grants, rules.ceilings), index_.rows_.size());
    if (is_new) AddRow(std::move(rules));
    row_of_met_.emplace(met, found->second);
    return found->second;
  }

  RowRules RulesOf(const RuleSet& met) const {
    RowRules rules;
    for (size_t i = 0; i < grants_; ++i) {
      if (met.Has(i)) rules.grants.push_back(i);
    }
    std::stable_sort(rules.grants.begin(), rules.grants.end(),
                     [this](uint32_t a, uint32_t b) {
                       return rules_.grants[a].basis < rules_.grants[b].basis;
                     });
    for (size_t i = 0; i < ceilings_; ++i) {
      const bool in_scope =
          met.Has(grants_ + i) && !met.Has(grants_ + ceilings_ + i);
      if (in_scope && LowersSome(rules_.ceilings[i], rules.grants)) {
        rules.ceilings.push_back(i);
      }
    }
    return rules;
  }

  bool LowersSome(const CeilingRule& ceiling,
                  const std::vector<uint32_t>& grants) const {
    return std::any_of(grants.begin(), grants.end(), [&](uint32_t number) {
      const GrantRule& grant = rules_.grants[number];
      return !grant.gives.AtMost(ceiling.limit[grant.basis]);
    });
  }

  void AddRow(RowRules rules) {
    RowIndex::Row row;
    row.first = index_.opening_at_.size();
    for (size_t begin = 0, end = 0; begin < rules.grants.size(); begin = end) {
      const v1::BasisCode basis = rules_.grants[rules.grants[begin]].basis;
      std::vector<OpeningGrant> grants;
      for (; end < rules.grants.size(); ++end) {
        const GrantRule& grant = rules_.grants[rules.grants[end]];
        if (grant.basis != basis) break;
        grants.push_back({grant.needs, grant.gives});
      }
      const uint32_t opening =
          openings_.Add(std::move(grants), CeilingsOn(basis, rules));
      if (opening == Openings::kNothing) continue;
      row.bases |= uint64_t{1} << basis;
      index_.opening_at_.push_back(opening);
    }
    index_.rows_.push_back(row);
    index_.rules_.push_back(std::move(rules));
  }

  std::vector<OpeningCeiling> CeilingsOn(v1::BasisCode basis,
                                         const RowRules& rules) const {
    std::vector<OpeningCeiling> ceilings;
    for (const uint32_t number : rules.ceilings) {
      const CeilingRule& ceiling = rules_.ceilings[number];
      ceilings.push_back({ceiling.condition, ceiling.limit[basis]});
    }
    return ceilings;
  }

  const Rules& rules_;
  const size_t grants_, ceilings_;
  uint32_t stride_ = 1;
  std::vector<Classes> attributes_;
  // Where the rows of these rules begin, by depth.
  std::vector<absl::flat_hash_map<RuleSet, size_t>> blocks_;
  absl::flat_hash_map<RuleSet, uint32_t> row_of_met_;
  absl::flat_hash_map<std::pair<std::vector<uint32_t>, std::vector<uint32_t>>,
                      uint32_t>
      row_of_rules_;
  OpeningsBuilder openings_;
  RowIndex index_;
};

static_assert(kBases <= 64, "Row::bases has a bit for each");

RowIndex RowIndex::Build(const Rules& rules) {
  return RowIndexBuilder(rules).Build();
}

}  // namespace tasuki::policy
