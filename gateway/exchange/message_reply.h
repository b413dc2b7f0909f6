#ifndef GATEWAY_EXCHANGE_MESSAGE_REPLY_H_
#define GATEWAY_EXCHANGE_MESSAGE_REPLY_H_

#include <optional>
#include <string>

#include "gateway/exchange/messages.h"
#include "tasuki/v1/message_service.pb.h"

// How a request comes to its end: answered, in full or in part, or refused.
namespace tasuki::exchange {

// May a request be refused, whole or in part, with this code? One that speaks
// of the request, and tells nothing of what is held; of SEALED_BIRTH_IDENTITY,
// LOCATION_PROTECTED and THIRD_PARTY_HARM the requester is told NO_BASIS unless
// it may know.
bool SpeaksOfTheRequest(v1::RefusalCode code);
// The proviso of CAPA 13-4, and of nothing else.
// INVALID_ARGUMENT: names `field`.
absl::Status CheckProviso(v1::RefusalCode code, const v1::MessageRow& request,
                          absl::string_view field);

// Why the request cannot be settled any more; nullopt: it waits.
std::optional<Answer> RefuseToSettle(Reading& state,
                                     const v1::MessageRow& request,
                                     absl::string_view field);

// The request that an answer settles, as it was and as it will be stored; or
// the refusal.
struct Settled {
  std::optional<Answer> refusal;
  v1::MessageRow before;
  FoundMessage request;
};
absl::StatusOr<Settled> SettledBy(Context& context,
                                  const v1::SendMessageRequest& answer,
                                  const std::string& subject);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_MESSAGE_REPLY_H_
