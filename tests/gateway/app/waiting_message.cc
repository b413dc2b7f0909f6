#include "tests/gateway/app/waiting_message.h"

#include <future>

#include "gateway/base/check.h"
#include "gateway/exchange/message_waiting.h"
#include "tasuki/v1/directory.pb.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::app {

using exchange::Index;
using exchange::Table;

void EnterWaitingMessage(exchange::Ledger& ledger, absl::Time sent) {
  v1::PartyEntry party;
  party.set_name(kWaitingParty);
  v1::MessageRow message;
  message.set_kind(v1::MESSAGE_KIND_STOP_USE);
  message.set_state(v1::MESSAGE_STATE_SENT);
  message.set_recipient(kWaitingParty);
  message.set_sent_at(absl::ToUnixSeconds(sent));
  exchange::Transaction entered;
  entered.changes.rows = {
      {{Table::kParty, kWaitingParty}, party.SerializeAsString(), ""},
      {{Table::kMessage, kWaitingMessage}, message.SerializeAsString(), ""}};
  entered.changes.entries = {
      {{Index::kParties, ""}, kWaitingParty},
      {{Index::kSentOfParty, exchange::ListOfReceived(kWaitingParty)},
       kWaitingMessage}};
  std::promise<absl::Status> done;
  ledger.Commit(
      entered,
      [&](const exchange::Snapshot&, absl::Time) {
        return absl::StatusOr<exchange::Transaction>(entered);
      },
      [&](absl::StatusOr<exchange::Committed> committed) {
        done.set_value(committed.status());
      });
  CHECK(done.get_future().get().ok());
}

}  // namespace tasuki::app
