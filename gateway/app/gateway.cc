#include "gateway/app/gateway.h"

#include <limits>
#include <utility>

#include "absl/strings/string_view.h"
#include "gateway/base/port_file.h"
#include "gateway/base/status_macros.h"
#include "gateway/exchange/break_glass_figures.h"
#include "gateway/tls/peer_verifier.h"
#include "gateway/tls/tls_credentials.h"

namespace tasuki::app {
namespace {

constexpr char kBuild[] = "0.1.0";
constexpr absl::string_view kOpenBreakGlass =
    "/tasuki.v1.BreakGlassService/OpenBreakGlass";
constexpr absl::Duration kCertificatesReadAgain = absl::Seconds(10);
// A round of reminders begins no later than this after its minute.
constexpr absl::Duration kRemindersLook = absl::Seconds(5);
constexpr absl::Duration kGrace = absl::Seconds(20);

server::Quota::Limits QuotaOf(const v1::GatewayConfig& config) {
  server::Quota::Limits limits;
  if (config.calls_per_second() == 0) return limits;
  limits.per_second = config.calls_per_second();
  limits.burst = 2 * limits.per_second;
  return limits;
}

// Not a number where the state cannot be read.
double Count(store::Store& store, int exchange::WaitingOpenings::*which) {
  const auto openings = exchange::CountWaitingOpenings(store.ledger());
  return openings.ok() ? (*openings).*which
                       : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Gateway>> Gateway::Start(
    const v1::GatewayConfig& config, server::EventLog& log,
    std::function<void()> on_data_loss) {
  auto gateway = std::unique_ptr<Gateway>(
      new Gateway(config, log, std::move(on_data_loss)));
  // Nobody may read the port of the process before.
  RemovePortFile(config.port_file());
  RemovePortFile(config.metrics_port_file());
  RETURN_IF_ERROR(gateway->OpenStore());
  RETURN_IF_ERROR(gateway->OpenPort());
  RETURN_IF_ERROR(gateway->OpenMetrics());
  RETURN_IF_ERROR(
      WritePortFile("port_file", config.port_file(), gateway->port()));
  // A gateway that does not serve reminds nobody, however often it is started.
  if (gateway->reminders_ != nullptr) {
    gateway->reminders_->Watch(kRemindersLook);
  }
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
  options.on_commit = [this](int decisions, absl::Duration took) {
    metrics_.CountCommit(decisions, took);
  };
  options.clock = &clock_;
  options.alarm = [this](absl::string_view reason) {
    log_.Write(server::Event::kStoreAlarm, {.reason = reason});
  };
  ASSIGN_OR_RETURN(store_, store::Store::Open(options));
  if (!config_.urgent_notice_file().empty()) {
    const auto alarm = [this](absl::string_view reason) {
      log_.Write(server::Event::kUrgentNoticeAlarm, {.reason = reason});
    };
    notices_ =
        std::make_unique<NoticeFile>(config_.urgent_notice_file(), alarm);
    noticing_ =
        std::make_unique<exchange::NoticingLedger>(store_->ledger(), *notices_);
    reminders_ =
        std::make_unique<ReminderWatch>(store_->ledger(), *notices_, alarm);
  }
  exchange_ = std::make_unique<exchange::Exchange>(
      noticing_ == nullptr ? store_->ledger() : *noticing_, store_->log(),
      config_.replica(), kBuild);
  return absl::OkStatus();
}

absl::Status Gateway::OpenPort() {
  reception_ = std::make_unique<server::Reception>(
      [this](absl::string_view method, const exchange::Credentials& credentials,
             std::string request, std::function<void(exchange::Release)> done) {
        exchange_->Handle(method, credentials, std::move(request),
                          std::move(done));
      },
      clock_, log_,
      server::Reception::Options{
          .quota = QuotaOf(config_),
          .on_call =
              [this](absl::string_view method, absl::StatusCode code,
                     absl::Duration took) {
                metrics_.CountCall(method, code, took);
                if (method == kOpenBreakGlass &&
                    code == absl::StatusCode::kOk) {
                  log_.Write(server::Event::kBreakGlass);
                }
              },
          .on_data_loss = on_data_loss_});
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

absl::Status Gateway::OpenMetrics() {
  metrics_.WatchEvents(log_);
  metrics_.Watch("tasuki_calls_in_flight", "Calls that are not answered yet.",
                 [this] { return reception_->in_flight(); });
  metrics_.Watch("tasuki_commit_waiting", "Decisions that wait for a commit.",
                 [this] { return store_->figures().waiting; });
  metrics_.Watch(
      "tasuki_kept_rows_bytes", "Opened rows kept in memory.",
      [this] { return static_cast<double>(store_->figures().kept_bytes); });
  metrics_.Watch("tasuki_checkpoint_timestamp_seconds",
                 "When the newest checkpoint was published.", [this] {
                   return absl::ToDoubleSeconds(store_->figures().published -
                                                absl::UnixEpoch());
                 });
  metrics_.Watch(
      "tasuki_clock_behind_seconds",
      "How far the machine's clock is behind the log's time.",
      [this] { return absl::ToDoubleSeconds(store_->figures().clock_behind); });
  // Counted anew at each scrape: a review is late from its moment on, whoever
  // calls or does not.
  metrics_.Watch("tasuki_break_glass_waiting",
                 "Openings for danger to life whose review waits.", [this] {
                   return Count(*store_, &exchange::WaitingOpenings::waiting);
                 });
  metrics_.Watch("tasuki_break_glass_overdue",
                 "Openings for danger to life whose review is late.", [this] {
                   return Count(*store_, &exchange::WaitingOpenings::overdue);
                 });
  if (config_.metrics_address().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(metrics_port_, metrics_.Serve(config_.metrics_address()));
  return WritePortFile("metrics_port_file", config_.metrics_port_file(),
                       metrics_port_);
}

absl::Status Gateway::Stop(bool publish) {
  if (store_ == nullptr) return absl::OkStatus();
  log_.Write(server::Event::kDraining);
  RemovePortFile(config_.port_file());
  RemovePortFile(config_.metrics_port_file());
  metrics_.StopServing();
  if (server_ != nullptr) server_->Drain(kGrace);
  server_.reset();
  certificates_.reset();
  absl::Status published = publish ? store_->PublishNow() : absl::OkStatus();
  admission_.reset();
  reception_.reset();
  exchange_.reset();
  reminders_.reset();
  store_.reset();
  noticing_.reset();
  notices_.reset();
  log_.Write(server::Event::kStopped);
  return published;
}

}  // namespace tasuki::app
