#include "gateway/intake/delivery.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace tasuki::intake {
Delivery::Delivery(Spool& spool, Desk& desk, Options options)
    : spool_(spool), desk_(desk), options_(std::move(options)) {
  thread_ = std::thread([this] { Run(); });
}

Delivery::~Delivery() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Delivery::Wake() {
  absl::MutexLock lock(&mutex_);
  woken_ = true;
  away_ = false;  // not known any more: an attempt is due
}

bool Delivery::Await(absl::string_view id, absl::Duration limit) {
  const auto settled = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return away_ || stopping_ || spool_.Find(id) == Spool::State::kDelivered;
  };
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&settled), limit);
  return spool_.Find(id) == Spool::State::kDelivered;
}

void Delivery::Run() {
  absl::Duration pause = options_.first_pause;
  while (true) {
    const bool all_done = Round();
    pause = all_done ? options_.first_pause
                     : std::min(pause * 2, options_.longest_pause);
    const auto due = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return woken_ || stopping_;
    };
    absl::MutexLock lock(&mutex_);
    mutex_.AwaitWithTimeout(absl::Condition(&due),
                            all_done ? absl::InfiniteDuration() : pause);
    if (stopping_) return;
    woken_ = false;
  }
}

// Tries every waiting entry once, as far as it goes; true: none is left.
bool Delivery::Round() {
  bool all_done = true;
  for (uint64_t after = 0; !Stopping();) {
    const absl::StatusOr<std::optional<Spool::Entry>> entry =
        spool_.Next(after);
    if (!entry.ok()) {
      Alarm(entry.status().message());
      continue;  // it is set aside: the next call gives another
    }
    if (!entry->has_value()) break;
    after = (*entry)->sequence;
    v1::TakenReport report;
    const bool readable = report.ParseFromString((*entry)->content);
    const absl::Status received =
        readable ? desk_.Receive(report)
                 : absl::InvalidArgumentError("does not parse");
    if (received.ok()) {
      const absl::Status kept = spool_.SetDelivered(after);
      last_alarm_.clear();
      if (!kept.ok()) Alarm(kept.message());
      all_done = all_done && kept.ok();
      Note(/*away=*/false);
      continue;
    }
    all_done = false;
    Alarm(absl::StrCat("report not received: ",
                       absl::StatusCodeToString(received.code())));
    if (absl::IsInvalidArgument(received)) continue;
    Note(/*away=*/true);
    return false;
  }
  return all_done;
}

// Once, not at each attempt, until one is received.
void Delivery::Alarm(absl::string_view reason) {
  if (reason == last_alarm_) return;
  last_alarm_ = std::string(reason);
  options_.alarm(reason);
}

bool Delivery::Stopping() {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

void Delivery::Note(bool away) {
  absl::MutexLock lock(&mutex_);
  away_ = away;
}

}  // namespace tasuki::intake
