#ifndef TESTS_PROPERTY_POLICY_MATRIX_ROWS_H_
#define TESTS_PROPERTY_POLICY_MATRIX_ROWS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/property/policy/matrix_tables.h"

namespace tasuki::policy {

// The cells of one row of a table, as many as its header has.
using Cells = std::vector<std::string>;

// One row each. INVALID_ARGUMENT: what could not be read.
absl::StatusOr<GrantRow> GrantIn(const Cells& cells);
absl::StatusOr<CeilingRow> CeilingIn(const Cells& cells);
absl::StatusOr<GuaranteeRow> GuaranteeIn(const Cells& cells);
absl::StatusOr<Departure> DepartureIn(const Cells& cells);

// The error of all readers of tables: what is wrong, and the text.
absl::Status Wrong(absl::string_view what, absl::string_view text);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_MATRIX_ROWS_H_
