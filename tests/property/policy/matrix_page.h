#ifndef TESTS_PROPERTY_POLICY_MATRIX_PAGE_H_
#define TESTS_PROPERTY_POLICY_MATRIX_PAGE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/property/policy/matrix_cases.h"

namespace tasuki::policy {

// The page docs/matrix.md: which rules of the pack give each row of grants.csv,
// and which cases try it; a table for each category.
std::string MatrixPage(
    const std::vector<RowCases>& cases,
    const std::map<const GrantRow*, std::set<std::string>>& rules);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_MATRIX_PAGE_H_
