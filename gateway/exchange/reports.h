#ifndef GATEWAY_EXCHANGE_REPORTS_H_
#define GATEWAY_EXCHANGE_REPORTS_H_

#include <string>

#include "absl/status/status.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/state.pb.h"

// Reports of danger as the state has them.
namespace tasuki::exchange {

void WriteReport(Context& context, const std::string& id,
                 const v1::ReportRow& row);

// Reports that nobody took yet do not stay on a desk at which nobody sits any
// more: those of a party that is being disabled, and of its units, go to the
// one that coordinates the council, or to any other with a desk.
absl::Status HandReportsOf(Context& context, const std::string& disabled);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_REPORTS_H_
