#ifndef GATEWAY_EXCHANGE_PERIODS_H_
#define GATEWAY_EXCHANGE_PERIODS_H_

#include "gateway/exchange/reading.h"
#include "tasuki/v1/directory.pb.h"

namespace tasuki::exchange {

// Is today, in Japan, within the period? Limits the decision's validity to the
// moment when the answer changes.
bool InPeriod(Reading& state, const v1::Period& period);

// Was `moment` in the fiscal year (from 1 April, Japan) of now? Limits the
// decision's validity to 31 March 24:00.
bool InThisFiscalYear(Reading& state, absl::Time moment);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_PERIODS_H_
