#ifndef GATEWAY_EXCHANGE_NOTICE_H_
#define GATEWAY_EXCHANGE_NOTICE_H_

#include <string>

#include "absl/time/time.h"

namespace tasuki::exchange {

// Why somebody is called.
enum class NoticeReason {
  kUrgent,   // something urgent came
  kDueSoon,  // the last moment for an answer comes within a day
  kLate,     // see LateFrom in message_waiting.h
};

// That something waits, for whoever carries the pager: nothing of what it says,
// or about whom.
struct Notice {
  NoticeReason why = NoticeReason::kUrgent;
  std::string party;    // who is called: its inbox, or what it sent
  std::string person;   // whom to call there; empty: nobody is on duty
  std::string message;  // `messages/{message}`
  absl::Time at;        // sent then, due by then, late from then on
};

// Where notices go: a port of the exchange. Thread-safe.
class Notices {
 public:
  virtual ~Notices() = default;
  // Of what is urgent called after the commit, on the committer's thread: does
  // not wait for anything, and what goes wrong is not the sender's.
  virtual void Tell(const Notice& notice) = 0;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_NOTICE_H_
