#include "gateway/exchange/consent_changes.h"

#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_family.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/copy_use.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {

namespace {

// Is something in the first list that is not in the second?
template <typename List>
bool LacksAny(const List& before, const List& after) {
  return absl::c_any_of(before, [&](const auto& one) {
    return !absl::c_linear_search(after, one);
  });
}

bool GoesLessFar(v1::OnwardRule before, v1::OnwardRule after) {
  return Strictest({before, after}) != Strictest({before});
}

// Of what is the same for every recipient.
bool SaysLess(const v1::ConsentTerms& before, const v1::ConsentTerms& after) {
  return LacksAny(before.holders(), after.holders()) ||
         LosesPurpose(before, after) ||
         LacksAny(before.milestones(), after.milestones()) ||
         LacksAny(before.series(), after.series()) ||
         GoesLessFar(before.onward_rule(), after.onward_rule()) ||
         EndsEarlier(before, after);
}

bool IsExcludedAnew(const v1::ConsentTerms& before,
                    const v1::ConsentTerms& after, const std::string& party) {
  return consent::Excludes(after, party) && !consent::Excludes(before, party);
}

// What of the terms is left: those of the consent that takes its place, or its
// own; nothing once it is withdrawn.
v1::ConsentTerms LeftOf(const v1::ConsentRow& after,
                        const FoundConsent* successor) {
  if (successor != nullptr) return successor->row.terms();
  return IsInForce(after.state()) ? after.terms() : v1::ConsentTerms();
}

}  // namespace

bool LosesPurpose(const v1::ConsentTerms& before,
                  const v1::ConsentTerms& after) {
  return LacksAny(before.purposes(), after.purposes());
}

bool EndsEarlier(const v1::ConsentTerms& before,
                 const v1::ConsentTerms& after) {
  if (after.valid_until() < before.valid_until()) return true;
  if (after.ends_with() == v1::CONSENT_EVENT_UNSPECIFIED) return false;
  return after.ends_with() != before.ends_with() ||
         after.days_after() < before.days_after();
}

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
  const bool all = SaysLess(before.row.terms(), after.row.terms());
  std::set<std::string> losing;
  for (const std::string& recipient : before.row.terms().recipients()) {
    const LevelSet mask = consent::MaskOf(had, recipient);
    const bool something = all && !mask.empty();
    if (something || mask.Meet(consent::MaskOf(has, recipient)) != mask) {
      losing.insert(recipient);
    }
  }
  return losing;
}

absl::StatusOr<std::set<std::string>> HoldersLosing(
    Context& context, const FoundConsent& before, const v1::ConsentTerms& after,
    const std::set<std::string>& recipients) {
  const v1::ConsentTerms& terms = before.row.terms();
  ASSIGN_OR_RETURN(const std::set<std::string> copies,
                   CopiesUnder(context.state, before.id));
  std::set<std::string> losing;
  for (const std::string& id : copies) {
    ASSIGN_OR_RETURN(const v1::SectionRow& copy,
                     context.state.Get<v1::SectionRow>(Table::kSection, id));
    if (IsOver(copy)) continue;
    const bool loses = absl::c_any_of(
        ReceiversOf(terms, copy),
        [&](const std::string& one) { return recipients.contains(one); });
    if (loses || IsExcludedAnew(terms, after, copy.holder())) {
      losing.insert(copy.holder());
    }
  }
  return losing;
}

absl::Status SendStopUse(Context& context, const FoundConsent& consent,
                         const std::set<std::string>& parties, Answer& answer) {
  for (const std::string& recipient : parties) {
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
    Context& context, const FoundConsent& consent) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kMessagesOfParty,
                                      ResourceName("consents", consent.id)));
  std::vector<std::string> stopped;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(
        const v1::MessageRow& row,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    if (row.state() == v1::MESSAGE_STATE_ACKNOWLEDGED &&
        absl::c_linear_search(consent.row.terms().recipients(),
                              row.recipient()) &&
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
  const v1::ConsentTerms& terms =
      successor == nullptr ? after.terms() : successor->row.terms();
  ASSIGN_OR_RETURN(std::set<std::string> losing,
                   HoldersLosing(context, before, terms, recipients));
  losing.insert(recipients.begin(), recipients.end());
  if (IsInForce(before.row.state())) {
    losing.merge(WhoTellsLess(context, before.row, LeftOf(after, successor)));
  }
  RETURN_IF_ERROR(SendStopUse(context, before, losing, answer));
  return PullItems(context, before, after, successor);
}

}  // namespace tasuki::exchange
