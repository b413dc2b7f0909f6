#ifndef GATEWAY_SERVER_ADMISSION_H_
#define GATEWAY_SERVER_ADMISSION_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "gateway/crypto/certificate.h"
#include "gateway/server/event_log.h"
#include "gateway/tls/peer_verifier.h"

namespace tasuki::server {

// Asks the exchange at every handshake whether the certificate may connect, and
// notes who may not. Remembers nothing. Thread-safe.
class Admission final : public tls::PeerGate {
 public:
  // Exchange::Admit, or a fake of it.
  using Question = std::function<absl::Status(const crypto::Certificate&)>;

  // `log` outlives the gate. `on_data_loss` as in Reception.
  Admission(Question question, EventLog& log,
            std::function<void()> on_data_loss)
      : question_(std::move(question)),
        log_(log),
        on_data_loss_(std::move(on_data_loss)) {}

  // As the exchange answers; whatever is not OK refuses.
  absl::Status Admit(const crypto::Certificate& certificate) override;

 private:
  const Question question_;
  EventLog& log_;
  const std::function<void()> on_data_loss_;
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_ADMISSION_H_
