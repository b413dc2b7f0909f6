#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
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
  auto operator<=>(const RuleSet&) const = default;

 private:
  std::vector<uint64_t> words_;
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
        ceilings_(rules.ceilings.size()) {
    for (const CeilingRule& ceiling : rules.ceilings) {
      key_of_.push_back(KeyOf(ceiling.condition));
    }
  }

  absl::StatusOr<RowIndex> Build() {
    AddAttributes();
    // Row 0 grants nothing; it is the row of every combination without grants.
    RETURN_IF_ERROR(RowFor(RuleSet(Bits())).status());
    std::vector<RuleSet> met = {RuleSet(Bits())};
    for (size_t rule = 0; rule < Bits(); ++rule) met[0].Add(rule);
    RETURN_IF_ERROR(Combine(0, met[0]));
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
    std::map<RuleSet, uint32_t> class_of;
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
  // attribute has the largest stride.
  absl::Status Combine(size_t depth, const RuleSet& met) {
    if (depth == attributes_.size()) {
      ASSIGN_OR_RETURN(const uint32_t row, RowFor(met));
      index_.row_at_.push_back(row);
      return absl::OkStatus();
    }
    for (const RuleSet& set : attributes_[attributes_.size() - 1 - depth]) {
      RuleSet both = met;
      both.Meet(set);
      RETURN_IF_ERROR(Combine(depth + 1, both));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<uint32_t> RowFor(const RuleSet& met) {
    const auto seen = row_of_met_.find(met);
    if (seen != row_of_met_.end()) return seen->second;
    ASSIGN_OR_RETURN(Row row, MakeRow(met));
    const auto [found, is_new] = row_of_rules_.emplace(
        std::pair(row.grant_rules, row.ceiling_rules), index_.rows_.size());
    if (is_new) index_.rows_.push_back(std::move(row));
    row_of_met_.emplace(met, found->second);
    return found->second;
  }

  absl::StatusOr<Row> MakeRow(const RuleSet& met) const {
    Row row;
    for (size_t i = 0; i < grants_; ++i) {
      if (met.Has(i)) row.grant_rules.push_back(i);
    }
    std::stable_sort(row.grant_rules.begin(), row.grant_rules.end(),
                     [this](uint16_t a, uint16_t b) {
                       return rules_.grants[a].basis < rules_.grants[b].basis;
                     });
    for (size_t i = 0; i < ceilings_; ++i) {
      const bool in_scope =
          met.Has(grants_ + i) && !met.Has(grants_ + ceilings_ + i);
      if (in_scope && LowersSome(rules_.ceilings[i], row)) {
        row.ceiling_rules.push_back(i);
      }
    }
    AddGrants(row);
    AddCeilings(row);
    if (row.ceilings.size() > kMaxRowCeilings) {
      return absl::InvalidArgumentError(absl::StrCat(
          "more than ", kMaxRowCeilings, " ceilings meet in one situation"));
    }
    return row;
  }

  bool LowersSome(const CeilingRule& ceiling, const Row& row) const {
    return std::any_of(row.grant_rules.begin(), row.grant_rules.end(),
                       [&](uint16_t number) {
                         const GrantRule& grant = rules_.grants[number];
                         return !grant.gives.AtMost(ceiling.limit[grant.basis]);
                       });
  }

  void AddGrants(Row& row) const {
    for (const uint16_t number : row.grant_rules) {
      const GrantRule& grant = rules_.grants[number];
      LevelSet gives = grant.gives;
      for (const uint16_t ceiling : row.ceiling_rules) {
        if (!rules_.ceilings[ceiling].condition.always()) continue;
        gives = gives.Meet(rules_.ceilings[ceiling].limit[grant.basis]);
      }
      row.grants.push_back({grant.needs, gives});
      for (int basis = grant.basis + 1; basis <= kBases; ++basis) {
        row.first_grant[basis] = row.grants.size();
      }
    }
  }

  // The key of a condition of one fact; kSingleKeys for any other.
  static int KeyOf(const Condition& condition) {
    int key = kSingleKeys, facts = 0;
    for (int fact = 0; fact <= v1::Fact_MAX; ++fact) {
      const FactSet one = FactSet::Of(static_cast<v1::Fact>(fact));
      for (const bool negated : {false, true}) {
        const FactSet& set = negated ? condition.negated : condition.facts;
        if (!set.Intersects(one)) continue;
        key = SingleKey(fact, negated);
        ++facts;
      }
    }
    return facts == 1 ? key : kSingleKeys;
  }

  void AddCeilings(Row& row) const {
    for (int key = 0; key <= kSingleKeys; ++key) {
      row.first_single[key] = row.ceilings.size();
      for (const uint16_t number : row.ceiling_rules) {
        const Condition& condition = rules_.ceilings[number].condition;
        if (condition.always() || key_of_[number] != key) continue;
        row.ceilings.push_back({condition, number});
        if (key == kSingleKeys) continue;
        row.singles.facts = row.singles.facts | condition.facts;
        row.singles.negated = row.singles.negated | condition.negated;
      }
    }
  }

  const Rules& rules_;
  const size_t grants_, ceilings_;
  std::vector<int> key_of_;  // of each ceiling
  uint32_t stride_ = 1;
  std::vector<Classes> attributes_;
  std::map<RuleSet, uint32_t> row_of_met_;
  std::map<std::pair<std::vector<uint16_t>, std::vector<uint16_t>>, uint32_t>
      row_of_rules_;
  RowIndex index_;
};

absl::StatusOr<RowIndex> RowIndex::Build(const Rules& rules) {
  if (rules.grants.size() > UINT16_MAX || rules.ceilings.size() > UINT16_MAX) {
    return absl::InvalidArgumentError("more than 65535 rules");
  }
  return RowIndexBuilder(rules).Build();
}

}  // namespace tasuki::policy
