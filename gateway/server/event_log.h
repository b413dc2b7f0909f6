#ifndef GATEWAY_SERVER_EVENT_LOG_H_
#define GATEWAY_SERVER_EVENT_LOG_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace tasuki::server {

// What can happen to the process. Who asked for what is in the audit log only.
enum class Event {
  kServing,            // the port is open
  kDraining,           // no new connections; calls in progress finish
  kStopped,            // the store is closed
  kCallUndecided,      // INTERNAL, UNKNOWN, DATA_LOSS: reason
  kCallThrottled,      // too many calls of one body, at once or a second
  kConnectionRefused,  // the directory or the deny list says no
  kCertificateAlarm,   // the new certificate files are bad: reason
  kStoreAlarm,         // the store needs a human: reason
  kUrgentNoticeAlarm,  // whom a pager should call was not written: reason
  kTransport,          // gRPC reports an error; its text is left out
  kBreakGlass,         // somebody opened what danger to life asks for
};
inline constexpr size_t kEvents = 10;

// Its name in the log.
const char* NameOf(Event event);

// All that an event may carry. Nothing a caller wrote fits in here: methods are
// those of the contract, parties those of verified certificates, and a reason
// is a text of our own code, which names rules and never values.
struct EventAttributes {
  absl::string_view method = {};
  absl::string_view party = {};
  absl::string_view reason = {};
  std::optional<absl::StatusCode> code = std::nullopt;
  std::optional<absl::Duration> took = std::nullopt;  // written as a bucket
};

// Writes one line of JSON per event. Never waits for the sink: where it is
// slower than the events, the oldest lines are dropped. What a stranger can
// cause at will (kCallThrottled, kConnectionRefused, kTransport) is written
// kLinesPerSecond times a second at most, so that it cannot push the rest out.
// Thread-safe.
class EventLog {
 public:
  static constexpr int kLinesPerSecond = 10;

  // `sink` outlives the log.
  explicit EventLog(std::ostream& sink);
  // Writes what is still waiting.
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  void Write(Event event, const EventAttributes& attributes = {});

  // How often it happened, also where no line was written.
  int64_t count(Event event) const {
    return counts_[static_cast<size_t>(event)].load();
  }

  // From now on gRPC's own messages become kTransport events of this log, for
  // the process. Undone by the destructor.
  void TakeOverTransportMessages();

 private:
  struct Worker;
  bool Spend(Event event) ABSL_LOCKS_EXCLUDED(mutex_);

  std::array<std::atomic<int64_t>, kEvents> counts_ = {};
  std::unique_ptr<Worker> worker_;
  std::shared_ptr<spdlog::logger> logger_;
  absl::Mutex mutex_;
  int64_t second_ ABSL_GUARDED_BY(mutex_) = 0;
  // By event: lines in that second.
  std::array<int, kEvents> written_ ABSL_GUARDED_BY(mutex_) = {};
};

}  // namespace tasuki::server

#endif  // GATEWAY_SERVER_EVENT_LOG_H_
