#ifndef TESTS_PROPERTY_POLICY_MATRIX_CASES_H_
#define TESTS_PROPERTY_POLICY_MATRIX_CASES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "gateway/policy/situation.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tests/property/policy/whole_space.h"

namespace tasuki::policy {

// The cases that one row of grants.csv makes. Expected is what the tables give,
// all rows and ceilings together.
struct RowCases {
  const GrantRow* row;
  std::string name;  // "row 17"; for an addition, its id and category
  // First the cases in which ground and condition are there, "row 17: given",
  // and "row 17: given by CGC" for each further holder. Then what other rows
  // leave: on no ground, on every other ground at once,
  // and with each fact of the condition unknown, and false.
  std::vector<v1::PolicyCase> cases;
  std::vector<Situation> given_in;  // the situations of the first cases
  v1::Level given;  // in the first of them, of the row's category
  int lowered = 0;  // of the last cases, how many give less
};

// For every row of the evaluator's tables. The situation is an ordinary one,
// the first in the scope of the row in which its level is reached, if any is.
std::vector<RowCases> CasesOfRows(const TableEvaluator& table);

// The rules of the pack that give the row: those that share a position with it,
// on its ground, for its category, at its level, under its condition.
std::map<const GrantRow*, std::set<std::string>> RulesOfRows(
    const Space& space);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_MATRIX_CASES_H_
