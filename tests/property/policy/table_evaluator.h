#ifndef TESTS_PROPERTY_POLICY_TABLE_EVALUATOR_H_
#define TESTS_PROPERTY_POLICY_TABLE_EVALUATOR_H_

#include <vector>

#include "gateway/policy/situation.h"
#include "tests/property/policy/cell.h"
#include "tests/property/policy/matrix_tables.h"
#include "tests/property/policy/scope_sieve.h"

namespace tasuki::policy {

// Whether the row, or the terms of a ceiling or guarantee, let the value pass.
Answer Listed(const GrantRow& row, Term term, int value);
Answer Listed(const std::vector<ScopeTerm>& scope, Term term, int value);

// Decides from the rows of grants.csv and ceilings.csv as the page of the
// tables says, without any pack. Shares no code with the compiled policy.
class TableEvaluator {
 public:
  explicit TableEvaluator(const MatrixTables& tables) : tables_(tables) {}

  struct InScope {
    std::vector<const GrantRow*> grants;
    std::vector<const CeilingRow*> ceilings;
    auto operator<=>(const InScope&) const = default;
  };
  // For readers that are legal pairs of audience and role.
  InScope RowsInScope(const Situation& situation) const;

  static Cell CellOf(const InScope& rows, v1::BasisCode basis,
                     v1::Category category);
  // The ceilings of the category on this ground, whatever is granted.
  static std::vector<CellRule> CeilingsOf(const InScope& rows,
                                          v1::BasisCode basis,
                                          v1::Category category);
  Levels Evaluate(const Situation& situation) const;

  const MatrixTables& tables() const { return tables_; }

 private:
  const MatrixTables& tables_;
};

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_TABLE_EVALUATOR_H_
