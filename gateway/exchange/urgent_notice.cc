#include "gateway/exchange/urgent_notice.h"

#include <utility>
#include <vector>

#include "gateway/model/id.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {
namespace {

// Of the urgent messages that are sent by it. One that is written again has
// been seen by somebody, or came to its end.
std::vector<Notice> NoticesOf(const Transaction& transaction) {
  std::vector<Notice> notices;
  for (const RowChange& change : transaction.changes.rows) {
    v1::MessageRow row;
    if (change.key.table != Table::kMessage || change.erase ||
        !row.ParseFromString(change.body) || !row.urgent() ||
        row.state() != v1::MESSAGE_STATE_SENT) {
      continue;
    }
    notices.push_back({.why = NoticeReason::kUrgent,
                       .party = row.recipient(),
                       .person = row.person(),
                       .message = ResourceName("messages", change.key.id),
                       .at = absl::FromUnixSeconds(row.sent_at())});
  }
  return notices;
}

}  // namespace

void NoticingLedger::Commit(Transaction first, Again again, Done done) {
  // Of what is committed in the end: the first decision, or one made anew.
  const auto notices = std::make_shared<std::vector<Notice>>(NoticesOf(first));
  ledger_.Commit(
      std::move(first),
      [notices, again = std::move(again)](const Snapshot& state, absl::Time now)
          -> absl::StatusOr<Transaction> {
        absl::StatusOr<Transaction> decided = again(state, now);
        *notices = decided.ok() ? NoticesOf(*decided) : std::vector<Notice>();
        return decided;
      },
      [this, notices,
       done = std::move(done)](absl::StatusOr<Committed> committed) {
        if (committed.ok()) {
          for (const Notice& notice : *notices) notices_.Tell(notice);
        }
        done(std::move(committed));
      });
}

}  // namespace tasuki::exchange
