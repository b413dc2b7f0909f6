#ifndef GATEWAY_MODEL_ID_H_
#define GATEWAY_MODEL_ID_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// Random identifiers and the resource names that carry them.
namespace tasuki {

// A fresh id: 16 random bytes as 26 characters of lower-case Crockford base 32.
std::string NewId();

// The id of a resource name `<collection>/<id>`, such as ("cases", "cases/…").
// INVALID_ARGUMENT: anything else; `field` names the request field.
absl::StatusOr<std::string> ParseResourceId(absl::string_view collection,
                                            absl::string_view name,
                                            absl::string_view field);

// `<collection>/<id>`; empty for an empty id.
std::string ResourceName(absl::string_view collection, absl::string_view id);

}  // namespace tasuki

#endif  // GATEWAY_MODEL_ID_H_
