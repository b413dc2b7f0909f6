#include "tests/property/policy/table_evaluator.h"

#include <algorithm>

#include "gateway/base/check.h"

namespace tasuki::policy {
namespace {

Answer InList(const ListedValues& list, int value) {
  if (!list.has_value()) return kYes;
  if (value == 0) return kMaybe;
  return list->contains(value) ? kYes : kNo;
}

bool Limits(const CeilingRow& row, v1::BasisCode basis, v1::Category category) {
  if (!row.categories.contains(category)) return false;
  const auto yields = row.yields_to.find(basis);
  return yields == row.yields_to.end() || !yields->second.contains(category);
}

template <typename Scope>
Answer AllOf(const Scope& scope, const Situation& situation) {
  Answer answer = kYes;
  for (const Term term : kTerms) {
    answer = std::min(answer, Listed(scope, term, ValueOf(situation, term)));
  }
  return answer;
}

}  // namespace

Answer Listed(const GrantRow& row, Term term, int value) {
  switch (term) {
    case Term::kReader:
      return value == row.reader ? kYes : kNo;
    case Term::kRole:
      return value == 0 ? kNo : InList(row.roles, value);
    case Term::kRelation:
      return InList(row.relations, value);
    case Term::kHolder:
      return InList(row.holders, value);
    case Term::kPurpose:
      return InList(row.purposes, value);
    case Term::kClass:
      return InList(row.classes, value);
  }
  CHECK(false);
}

Answer Listed(const std::vector<ScopeTerm>& scope, Term term, int value) {
  Answer answer = kYes;
  for (const ScopeTerm& one : scope) {
    if (one.term != term) continue;
    if (value == 0) {
      answer = std::min(answer, kMaybe);
    } else if (one.values.contains(value) == one.differs) {
      answer = kNo;
    }
  }
  return answer;
}

TableEvaluator::InScope TableEvaluator::RowsInScope(
    const Situation& situation) const {
  const bool own =
      situation.reader_is_holder && situation.reader == situation.holder;
  InScope rows;
  for (const GrantRow& row : tables_.grants) {
    if (row.basis == v1::BASIS_CODE_OWN && !own) continue;
    if (AllOf(row, situation) == kYes) rows.grants.push_back(&row);
  }
  for (const CeilingRow& row : tables_.ceilings) {
    if (row.reader_is_not_holder && own) continue;
    if (AllOf(row.scope, situation) != kNo) rows.ceilings.push_back(&row);
  }
  return rows;
}

Cell TableEvaluator::CellOf(const InScope& rows, v1::BasisCode basis,
                            v1::Category category) {
  Cell cell;
  for (const GrantRow* row : rows.grants) {
    if (row->basis != basis || row->category != category) continue;
    CellRule& rule = cell.grants.emplace_back();
    for (const v1::Fact fact : row->condition) rule.Add(fact, false);
    rule.level = row->level;
  }
  if (!cell.grants.empty()) cell.ceilings = CeilingsOf(rows, basis, category);
  return cell;
}

std::vector<CellRule> TableEvaluator::CeilingsOf(const InScope& rows,
                                                 v1::BasisCode basis,
                                                 v1::Category category) {
  std::vector<CellRule> ceilings;
  for (const CeilingRow* row : rows.ceilings) {
    if (!Limits(*row, basis, category)) continue;
    CellRule& rule = ceilings.emplace_back();
    for (const auto& [fact, negated] : row->condition) rule.Add(fact, negated);
    rule.level = row->at_most;
  }
  return ceilings;
}

Levels TableEvaluator::Evaluate(const Situation& situation) const {
  const InScope rows = RowsInScope(situation);
  Levels outcome;
  outcome.fill(v1::LEVEL_WITHHELD);
  for (const Ground& ground : situation.grounds) {
    for (int i = 1; i <= v1::Category_MAX; ++i) {
      const auto category = static_cast<v1::Category>(i);
      const Cell cell = CellOf(rows, ground.basis, category);
      outcome[i] = std::max(
          outcome[i],
          std::min(cell.LevelUnder(situation.facts), ground.mask.At(category)));
    }
  }
  return outcome;
}

}  // namespace tasuki::policy
