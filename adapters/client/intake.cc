#include "adapters/client/intake.h"

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "adapters/client/connection.h"
#include "gateway/base/status_macros.h"

namespace tasuki::client {
namespace {

constexpr int kAttempts = 3;
constexpr absl::Duration kTimeout = absl::Seconds(20);

absl::StatusOr<v1::ClientProfile> IntakeOf(const v1::ClientProfile& profile) {
  if (profile.intake_target().empty()) {
    return absl::InvalidArgumentError("profile: no intake_target");
  }
  v1::ClientProfile intake = profile;
  intake.set_target(profile.intake_target());
  intake.set_port_file(profile.intake_port_file());
  intake.set_server_name(profile.intake_server_name());
  return intake;
}

// A new connection each time: the port or the process may be another one.
absl::StatusOr<std::string> CallOnce(const v1::ClientProfile& intake,
                                     const std::string& method,
                                     const std::string& request) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Connection> connection,
                   Connection::Open(intake));
  WireAnswer answer = connection->Call(method, request, "", kTimeout);
  RETURN_IF_ERROR(answer.status);
  return std::move(answer.response);
}

template <typename Response, typename Request>
absl::StatusOr<Response> Call(const v1::ClientProfile& profile,
                              const std::string& method,
                              const Request& request) {
  ASSIGN_OR_RETURN(const v1::ClientProfile intake, IntakeOf(profile));
  absl::StatusOr<std::string> bytes;
  for (int attempt = 0; attempt < kAttempts && !bytes.ok(); ++attempt) {
    bytes = CallOnce(intake, method, request.SerializeAsString());
  }
  RETURN_IF_ERROR(bytes.status());
  Response response;
  if (!response.ParseFromString(*bytes)) {
    return absl::DataLossError("the answer does not parse");
  }
  return response;
}

}  // namespace

absl::StatusOr<v1::ReportResponse> SendReport(
    const v1::ClientProfile& profile, const v1::ReportRequest& request) {
  return Call<v1::ReportResponse>(profile, "/tasuki.v1.IntakeService/Report",
                                  request);
}

absl::StatusOr<v1::CheckReportResponse> CheckReport(
    const v1::ClientProfile& profile, const v1::CheckReportRequest& request) {
  return Call<v1::CheckReportResponse>(
      profile, "/tasuki.v1.IntakeService/CheckReport", request);
}

}  // namespace tasuki::client
