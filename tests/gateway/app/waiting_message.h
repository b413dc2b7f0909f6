#ifndef TESTS_GATEWAY_APP_WAITING_MESSAGE_H_
#define TESTS_GATEWAY_APP_WAITING_MESSAGE_H_

#include "absl/time/time.h"
#include "gateway/exchange/ports.h"

namespace tasuki::app {

inline constexpr char kWaitingParty[] = "bodies/sample-nursery";
inline constexpr char kWaitingMessage[] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

// Enters a party, and a message that the gateway sent to it then.
void EnterWaitingMessage(exchange::Ledger& ledger, absl::Time sent);

}  // namespace tasuki::app

#endif  // TESTS_GATEWAY_APP_WAITING_MESSAGE_H_
