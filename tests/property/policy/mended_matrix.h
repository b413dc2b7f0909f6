#ifndef TESTS_PROPERTY_POLICY_MENDED_MATRIX_H_
#define TESTS_PROPERTY_POLICY_MENDED_MATRIX_H_

#include <string>
#include <vector>

#include "tasuki/v1/policy_pack.pb.h"
#include "tests/property/policy/matrix_tables.h"

namespace tasuki::policy {

// The tables as the shipped pack means them: a ceiling that departures.csv
// names is replaced by the pack's, a grant that it names is left out, and the
// grants of national/additions.txtpb are added. Anything else in which the pack
// differs from the tables is a mistake.
const MatrixTables& MendedMatrix();

// What can be taken back, one by one: ids of added grants, keys of departures.
std::vector<std::string> Mendings();
// The tables with all of these except `but`.
MatrixTables MendedBut(absl::string_view but);

// A rule of a pack as rows of the tables. The exception of a ceiling must have
// one list at most: terms of a table are independent of each other.
CeilingRow RowOf(const v1::Ceiling& ceiling);
GuaranteeRow RowOf(const v1::Guarantee& guarantee);
std::vector<GrantRow> RowsOf(const v1::Grant& grant);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_MENDED_MATRIX_H_
