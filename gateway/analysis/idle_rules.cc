#include "gateway/analysis/idle_rules.h"

#include <vector>

#include "absl/container/flat_hash_set.h"
#include "gateway/analysis/places.h"

namespace tasuki::analysis {
namespace {

// One ground in one row, rule by rule, so that one of them can be left out.
class RowOnBasis {
 public:
  RowOnBasis(const policy::Rules& rules, const policy::RowRules& row,
             v1::BasisCode basis)
      : rules_(rules), basis_(basis) {
    for (const uint32_t number : row.grants) {
      if (rules.grants[number].basis == basis) grants_.push_back(number);
    }
    if (grants_.empty()) return;
    for (const uint32_t number : row.ceilings) {
      if (rules.ceilings[number].limit[basis].full() != CategorySet::All()) {
        ceilings_.push_back(number);
      }
    }
    whole_ = Without(nullptr);
  }

  const std::vector<uint32_t>& grants() const { return grants_; }
  const std::vector<uint32_t>& ceilings() const { return ceilings_; }

  // True if something changes when the rule is left out.
  bool Needs(const void* rule, CategorySet about) const {
    const Opening without = Without(rule);
    for (const CategorySet part : AlikeIn({&whole_, &without})) {
      const CategorySet changed = part & about;
      if (changed.empty()) continue;
      const v1::Category category = changed.members()[0];
      if (!(CellOf(whole_, category) == CellOf(without, category))) return true;
    }
    return false;
  }

  CategorySet Seen() const {
    CategorySet seen;
    for (const CategorySet part : AlikeIn({&whole_})) {
      if (!CellOf(whole_, part.members()[0]).empty()) seen = seen | part;
    }
    return seen;
  }

 private:
  Opening Without(const void* rule) const {
    Opening opening;
    for (const uint32_t number : grants_) {
      const policy::GrantRule& grant = rules_.grants[number];
      if (&grant != rule) opening.grants.push_back({grant.needs, grant.gives});
    }
    for (const uint32_t number : ceilings_) {
      const policy::CeilingRule& ceiling = rules_.ceilings[number];
      if (&ceiling == rule) continue;
      opening.ceilings.push_back({ceiling.condition, ceiling.limit[basis_]});
    }
    return opening;
  }

  const policy::Rules& rules_;
  const v1::BasisCode basis_;
  std::vector<uint32_t> grants_, ceilings_;
  Opening whole_;
};

// Goes from row to row until every rule was needed somewhere.
class Search {
 public:
  explicit Search(const Tables& tables) : tables_(tables) {}

  IdleRules Run() {
    absl::flat_hash_set<uint32_t> rows;
    for (const uint32_t row : RowsOf(tables_.index)) {
      if (row != 0) rows.insert(row);
    }
    for (const uint32_t row : rows) {
      for (int b = 1; b < policy::kBases; ++b) {
        Visit({tables_.rules, tables_.index.rules(row),
               static_cast<v1::BasisCode>(b)},
              static_cast<v1::BasisCode>(b));
      }
    }
    IdleRules idle;
    for (const auto& rule : tables_.rules.grants) Sort(&rule, rule.id, idle);
    for (const auto& rule : tables_.rules.ceilings) Sort(&rule, rule.id, idle);
    idle.unseen = ~seen_;
    return idle;
  }

 private:
  void Visit(const RowOnBasis& here, v1::BasisCode basis) {
    if (here.grants().empty()) return;
    for (const uint32_t number : here.grants()) {
      const policy::GrantRule& grant = tables_.rules.grants[number];
      Ask(here, &grant, grant.gives.existence());
    }
    for (const uint32_t number : here.ceilings()) {
      const policy::CeilingRule& ceiling = tables_.rules.ceilings[number];
      Ask(here, &ceiling, ~ceiling.limit[basis].full());
    }
    seen_ = seen_ | here.Seen();
  }

  void Ask(const RowOnBasis& here, const void* rule, CategorySet about) {
    reached_.insert(rule);
    if (!needed_.contains(rule) && here.Needs(rule, about)) {
      needed_.insert(rule);
    }
  }

  void Sort(const void* rule, const std::string& id, IdleRules& idle) const {
    if (!reached_.contains(rule)) {
      idle.unreached.insert(id);
    } else if (!needed_.contains(rule)) {
      idle.redundant.insert(id);
    }
  }

  const Tables& tables_;
  absl::flat_hash_set<const void*> reached_, needed_;
  CategorySet seen_;
};

}  // namespace

IdleRules FindIdleRules(const Tables& tables) { return Search(tables).Run(); }

}  // namespace tasuki::analysis
