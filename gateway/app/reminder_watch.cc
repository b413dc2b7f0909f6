#include "gateway/app/reminder_watch.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace tasuki::app {

ReminderWatch::ReminderWatch(exchange::Ledger& ledger,
                             exchange::Notices& notices,
                             std::function<void(absl::string_view)> alarm)
    : ledger_(ledger), alarm_(std::move(alarm)), reminders_(ledger, notices) {}

ReminderWatch::~ReminderWatch() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (watcher_.joinable()) watcher_.join();
}

void ReminderWatch::LookNow() {
  absl::MutexLock lock(&mutex_);
  const absl::Time now = ledger_.Now();
  if (now < next_) return;
  next_ = now + kEvery;
  if (const absl::Status round = reminders_.Round(); !round.ok()) {
    alarm_(
        absl::StrCat("urgent_notice_file: no reminders, what waits cannot "
                     "be read: ",
                     absl::StatusCodeToString(round.code())));
  }
}

void ReminderWatch::Watch(absl::Duration interval) {
  watcher_ = std::thread([this, interval] {
    const auto stopping = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return stopping_;
    };
    while (true) {
      LookNow();
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&stopping), interval)) return;
    }
  });
}

}  // namespace tasuki::app
