#ifndef GATEWAY_EXCHANGE_STILL_ALLOWED_H_
#define GATEWAY_EXCHANGE_STILL_ALLOWED_H_

#include <vector>

#include "gateway/exchange/context.h"
#include "tasuki/v1/access.pb.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

// What the law still allows the caller, whom a STOP_USE reached: of the
// categories that the consent ever opened to it, the levels that what else
// holds between the consent's holders and the caller opens now for the caller's
// purpose. Of her own circumstances nothing is supposed.
absl::StatusOr<std::vector<v1::CategoryDisclosure>> StillAllowed(
    Context& context, const v1::MessageRow& stop_use);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_STILL_ALLOWED_H_
