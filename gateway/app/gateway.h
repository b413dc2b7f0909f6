#ifndef GATEWAY_APP_GATEWAY_H_
#define GATEWAY_APP_GATEWAY_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/app/notice_file.h"
#include "gateway/app/reminder_watch.h"
#include "gateway/base/clock.h"
#include "gateway/exchange/exchange.h"
#include "gateway/exchange/urgent_notice.h"
#include "gateway/server/admission.h"
#include "gateway/server/event_log.h"
#include "gateway/server/metrics.h"
#include "gateway/server/reception.h"
#include "gateway/server/server.h"
#include "gateway/store/store.h"
#include "gateway/tls/certificate_reloader.h"
#include "tasuki/v1/gateway_config.pb.h"

namespace tasuki::app {

// The parts of one gateway, wired. Not thread-safe.
class Gateway {
 public:
  // Opens the store and the port, then writes the port file. `log` outlives
  // the gateway. `on_data_loss` is called on any thread and must not block;
  // then call Stop(false). Errors: as Store::Open, CertificateReloader::Start
  // and Server::Start; UNAVAILABLE also if the port file cannot be written.
  static absl::StatusOr<std::unique_ptr<Gateway>> Start(
      const v1::GatewayConfig& config, server::EventLog& log,
      std::function<void()> on_data_loss);
  // Stop(false), unless stopped before.
  ~Gateway();

  int port() const { return server_->port(); }
  int metrics_port() const { return metrics_port_; }  // 0: there are none

  // Takes no more calls, finishes those in progress, publishes a checkpoint of
  // what they committed if `publish`, and closes the store.
  // UNAVAILABLE: the checkpoint could not be published; all else is done.
  absl::Status Stop(bool publish);

 private:
  Gateway(const v1::GatewayConfig& config, server::EventLog& log,
          std::function<void()> on_data_loss)
      : config_(config), log_(log), on_data_loss_(std::move(on_data_loss)) {}

  absl::Status OpenStore();
  absl::Status OpenPort();
  absl::Status OpenMetrics();

  const v1::GatewayConfig config_;
  server::EventLog& log_;
  const std::function<void()> on_data_loss_;
  const SystemClock clock_;
  // Each stands on those before it.
  server::Metrics metrics_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<NoticeFile> notices_;                 // if there is a file
  std::unique_ptr<exchange::NoticingLedger> noticing_;  // likewise
  std::unique_ptr<ReminderWatch> reminders_;            // likewise
  std::unique_ptr<exchange::Exchange> exchange_;
  std::unique_ptr<server::Reception> reception_;
  std::unique_ptr<server::Admission> admission_;
  std::unique_ptr<tls::CertificateReloader> certificates_;
  std::unique_ptr<server::Server> server_;
  int metrics_port_ = 0;
};

}  // namespace tasuki::app

#endif  // GATEWAY_APP_GATEWAY_H_
