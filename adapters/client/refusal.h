#ifndef ADAPTERS_CLIENT_REFUSAL_H_
#define ADAPTERS_CLIENT_REFUSAL_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "tasuki/v1/access.pb.h"

namespace tasuki::client {

// The refusal in the bytes of `grpc-status-details-bin`; none where there are
// no such bytes, or they say something else.
std::optional<v1::RefusalDetail> DecodeRefusal(absl::string_view details);

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_REFUSAL_H_
