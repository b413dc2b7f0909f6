#ifndef GATEWAY_EXCHANGE_PERIODS_H_
#define GATEWAY_EXCHANGE_PERIODS_H_

#include "absl/time/civil_time.h"
#include "gateway/exchange/reading.h"
#include "tasuki/v1/directory.pb.h"

namespace tasuki::exchange {

// Is today, in Japan, within the period? Limits the decision's validity to the
// moment when the answer changes.
bool InPeriod(Reading& state, const v1::Period& period);

// Was `moment` in the fiscal year (from 1 April, Japan) of now? Limits the
// decision's validity to 31 March 24:00.
bool InThisFiscalYear(Reading& state, absl::Time moment);

// The same day so many months later, or the last one of that month.
absl::CivilDay MonthsLater(absl::CivilDay day, int months);

// The first moment at which a case that was closed at `closed` is read no more
// (SR-19): three months later, the last day included.
absl::Time EndOfAccess(absl::Time closed);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_PERIODS_H_
