#ifndef GATEWAY_SERVER_ERRORS_H_
#define GATEWAY_SERVER_ERRORS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace tasuki::server {

// The status as the caller gets it, with a v1::ErrorStatus in its details.
// `refusal` is a serialized RefusalDetail, or empty. OK stays OK. Of a code for
// which TextStaysHere holds neither the text nor the refusal leaves.
grpc::Status ToGrpc(const absl::Status& status, absl::string_view refusal);

// True for INTERNAL, UNKNOWN and DATA_LOSS: the text is about our own state, so
// it is for the event log only.
bool TextStaysHere(absl::StatusCode code);

// After how long the same call may succeed; zero: not by waiting.
absl::Duration RetryAfter(absl::StatusCode code);

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_ERRORS_H_
