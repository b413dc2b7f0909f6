#include "gateway/app/gateway.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/string_view.h"
#include "gateway/base/status_macros.h"
#include "gateway/tls/peer_verifier.h"
#include "gateway/tls/tls_credentials.h"

namespace tasuki::app {
namespace {

constexpr char kBuild[] = "0.1.0";
constexpr absl::Duration kCertificatesReadAgain = absl::Seconds(10);
constexpr absl::Duration kGrace = absl::Seconds(20);

void Remove(const std::string& path) {
  std::error_code absent_is_fine;
  if (!path.empty()) std::filesystem::remove(path, absent_is_fine);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Gateway>> Gateway::Start(
    const v1::GatewayConfig& config, server::EventLog& log,
    std::function<void()> on_data_loss) {
  auto gateway = std::unique_ptr<Gateway>(
      new Gateway(config, log, std::move(on_data_loss)));
  // Nobody may read the port of the process before.
  Remove(config.port_file());
  RETURN_IF_ERROR(gateway->OpenStore());
  RETURN_IF_ERROR(gateway->OpenPort());
  RETURN_IF_ERROR(gateway->WritePortFile());
  log.Write(server::Event::kServing);
  return gateway;
}

Gateway::~Gateway() { Stop(/*publish=*/false).IgnoreError(); }

absl::Status Gateway::OpenStore() {
  store::StoreOptions options;
  options.directory = config_.data_directory();
  options.origin = config_.log_origin();
  options.cadence = absl::Milliseconds(config_.checkpoint_cadence_ms());
  options.padding = config_.padding();
  options.cache_bytes = static_cast<size_t>(config_.kept_rows_mib()) << 20;
  options.anchor_path = config_.anchor_path();
  options.clock = &clock_;
  options.alarm = [this](absl::string_view reason) {
    log_.Write(server::Event::kStoreAlarm, {.reason = reason});
  };
  ASSIGN_OR_RETURN(store_, store::Store::Open(options));
  exchange_ = std::make_unique<exchange::Exchange>(
      store_->ledger(), store_->log(), config_.replica(), kBuild);
  return absl::OkStatus();
}

absl::Status Gateway::OpenPort() {
  reception_ = std::make_unique<server::Reception>(
      [this](absl::string_view method, const exchange::Credentials& credentials,
             std::string request, std::function<void(exchange::Release)> done) {
        exchange_->Handle(method, credentials, std::move(request),
                          std::move(done));
      },
      clock_, log_, server::Reception::Options{.on_data_loss = on_data_loss_});
  admission_ = std::make_unique<server::Admission>(
      [this](const crypto::Certificate& certificate) {
        return exchange_->Admit(certificate);
      },
      log_, on_data_loss_);
  ASSIGN_OR_RETURN(
      certificates_,
      tls::CertificateReloader::Start(
          {config_.certificate_file(), config_.key_file(),
           config_.client_ca_file()},
          config_.tls_directory(), clock_, [this](absl::string_view reason) {
            log_.Write(server::Event::kCertificateAlarm, {.reason = reason});
          }));
  certificates_->Watch(kCertificatesReadAgain);
  ASSIGN_OR_RETURN(server_, server::Server::Start(
                                config_.listen_address(),
                                tls::MakeServerCredentials(
                                    certificates_->served(),
                                    tls::MakePeerVerifier(*admission_, clock_)),
                                *reception_));
  return absl::OkStatus();
}

absl::Status Gateway::WritePortFile() const {
  if (config_.port_file().empty()) return absl::OkStatus();
  const std::string unfinished = config_.port_file() + ".new";
  std::ofstream file(unfinished, std::ios::trunc);
  file << port() << '\n';
  file.close();
  std::error_code error;
  if (file.good()) {
    std::filesystem::rename(unfinished, config_.port_file(), error);
  }
  if (!file.good() || error) {
    return absl::UnavailableError("port_file: cannot be written");
  }
  return absl::OkStatus();
}

absl::Status Gateway::Stop(bool publish) {
  if (store_ == nullptr) return absl::OkStatus();
  log_.Write(server::Event::kDraining);
  Remove(config_.port_file());
  if (server_ != nullptr) server_->Drain(kGrace);
  server_.reset();
  certificates_.reset();
  absl::Status published = publish ? store_->PublishNow() : absl::OkStatus();
  admission_.reset();
  reception_.reset();
  exchange_.reset();
  store_.reset();
  log_.Write(server::Event::kStopped);
  return published;
}

}  // namespace tasuki::app
