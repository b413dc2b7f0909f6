#include "gateway/intake/gateway_desk.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gateway/base/status_macros.h"
#include "gateway/intake/config.h"
#include "gateway/tls/tls_policy.h"

namespace tasuki::intake {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(10);

absl::StatusOr<std::string> TargetOf(const v1::DeliveryConfig& config) {
  if (config.port_file().empty()) return config.target();
  ASSIGN_OR_RETURN(const std::string port, ReadFile(config.port_file()));
  return absl::StrCat(config.target(), ":", absl::StripAsciiWhitespace(port));
}

}  // namespace

absl::Status GatewayDesk::Connect() {
  tls::InstallTlsPolicy();
  ASSIGN_OR_RETURN(const std::string target, TargetOf(config_));
  grpc::SslCredentialsOptions identity;
  ASSIGN_OR_RETURN(identity.pem_root_certs, ReadFile(config_.ca_file()));
  ASSIGN_OR_RETURN(identity.pem_private_key, ReadFile(config_.key_file()));
  ASSIGN_OR_RETURN(identity.pem_cert_chain,
                   ReadFile(config_.certificate_file()));
  grpc::ChannelArguments arguments;
  if (!config_.server_name().empty()) {
    arguments.SetSslTargetNameOverride(config_.server_name());
  }
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  stub_ = v1::ReportService::NewStub(grpc::CreateCustomChannel(
      target, grpc::SslCredentials(identity), arguments));
  return absl::OkStatus();
}

absl::Status GatewayDesk::Receive(const v1::TakenReport& report) {
  const bool is_new = stub_ == nullptr;
  const absl::Status received = TryOnce(report);
  // The connection may be of before the gateway was started anew.
  if (is_new || !absl::IsUnavailable(received)) return received;
  return TryOnce(report);
}

absl::Status GatewayDesk::TryOnce(const v1::TakenReport& report) {
  if (stub_ == nullptr && !Connect().ok()) {
    return absl::UnavailableError("gateway: no port, or no certificate");
  }
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  v1::DeliverReportRequest request;
  *request.mutable_report() = report;
  // Delivered twice, since an answer was lost, it is received once.
  request.set_request_id(
      std::string(absl::StripPrefix(report.name(), "reports/")));
  v1::DeliverReportResponse response;
  const grpc::Status status =
      stub_->DeliverReport(&context, request, &response);
  // Known by its name: it was received, and forgotten here, before.
  if (status.ok() || status.error_code() == grpc::ALREADY_EXISTS) {
    return absl::OkStatus();
  }
  stub_.reset();
  // The text is not kept: only its kind is looked at.
  return {static_cast<absl::StatusCode>(status.error_code()), "gateway"};
}

}  // namespace tasuki::intake
