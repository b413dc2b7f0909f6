#ifndef ADAPTERS_CLIENT_INTAKE_H_
#define ADAPTERS_CLIENT_INTAKE_H_

#include "absl/status/statusor.h"
#include "tasuki/v1/client_profile.pb.h"
#include "tasuki/v1/intake_service.pb.h"

// Reports of danger go to the intake, not to the gateway: no assertion, no
// evidence, nothing that could be missing.
namespace tasuki::client {

// Sends a report, again if no answer came: it is one report all the same. OK
// only says that the intake answered: look at the state.
// NOT_FOUND, INVALID_ARGUMENT: the profile. UNAVAILABLE, DEADLINE_EXCEEDED: no
// answer; whether it was taken is not known.
absl::StatusOr<v1::ReportResponse> SendReport(const v1::ClientProfile& profile,
                                              const v1::ReportRequest& request);

// Where a report stands. Errors as above.
absl::StatusOr<v1::CheckReportResponse> CheckReport(
    const v1::ClientProfile& profile, const v1::CheckReportRequest& request);

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_INTAKE_H_
