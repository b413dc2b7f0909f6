#ifndef GATEWAY_ANALYSIS_FORMAT_H_
#define GATEWAY_ANALYSIS_FORMAT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tasuki::analysis {

// The canonical spelling of a pack or of a file of cases, comments kept: two
// spaces a step, 80 columns, a list of one element without brackets, one empty
// line between statements; in strings only the escapes that are needed, and
// what could not be seen is always one. What is said stays the same, in the
// same order: the result is read again and compared.
// INVALID_ARGUMENT: neither a pack nor a file of cases; with line and column.
absl::StatusOr<std::string> FormatText(absl::string_view text);

}  // namespace tasuki::analysis

#endif  // GATEWAY_ANALYSIS_FORMAT_H_
