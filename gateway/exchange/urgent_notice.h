#ifndef GATEWAY_EXCHANGE_URGENT_NOTICE_H_
#define GATEWAY_EXCHANGE_URGENT_NOTICE_H_

#include <string>

#include "absl/time/time.h"

namespace tasuki::exchange {

// That something urgent waits, for whoever carries the pager: nothing of what
// it says, or about whom.
struct UrgentNotice {
  std::string party;    // whose inbox it is in
  std::string person;   // on duty there now; empty: nobody is
  std::string message;  // `messages/{message}`
  absl::Time at;
};

// Where notices go: a port of the exchange. Thread-safe.
class UrgentNotices {
 public:
  virtual ~UrgentNotices() = default;
  // Called after the commit, on the committer's thread: does not wait for
  // anything, and what goes wrong is not the sender's.
  virtual void Tell(const UrgentNotice& notice) = 0;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_URGENT_NOTICE_H_
