#ifndef GATEWAY_EXCHANGE_MESSAGE_HEADER_H_
#define GATEWAY_EXCHANGE_MESSAGE_HEADER_H_

#include <string>

#include "gateway/exchange/context.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

// Where a message stands now: EXPIRED from the last moment for an answer on.
v1::MessageState StateNow(Reading& state, const v1::MessageRow& row);

// The header as the caller is told it.
absl::StatusOr<v1::MessageHeader> HeaderOf(Context& context,
                                           const std::string& id,
                                           const v1::MessageRow& row);

// The answer names the subject, once.
void AddNamed(const std::string& subject, Answer& answer);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_MESSAGE_HEADER_H_
