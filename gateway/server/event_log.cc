#include "gateway/server/event_log.h"

#include <grpc/support/log.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/ostream_sink.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/time/clock.h"

namespace tasuki::server {
namespace {

constexpr size_t kLinesWaiting = 8192;
constexpr size_t kReasonSize = 200;

struct Naming {
  const char* name;
  spdlog::level::level_enum level;
};

Naming NamingOf(Event event) {
  switch (event) {
    case Event::kServing:
      return {"serving", spdlog::level::info};
    case Event::kDraining:
      return {"draining", spdlog::level::info};
    case Event::kStopped:
      return {"stopped", spdlog::level::info};
    case Event::kCallUndecided:
      return {"call_undecided", spdlog::level::err};
    case Event::kCallThrottled:
      return {"call_throttled", spdlog::level::warn};
    case Event::kConnectionRefused:
      return {"connection_refused", spdlog::level::warn};
    case Event::kCertificateAlarm:
      return {"certificate_alarm", spdlog::level::critical};
    case Event::kStoreAlarm:
      return {"store_alarm", spdlog::level::critical};
    case Event::kUrgentNoticeAlarm:
      return {"urgent_notice_alarm", spdlog::level::critical};
    case Event::kTransport:
      return {"transport", spdlog::level::warn};
    case Event::kBreakGlass:
      return {"break_glass", spdlog::level::warn};
  }
  return {"unknown", spdlog::level::err};
}

bool AStrangerCausesIt(Event event) {
  return event == Event::kCallThrottled || event == Event::kConnectionRefused ||
         event == Event::kTransport;
}

// Exact times of single calls would tell more than an operator needs.
const char* Bucket(absl::Duration took) {
  if (took < absl::Milliseconds(1)) return "<1ms";
  if (took < absl::Milliseconds(10)) return "<10ms";
  if (took < absl::Milliseconds(100)) return "<100ms";
  if (took < absl::Seconds(1)) return "<1s";
  return ">=1s";
}

std::string Text(absl::string_view text) { return std::string(text); }

// Without the opening brace: the time goes before it.
std::string Members(const char* event, const EventAttributes& attributes) {
  nlohmann::ordered_json line = {{"event", event}};
  if (!attributes.method.empty()) line["method"] = Text(attributes.method);
  if (!attributes.party.empty()) line["party"] = Text(attributes.party);
  if (attributes.code.has_value()) {
    line["code"] = absl::StatusCodeToString(*attributes.code);
  }
  if (attributes.took.has_value()) line["took"] = Bucket(*attributes.took);
  if (!attributes.reason.empty()) {
    line["reason"] = Text(attributes.reason.substr(0, kReasonSize));
  }
  using Json = nlohmann::ordered_json;
  return line.dump(-1, ' ', true, Json::error_handler_t::replace).substr(1);
}

std::atomic<EventLog*> transport_log{nullptr};

void OnTransportMessage(gpr_log_func_args* /*unread*/) {
  // The text may quote what a peer sent.
  if (EventLog* log = transport_log.load()) log->Write(Event::kTransport);
}

}  // namespace

const char* NameOf(Event event) { return NamingOf(event).name; }

struct EventLog::Worker {
  std::shared_ptr<spdlog::details::thread_pool> pool =
      std::make_shared<spdlog::details::thread_pool>(kLinesWaiting, 1);
};

EventLog::EventLog(std::ostream& sink) : worker_(std::make_unique<Worker>()) {
  logger_ = std::make_shared<spdlog::async_logger>(
      "events", std::make_shared<spdlog::sinks::ostream_sink_mt>(sink, true),
      worker_->pool, spdlog::async_overflow_policy::overrun_oldest);
  logger_->set_pattern(R"({"time":"%Y-%m-%dT%T.%eZ","level":"%l",%v)",
                       spdlog::pattern_time_type::utc);
}

EventLog::~EventLog() {
  EventLog* self = this;
  if (transport_log.compare_exchange_strong(self, nullptr)) {
    gpr_set_log_function(nullptr);
  }
}

void EventLog::Write(Event event, const EventAttributes& attributes) {
  ++counts_[static_cast<size_t>(event)];
  if (AStrangerCausesIt(event) && !Spend(event)) return;
  const Naming naming = NamingOf(event);
  logger_->log(naming.level, Members(naming.name, attributes));
}

bool EventLog::Spend(Event event) {
  const int64_t now = absl::ToUnixSeconds(absl::Now());
  absl::MutexLock lock(&mutex_);
  if (now != second_) {
    second_ = now;
    written_.fill(0);
  }
  return ++written_[static_cast<size_t>(event)] <= kLinesPerSecond;
}

void EventLog::TakeOverTransportMessages() {
  transport_log = this;
  gpr_set_log_function(&OnTransportMessage);
}

}  // namespace tasuki::server
