#include "gateway/intake/process.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gateway/base/port_file.h"
#include "gateway/base/status_macros.h"
#include "gateway/intake/config.h"
#include "gateway/intake/spool_key.h"
#include "gateway/tls/tls_credentials.h"

namespace tasuki::intake {
namespace {

constexpr absl::Duration kCertificatesReadAgain = absl::Seconds(10);

}  // namespace

absl::Status Process::Make(const v1::IntakeConfig& config) {
  // A key of another spool is of no use: both are new, or none is made.
  std::error_code absent;
  if (std::filesystem::exists(config.spool_file(), absent)) {
    return absl::AlreadyExistsError("spool_file: there is a file");
  }
  RETURN_IF_ERROR(SpoolKey::Make(config.key_file()));
  ASSIGN_OR_RETURN(const SpoolKey key, SpoolKey::Read(config.key_file()));
  return Spool::Make(config.spool_file(), key, config.spool_reports());
}

absl::StatusOr<std::unique_ptr<Process>> Process::Start(
    const v1::IntakeConfig& config, Alarm alarm) {
  std::unique_ptr<Process> process(new Process(config, std::move(alarm)));
  RemovePortFile(config.port_file());
  RETURN_IF_ERROR(process->OpenSpool());
  RETURN_IF_ERROR(process->OpenPort());
  RETURN_IF_ERROR(
      WritePortFile("port_file", config.port_file(), process->port()));
  return process;
}

Process::~Process() { RemovePortFile(config_.port_file()); }

absl::Status Process::OpenSpool() {
  ASSIGN_OR_RETURN(SpoolKey key, SpoolKey::Read(config_.key_file()));
  ASSIGN_OR_RETURN(spool_, Spool::Open(config_.spool_file(), std::move(key)));
  const Spool::Counts counts = spool_->counts();
  if (counts.damaged > 0) {
    alarm_(absl::StrCat(counts.damaged, " damaged places are set aside"));
  }
  ASSIGN_OR_RETURN(desks_, LoadDesks(config_.duty_desks_file()));
  Delivery::Options options;
  options.longest_pause =
      absl::Milliseconds(config_.delivery().longest_pause_ms());
  options.alarm = alarm_;
  delivery_ = std::make_unique<Delivery>(*spool_, desk_, std::move(options));
  intake_ = std::make_unique<Intake>(
      *spool_, *delivery_, desks_, clock_,
      absl::Milliseconds(config_.wait_for_gateway_ms()));
  return absl::OkStatus();
}

absl::Status Process::OpenPort() {
  ASSIGN_OR_RETURN(certificates_,
                   tls::CertificateReloader::Start(
                       {config_.certificate_file(), config_.server_key_file(),
                        config_.client_ca_file()},
                       config_.tls_directory(), clock_, alarm_));
  certificates_->Watch(kCertificatesReadAgain);
  ASSIGN_OR_RETURN(service_,
                   Service::Start(config_.listen_address(),
                                  tls::MakeServerCredentials(
                                      certificates_->served(),
                                      tls::MakePeerVerifier(gate_, clock_)),
                                  *intake_));
  return absl::OkStatus();
}

}  // namespace tasuki::intake
