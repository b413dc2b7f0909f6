#ifndef GATEWAY_INTAKE_DELIVERY_H_
#define GATEWAY_INTAKE_DELIVERY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/intake/spool.h"
#include "tasuki/v1/report.pb.h"

namespace tasuki::intake {

// Where reports are handed on. Called from one thread.
class Desk {
 public:
  virtual ~Desk() = default;
  // OK: it has the report, now or from before. INVALID_ARGUMENT: this one is
  // refused. Anything else: nothing can be handed on now.
  virtual absl::Status Receive(const v1::TakenReport& report) = 0;
};

// Hands the entries of a spool on, in order, on a thread of its own, until they
// are all received. One that is refused is tried again each round and does not
// hold up the others. Thread-safe.
class Delivery {
 public:
  struct Options {
    absl::Duration first_pause = absl::Milliseconds(100);
    absl::Duration longest_pause = absl::Seconds(10);
    // Called on the thread of the delivery; names no content.
    std::function<void(absl::string_view)> alarm = [](absl::string_view) {};
  };
  // Both outlive the delivery.
  Delivery(Spool& spool, Desk& desk, Options options);
  // Waits for the call in progress.
  ~Delivery();

  // There is a new entry: tries at once.
  void Wake() ABSL_LOCKS_EXCLUDED(mutex_);
  // Until this entry is received, `limit` has passed, or an attempt since the
  // last Wake has failed for all. Whether it was received.
  bool Await(absl::string_view id, absl::Duration limit)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run();
  bool Round();
  void Alarm(absl::string_view reason);
  void Note(bool away) ABSL_LOCKS_EXCLUDED(mutex_);
  bool Stopping() ABSL_LOCKS_EXCLUDED(mutex_);

  Spool& spool_;
  Desk& desk_;
  const Options options_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool woken_ ABSL_GUARDED_BY(mutex_) = true;
  // The last attempt failed for all.
  bool away_ ABSL_GUARDED_BY(mutex_) = false;
  std::string last_alarm_;  // of the thread
  std::thread thread_;
};

}  // namespace tasuki::intake

#endif  // GATEWAY_INTAKE_DELIVERY_H_
