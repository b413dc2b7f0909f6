#ifndef GATEWAY_EXCHANGE_GUARDIAN_H_
#define GATEWAY_EXCHANGE_GUARDIAN_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/reading.h"

namespace tasuki::exchange {

// Does nobody consent in her place? A child that refuses, or who has borne one
// (SR-25).
absl::StatusOr<bool> IsGuardianBarred(Reading& state,
                                      const std::string& subject);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_GUARDIAN_H_
