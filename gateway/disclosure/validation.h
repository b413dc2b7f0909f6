#ifndef GATEWAY_DISCLOSURE_VALIDATION_H_
#define GATEWAY_DISCLOSURE_VALIDATION_H_

#include <google/protobuf/message.h>

#include "absl/status/status.h"

namespace tasuki::disclosure {

// Checks a record message against the limits that its fields declare, nested
// messages included.
// INVALID_ARGUMENT: an unknown field or enum number, a value without its form
// or outside its limits; names the field, never its value.
absl::Status Validate(const google::protobuf::Message& message);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_VALIDATION_H_
