#ifndef GATEWAY_APP_REMINDER_WATCH_H_
#define GATEWAY_APP_REMINDER_WATCH_H_

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/exchange/reminders.h"

namespace tasuki::app {

// Runs a round of reminders each minute by the ledger's clock. It stands beside
// the calls: it only reads, and what goes wrong is an alarm. Thread-safe.
class ReminderWatch {
 public:
  static constexpr absl::Duration kEvery = absl::Minutes(1);

  // `ledger` and `notices` outlive it. `alarm` is called on the thread that
  // looks, with a text of our own code; it must not call back.
  ReminderWatch(exchange::Ledger& ledger, exchange::Notices& notices,
                std::function<void(absl::string_view)> alarm);
  // Lets a round that has begun come to its end.
  ~ReminderWatch();
  ReminderWatch(const ReminderWatch&) = delete;
  ReminderWatch& operator=(const ReminderWatch&) = delete;

  // Runs a round if it is the first one, or a minute after the last. One that
  // fails raises the alarm, and is made up for a minute later.
  void LookNow() ABSL_LOCKS_EXCLUDED(mutex_);

  // Calls LookNow at once and then every `interval`, on a thread of its own.
  // Call at most once.
  void Watch(absl::Duration interval);

 private:
  exchange::Ledger& ledger_;
  const std::function<void(absl::string_view)> alarm_;

  absl::Mutex mutex_;
  exchange::Reminders reminders_ ABSL_GUARDED_BY(mutex_);
  absl::Time next_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread watcher_;
};

}  // namespace tasuki::app

#endif  // GATEWAY_APP_REMINDER_WATCH_H_
