#ifndef GATEWAY_EXCHANGE_DUTY_H_
#define GATEWAY_EXCHANGE_DUTY_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/reading.h"

namespace tasuki::exchange {

// Who is on duty at the party now: of several, who began first; empty: nobody.
absl::StatusOr<std::string> PersonOnDuty(Reading& state,
                                         const std::string& party);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_DUTY_H_
