// Tells ThreadSanitizer what Debian's Abseil, built without it, does not: what
// comes before what through absl::Mutex, Notification and BlockingCounter. The
// programs call these versions, and these call the library's. Every test
// program of a TASUKI_TSAN build has this file, which is itself built without
// the sanitizer.
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstdlib>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"

// The name is ThreadSanitizer's.
extern "C" const char* __tsan_default_options() {
  return "halt_on_error=1:second_deadlock_stack=1:"
         "suppressions=" TASUKI_TSAN_SUPPRESSIONS;
}

namespace {

// A function of the library by its linker name, in Debian's inline namespace.
template <typename Function>
Function* Next(const char* name) {
  void* const found = dlsym(RTLD_NEXT, name);
  if (found == nullptr) std::abort();
  return reinterpret_cast<Function*>(found);
}
#define TASUKI_NEXT(type, name) \
  static auto* const next = Next<type>("_ZN4absl7debian3" name)
#define TASUKI_NEXT_CONST(type, name) \
  static auto* const next = Next<type>("_ZNK4absl7debian3" name)

// A condition is tried by whichever thread leaves the mutex, after it has been
// said to have left: what it reads there belongs to its turn, too.
struct Turn {
  absl::Mutex* mutex;
  const absl::Condition* condition;
};
bool TryInTurn(Turn* turn) {
  __tsan_acquire(turn->mutex);
  const bool holds = turn->condition->Eval();
  __tsan_release(turn->mutex);
  return holds;
}

// Waits with `wait`, which leaves and enters the mutex meanwhile.
template <typename Wait>
auto WaitInTurn(absl::Mutex* mutex, const absl::Condition& condition,
                const Wait& wait) {
  Turn turn{mutex, &condition};
  __tsan_release(mutex);
  const auto result = wait(absl::Condition(TryInTurn, &turn));
  __tsan_acquire(mutex);
  return result;
}

}  // namespace

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  TASUKI_NEXT(void(Mutex*), "5Mutex4LockEv");
  next(this);
  __tsan_acquire(this);
}
void Mutex::Unlock() {
  TASUKI_NEXT(void(Mutex*), "5Mutex6UnlockEv");
  __tsan_release(this);
  next(this);
}
bool Mutex::TryLock() {
  TASUKI_NEXT(bool(Mutex*), "5Mutex7TryLockEv");
  const bool locked = next(this);
  if (locked) __tsan_acquire(this);
  return locked;
}
// Readers are put one after the other, as writers are: a race between two that
// only read is none.
void Mutex::ReaderLock() {
  TASUKI_NEXT(void(Mutex*), "5Mutex10ReaderLockEv");
  next(this);
  __tsan_acquire(this);
}
void Mutex::ReaderUnlock() {
  TASUKI_NEXT(void(Mutex*), "5Mutex12ReaderUnlockEv");
  __tsan_release(this);
  next(this);
}

void Mutex::Await(const Condition& condition) {
  TASUKI_NEXT(void(Mutex*, const Condition&), "5Mutex5AwaitERKNS0_9ConditionE");
  WaitInTurn(this, condition, [this](const Condition& turn) {
    next(this, turn);
    return true;
  });
}
bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  TASUKI_NEXT(bool(Mutex*, const Condition&, Duration),
              "5Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE");
  return WaitInTurn(this, condition, [&](const Condition& turn) {
    return next(this, turn, timeout);
  });
}
bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  TASUKI_NEXT(bool(Mutex*, const Condition&, Time),
              "5Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE");
  return WaitInTurn(this, condition, [&](const Condition& turn) {
    return next(this, turn, deadline);
  });
}
void Mutex::LockWhen(const Condition& condition) {
  TASUKI_NEXT(void(Mutex*, const Condition&),
              "5Mutex8LockWhenERKNS0_9ConditionE");
  WaitInTurn(this, condition, [this](const Condition& turn) {
    next(this, turn);
    return true;
  });
}

// The flag behind the mutex is read without the library (HasBeenNotified).
void Notification::Notify() {
  TASUKI_NEXT(void(Notification*), "12Notification6NotifyEv");
  __tsan_release(this);
  __tsan_release(reinterpret_cast<char*>(this) + sizeof(Mutex));
  next(this);
}
void Notification::WaitForNotification() const {
  TASUKI_NEXT_CONST(void(const Notification*),
                    "12Notification19WaitForNotificationEv");
  next(this);
  __tsan_acquire(const_cast<Notification*>(this));
}
bool Notification::WaitForNotificationWithTimeout(Duration timeout) const {
  TASUKI_NEXT_CONST(
      bool(const Notification*, Duration),
      "12Notification30WaitForNotificationWithTimeoutENS0_8DurationE");
  const bool notified = next(this, timeout);
  if (notified) __tsan_acquire(const_cast<Notification*>(this));
  return notified;
}

bool BlockingCounter::DecrementCount() {
  TASUKI_NEXT(bool(BlockingCounter*), "15BlockingCounter14DecrementCountEv");
  __tsan_release(this);
  return next(this);
}
void BlockingCounter::Wait() {
  TASUKI_NEXT(void(BlockingCounter*), "15BlockingCounter4WaitEv");
  next(this);
  __tsan_acquire(this);
}

ABSL_NAMESPACE_END
}  // namespace absl
