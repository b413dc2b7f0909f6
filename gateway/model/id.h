#ifndef GATEWAY_MODEL_ID_H_
#define GATEWAY_MODEL_ID_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// Random identifiers and the resource names that carry them.
namespace tasuki {

// A fresh id: 16 random bytes as 26 characters of lower-case Crockford base 32.
std::string NewId();

// The id that stands for 16 given bytes.
std::string IdOf(absl::string_view sixteen_bytes);

// The id of a resource name `<collection>/<id>`, such as ("cases", "cases/…").
// INVALID_ARGUMENT: anything else; `field` names the request field.
absl::StatusOr<std::string> ParseResourceId(absl::string_view collection,
                                            absl::string_view name,
                                            absl::string_view field);

// Has the text the form of such a name, of whatever collection?
bool IsResourceName(absl::string_view text);

// The 16 bytes that an id stands for. INVALID_ARGUMENT: not an id.
absl::StatusOr<std::string> BytesOfId(absl::string_view id);

// `<collection>/<id>`; empty for an empty id.
std::string ResourceName(absl::string_view collection, absl::string_view id);

}  // namespace tasuki

#endif  // GATEWAY_MODEL_ID_H_
