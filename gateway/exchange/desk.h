#ifndef GATEWAY_EXCHANGE_DESK_H_
#define GATEWAY_EXCHANGE_DESK_H_

#include <deque>
#include <functional>
#include <thread>

#include "absl/synchronization/mutex.h"

namespace tasuki::exchange {

// A thread of its own for what takes long, one after another, so that nobody
// waits for it but who asked. Ends when it is destroyed, after what it has.
class Desk {
 public:
  Desk();
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // False: it has as much as it takes, and `work` will not be done.
  bool Take(std::function<void()> work);

 private:
  void Run();

  absl::Mutex mutex_;
  std::deque<std::function<void()>> waiting_ ABSL_GUARDED_BY(mutex_);
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_DESK_H_
