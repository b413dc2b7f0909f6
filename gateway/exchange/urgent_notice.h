#ifndef GATEWAY_EXCHANGE_URGENT_NOTICE_H_
#define GATEWAY_EXCHANGE_URGENT_NOTICE_H_

#include <memory>

#include "gateway/exchange/notice.h"
#include "gateway/exchange/ports.h"

namespace tasuki::exchange {

// A ledger that tells of each urgent message once it is committed. Whatever
// writes such a message is so heard of, and nothing before it is durable.
// Thread-safe.
class NoticingLedger : public Ledger {
 public:
  // Both outlive it.
  NoticingLedger(Ledger& ledger, Notices& notices)
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
  Notices& notices_;
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_URGENT_NOTICE_H_
