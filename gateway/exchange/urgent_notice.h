#ifndef GATEWAY_EXCHANGE_URGENT_NOTICE_H_
#define GATEWAY_EXCHANGE_URGENT_NOTICE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "gateway/exchange/ports.h"

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

// A ledger that tells of each urgent message once it is committed. Whatever
// writes such a message is so heard of, and nothing before it is durable.
// Thread-safe.
class NoticingLedger : public Ledger {
 public:
  // Both outlive it.
  NoticingLedger(Ledger& ledger, UrgentNotices& notices)
      : ledger_(ledger), notices_(notices) {}

  absl::StatusOr<std::unique_ptr<Snapshot>> Read() override {
    return ledger_.Read();
  }
  absl::StatusOr<std::unique_ptr<Snapshot>> ReadKept() override {
    return ledger_.ReadKept();
  }
  absl::Time Now() override { return ledger_.Now(); }
  void Commit(Transaction first, Again again, Done done) override;

 private:
  Ledger& ledger_;
  UrgentNotices& notices_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_URGENT_NOTICE_H_
