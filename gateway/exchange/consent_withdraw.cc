#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/consent_changes.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxParties = 20;

// What she withdraws: towards whom, and what; empty: all.
struct Scope {
  std::set<std::string> recipients;
  std::set<int> categories;

  bool all() const { return recipients.empty() && categories.empty(); }
};

absl::StatusOr<Scope> ScopeOf(const v1::WithdrawConsentRequest& request) {
  Scope scope;
  if (request.recipients_size() > kMaxParties) {
    return absl::InvalidArgumentError("recipients: at most 20");
  }
  for (const std::string& recipient : request.recipients()) {
    RETURN_IF_ERROR(PartyName::Parse(recipient, "recipients").status());
    if (!scope.recipients.insert(recipient).second) {
      return absl::InvalidArgumentError("recipients: repeated party");
    }
  }
  for (const int category : request.categories()) {
    if (!v1::Category_IsValid(category) ||
        category == v1::CATEGORY_UNSPECIFIED ||
        !scope.categories.insert(category).second) {
      return absl::InvalidArgumentError(
          "categories: unknown or repeated category");
    }
  }
  return scope;
}

// Takes the scope away from what is left of the row. What is not in the consent
// cannot be withdrawn, and whoever names it is not told.
void TakePart(const Context& context, const Scope& scope, v1::ConsentRow& row) {
  // What was superseded stays so.
  const bool superseded = row.state() == v1::CONSENT_STATE_SUPERSEDED;
  v1::ConsentChange& change = NoteChange(
      context,
      superseded ? v1::CONSENT_STATE_SUPERSEDED : v1::CONSENT_STATE_NARROWED,
      row);
  for (const std::string& recipient : scope.recipients) {
    if (absl::c_linear_search(row.terms().recipients(), recipient)) {
      change.add_recipients(recipient);
    }
  }
  for (const int category : scope.categories) {
    change.add_categories(static_cast<v1::Category>(category));
  }
}

bool NamesNoRecipient(const Scope& scope, const v1::ConsentRow& row) {
  return !scope.recipients.empty() &&
         absl::c_none_of(row.terms().recipients(), [&](const std::string& one) {
           return scope.recipients.count(one) != 0;
         });
}

absl::StatusOr<bool> OpensNothing(Context& context, const std::string& id,
                                  const v1::ConsentRow& row) {
  // A part is taken from recipients: one close to her still may be told.
  if (!row.terms().family().empty()) return false;
  ASSIGN_OR_RETURN(const consent::StoredConsent stored,
                   StoredConsentOf(context.state, id, row));
  return absl::c_all_of(row.terms().recipients(),
                        [&](const std::string& recipient) {
                          return consent::MaskOf(stored, recipient).empty();
                        });
}

absl::StatusOr<Answer> Withdraw(Context& context, const FoundConsent& consent,
                                const Scope& scope, bool told_consequences) {
  Answer answer = About(consent.subject);
  v1::ConsentRow row = consent.row;
  const v1::ConsentTerms& terms = row.terms();
  if (scope.all()) {
    WithdrawAll(context, told_consequences, row);
    RETURN_IF_ERROR(StoreLess(
        context, consent, row,
        {terms.recipients().begin(), terms.recipients().end()}, answer));
    return answer;
  }
  if (NamesNoRecipient(scope, row)) return answer;
  TakePart(context, scope, row);
  ASSIGN_OR_RETURN(const std::set<std::string> losing,
                   WhoLoses(context, consent, {consent.id, row, {}}));
  if (losing.empty()) return answer;
  ASSIGN_OR_RETURN(const bool nothing, OpensNothing(context, consent.id, row));
  if (nothing) {
    row.set_state(v1::CONSENT_STATE_WITHDRAWN);
    row.set_withdrawn_at(context.state.now_seconds());
  }
  v1::ConsentChange& change = *row.mutable_changes()->rbegin();
  change.set_state(row.state());
  change.set_told_consequences(told_consequences);
  RETURN_IF_ERROR(StoreLess(context, consent, row, losing, answer));
  return answer;
}

}  // namespace

absl::StatusOr<Answer> WithdrawConsent(
    Context& context, const v1::WithdrawConsentRequest& request) {
  ASSIGN_OR_RETURN(const Scope scope, ScopeOf(request));
  ASSIGN_OR_RETURN(const LessAccess access,
                   AccessToLessen(context, request.name()));
  if (access.refusal.has_value()) return *access.refusal;
  const FoundConsent& consent = access.consent;
  if (consent.row.state() == v1::CONSENT_STATE_WITHDRAWN) {
    return About(consent.subject);
  }
  return Withdraw(context, consent, scope, request.told_consequences());
}

}  // namespace tasuki::exchange
