#ifndef GATEWAY_EXCHANGE_MESSAGE_FORM_H_
#define GATEWAY_EXCHANGE_MESSAGE_FORM_H_

#include "absl/status/status.h"
#include "tasuki/v1/message_service.pb.h"

namespace tasuki::exchange {

// The rules that a message keeps by itself: what each kind of act needs, and
// what a stated basis needs.
// INVALID_ARGUMENT: names the field.
absl::Status CheckForm(const v1::SendMessageRequest& request);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_MESSAGE_FORM_H_
