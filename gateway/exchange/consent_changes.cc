#include "gateway/exchange/consent_changes.h"

#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {

v1::ConsentChange& NoteChange(const Context& context, v1::ConsentState state,
                              v1::ConsentRow& row) {
  row.set_state(state);
  v1::ConsentChange& change = *row.add_changes();
  change.set_at(context.state.now_seconds());
  change.set_state(state);
  change.set_party(context.party());
  return change;
}

void WithdrawAll(const Context& context, bool told_consequences,
                 v1::ConsentRow& row) {
  v1::ConsentChange& change =
      NoteChange(context, v1::CONSENT_STATE_WITHDRAWN, row);
  change.set_told_consequences(told_consequences);
  row.set_withdrawn_at(context.state.now_seconds());
}

absl::StatusOr<std::set<std::string>> WhoLoses(Context& context,
                                               const FoundConsent& before,
                                               const FoundConsent& after) {
  ASSIGN_OR_RETURN(const consent::StoredConsent had,
                   StoredConsentOf(context.state, before.id, before.row));
  ASSIGN_OR_RETURN(const consent::StoredConsent has,
                   StoredConsentOf(context.state, after.id, after.row));
  std::set<std::string> losing;
  for (const std::string& recipient : before.row.terms().recipients()) {
    const LevelSet mask = consent::MaskOf(had, recipient);
    if (mask.Meet(consent::MaskOf(has, recipient)) != mask) {
      losing.insert(recipient);
    }
  }
  return losing;
}

absl::Status SendStopUse(Context& context, const FoundConsent& consent,
                         const std::set<std::string>& recipients,
                         Answer& answer) {
  for (const std::string& recipient : recipients) {
    ASSIGN_OR_RETURN(const bool told,
                     WasTold(context.state, recipient, consent.subject));
    if (!told) continue;
    answer.told.push_back(recipient);
    v1::MessageRow message;
    message.set_kind(v1::MESSAGE_KIND_STOP_USE);
    message.set_recipient(recipient);
    message.set_subject(consent.subject);
    message.set_consent(consent.id);
    const std::string id = StoreMessage(context, std::move(message));
    context.Enter(Index::kMessagesOfParty, ResourceName("consents", consent.id),
                  id);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> WhoStopped(
    Context& context, const std::string& consent) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kMessagesOfParty,
                                      ResourceName("consents", consent)));
  std::vector<std::string> stopped;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(
        const v1::MessageRow& row,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    if (row.state() == v1::MESSAGE_STATE_ACKNOWLEDGED &&
        !absl::c_linear_search(stopped, row.recipient())) {
      stopped.push_back(row.recipient());
    }
  }
  return stopped;
}

absl::Status StoreLess(Context& context, const FoundConsent& before,
                       const v1::ConsentRow& after,
                       const std::set<std::string>& recipients, Answer& answer,
                       const FoundConsent* successor) {
  context.Write(Table::kConsent, before.id, after);
  RETURN_IF_ERROR(SendStopUse(context, before, recipients, answer));
  return PullItems(context, before, after, successor);
}

}  // namespace tasuki::exchange
