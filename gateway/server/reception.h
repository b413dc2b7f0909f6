#ifndef GATEWAY_SERVER_RECEPTION_H_
#define GATEWAY_SERVER_RECEPTION_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/exchange/exchange.h"
#include "gateway/server/caller.h"
#include "gateway/server/event_log.h"
#include "gateway/server/quota.h"

namespace tasuki::server {

// The one way in: Exchange::Handle, or a fake of it.
using Handler = std::function<void(
    absl::string_view method, const exchange::Credentials& credentials,
    std::string request, std::function<void(exchange::Release)> done)>;

// CANCELLED or DEADLINE_EXCEEDED where nobody waits for the answer any more:
// then nothing need be decided, nor logged as disclosed.
absl::Status CheckStillWanted(bool cancelled,
                              std::chrono::system_clock::time_point deadline,
                              std::chrono::system_clock::time_point now);

// Takes a call of any method in, hands it to the exchange, and sends off what
// the exchange releases. Never blocks and keeps nothing of a call. Thread-safe;
// outlives the server that calls it.
class Reception {
 public:
  struct Options {
    Quota::Limits quota;  // of each legal body
    // What is hidden takes a little longer to refuse than what is not there. So
    // what might tell leaves on the beat, counted from its arrival; 0: at once.
    absl::Duration beat = absl::Milliseconds(10);
    // Called with what became of each call, on any thread; must not block.
    std::function<void(absl::string_view method, absl::StatusCode code,
                       absl::Duration took)>
        on_call = [](absl::string_view, absl::StatusCode, absl::Duration) {};
    // Called at the first DATA_LOSS, on any thread; must not block.
    std::function<void()> on_data_loss = [] {};
  };
  Reception(Handler handler, const Clock& clock, EventLog& log,
            Options options);

  // `method` is a full name such as "/tasuki.v1.CaseService/GetCase" and
  // outlives the call. The reactor finishes exactly once, also of a call that
  // was cancelled meanwhile.
  grpc::ServerUnaryReactor* Serve(grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response,
                                  absl::string_view method);

  // Calls that have come and are not answered.
  int in_flight() { return quota_.in_flight(); }

 private:
  class Call;
  // Who calls, and how long until its turn has come.
  absl::StatusOr<absl::Duration> Admit(const std::shared_ptr<Call>& call);
  absl::Status HandOver(const std::shared_ptr<Call>& call);
  void Note(const Call& call, const absl::Status& status);

  const Handler handler_;
  const Clock& clock_;
  EventLog& log_;
  const Options options_;
  CallerReader callers_;
  Quota quota_;
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_RECEPTION_H_
