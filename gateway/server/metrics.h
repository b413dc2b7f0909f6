#ifndef GATEWAY_SERVER_METRICS_H_
#define GATEWAY_SERVER_METRICS_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gateway/server/event_log.h"

namespace tasuki::server {

// Counts for Prometheus. Nothing of a caller fits in: labels are methods of the
// contract, codes and events, and no party, person or subject is told apart.
// Whoever can read them learns how busy the gateway is. Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // What became of a call; the shape of Reception::Options::on_call.
  void CountCall(absl::string_view method, absl::StatusCode code,
                 absl::Duration took);
  // One commit, and how many decisions went into it.
  void CountCommit(int decisions, absl::Duration took);

  // Asked at each scrape, on any thread. `name` such as "tasuki_log_entries";
  // a name that ends in "_total" never falls.
  void Watch(const std::string& name, const std::string& help,
             std::function<double()> value);
  // The events of this log, by name; it outlives the metrics.
  void WatchEvents(const EventLog& log);

  // Serves http://ADDRESS/metrics without encryption, hence "127.0.0.1:PORT" or
  // "[::1]:PORT" only; port 0 takes a free one. The port.
  // INVALID_ARGUMENT: another address. UNAVAILABLE: it is taken.
  absl::StatusOr<int> Serve(const std::string& address);
  // Before what is watched goes. Calling it again does nothing.
  void StopServing();

 private:
  struct Parts;
  const std::unique_ptr<Parts> parts_;
};

// Is it an address that Serve takes?
bool IsLoopback(absl::string_view address);

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_METRICS_H_
