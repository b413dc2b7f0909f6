#ifndef GATEWAY_EXCHANGE_MESSAGE_BASIS_H_
#define GATEWAY_EXCHANGE_MESSAGE_BASIS_H_

#include <optional>
#include <string>
#include <vector>

#include "gateway/exchange/attachments.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/message_service.pb.h"

namespace tasuki::exchange {

// The basis that an act states, as far as it depends on who acts towards whom,
// for what and about whom; nullopt: it may be stated. What is refused speaks of
// the request alone, so its code is told.
// INVALID_ARGUMENT: names the field.
absl::StatusOr<std::optional<Answer>> RefuseBasis(
    Context& context, const v1::SendMessageRequest& request,
    const std::string& subject, const v1::PartyEntry& recipient,
    const std::vector<Attached>& sections);

// The need that goes to the recipient with the message: of a request, or of
// what is told without her will because of danger to life. Else empty.
std::string NeedPassedOn(const v1::SendMessageRequest& request);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_MESSAGE_BASIS_H_
