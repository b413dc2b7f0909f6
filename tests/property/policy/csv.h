#ifndef TESTS_PROPERTY_POLICY_CSV_H_
#define TESTS_PROPERTY_POLICY_CSV_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::policy {

// The rows of a text as in RFC 4180 with line feeds, the header included.
// INVALID_ARGUMENT, with the line: a quote where none may be, a carriage
// return, a last line without an end, or a row that has not as many cells as
// the header.
absl::StatusOr<std::vector<std::vector<std::string>>> ParseCsv(
    absl::string_view text);

}  // namespace tasuki::policy

#endif  // TESTS_PROPERTY_POLICY_CSV_H_
