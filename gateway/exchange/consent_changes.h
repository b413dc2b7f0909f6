#ifndef GATEWAY_EXCHANGE_CONSENT_CHANGES_H_
#define GATEWAY_EXCHANGE_CONSENT_CHANGES_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/state.pb.h"

// What becomes of a consent after it was given. Nothing is ever added to it.
namespace tasuki::exchange {

// Adds a change to the row, made now by the caller's party; the row is in
// `state` from then on.
v1::ConsentChange& NoteChange(const Context& context, v1::ConsentState state,
                              v1::ConsentRow& row);

// Withdraws all that is left of it.
void WithdrawAll(const Context& context, bool told_consequences,
                 v1::ConsentRow& row);

// Is the second for fewer purposes; does it end earlier?
bool LosesPurpose(const v1::ConsentTerms& before,
                  const v1::ConsentTerms& after);
bool EndsEarlier(const v1::ConsentTerms& before, const v1::ConsentTerms& after);

// Recipients to whom the second opens less than the first did: of categories,
// or less often, less long, or to go on less far.
absl::StatusOr<std::set<std::string>> WhoLoses(Context& context,
                                               const FoundConsent& before,
                                               const FoundConsent& after);

// The holders of copies that rest on the consent and came by a recipient that
// loses something, or whom `after` excludes anew.
absl::StatusOr<std::set<std::string>> HoldersLosing(
    Context& context, const FoundConsent& before, const v1::ConsentTerms& after,
    const std::set<std::string>& recipients);

// Tells each of them, as far as it heard of her, to stop using what it got
// (SR-20). Each message is in the consent's own list, too.
absl::Status SendStopUse(Context& context, const FoundConsent& consent,
                         const std::set<std::string>& parties, Answer& answer);

// The recipients that acknowledged one, in the order of the messages. Who else
// holds a copy of a copy is nothing that a holder is told.
absl::StatusOr<std::vector<std::string>> WhoStopped(
    Context& context, const FoundConsent& consent);

// Takes back from the conferences that the consent named the items that rested
// on it and that nothing else covers now.
absl::Status PullItems(Context& context, const FoundConsent& before,
                       const v1::ConsentRow& after,
                       const FoundConsent* successor = nullptr);

// Stores what is left of it, and what follows: messages to the recipients that
// lose something, to who holds a copy of theirs and to who may no longer speak
// to one close to her (consent_family.h), each once; items.
absl::Status StoreLess(Context& context, const FoundConsent& before,
                       const v1::ConsentRow& after,
                       const std::set<std::string>& recipients, Answer& answer,
                       const FoundConsent* successor = nullptr);

// The refusal of one that is not in force.
Answer NotInForce(v1::ConsentState state, absl::string_view field);

// The consent whose place a new one of hers takes; or why it cannot.
struct Superseded {
  std::optional<Answer> refusal;
  std::optional<FoundConsent> consent;
};
absl::StatusOr<Superseded> FindSuperseded(Context& context,
                                          const std::string& name,
                                          const std::string& subject);
// It gives way to the new one in the same commit.
absl::Status Supersede(Context& context, const FoundConsent& old,
                       const FoundConsent& successor, Answer& answer);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_CONSENT_CHANGES_H_
