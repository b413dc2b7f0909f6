#ifndef GATEWAY_BASE_STATUS_MACROS_H_
#define GATEWAY_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns from the enclosing function if `expr`, an absl::Status, is not OK.
#define RETURN_IF_ERROR(expr)                                                 \
  do {                                                                        \
    if (absl::Status status_macro_value = (expr); !status_macro_value.ok()) { \
      return status_macro_value;                                              \
    }                                                                         \
  } while (false)

#define TASUKI_MACRO_CONCAT_INNER(a, b) a##b
#define TASUKI_MACRO_CONCAT(a, b) TASUKI_MACRO_CONCAT_INNER(a, b)

// ASSIGN_OR_RETURN(const Case found, cases.Find(id)): declares `found` from the
// value of an absl::StatusOr, or returns its status.
#define ASSIGN_OR_RETURN(declaration, expr)                         \
  ASSIGN_OR_RETURN_INNER(TASUKI_MACRO_CONCAT(status_or_, __LINE__), \
                         declaration, expr)

#define ASSIGN_OR_RETURN_INNER(status_or, declaration, expr) \
  auto status_or = (expr);                                   \
  if (!status_or.ok()) return std::move(status_or).status(); \
  declaration = *std::move(status_or)

#endif  // GATEWAY_BASE_STATUS_MACROS_H_
