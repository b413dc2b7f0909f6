#ifndef GATEWAY_EXCHANGE_REPORTS_H_
#define GATEWAY_EXCHANGE_REPORTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/report.pb.h"
#include "tasuki/v1/state.pb.h"

// Reports of danger. What is here remarks on a report and decides on whose desk
// it lies; nothing of it can refuse one.
namespace tasuki::exchange {

// What the directory says of the sender now.
absl::StatusOr<v1::SenderStanding> StandingOf(Context& context,
                                              const v1::TakenReport& report);

// The party on whose desk a report for `recipient` lies: that one, if it has a
// duty desk and is not disabled; else the one that coordinates the council;
// else the first that has a desk. `recipient` itself where nobody has.
absl::StatusOr<std::string> DeskFor(Context& context,
                                    const std::string& recipient);

// Does it seem to tell who gave birth confidentially? It then goes to the few
// who may read that (SR-01). Best effort: see disclosure/sealed_name.h.
absl::StatusOr<bool> SeemsToNameSealedPerson(Context& context,
                                             const v1::ReportContent& content);

void WriteReport(Context& context, const std::string& id,
                 const v1::ReportRow& row);

// Reports that nobody took yet go on to another desk.
absl::Status HandReportsOn(Context& context, const std::string& from,
                           const std::string& to);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_REPORTS_H_
