#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

// What a party may see of the terms: a recipient that holds nothing sees itself
// among the recipients, not whom else she allowed it to.
v1::ConsentTerms TermsFor(const v1::ConsentRow& row, const std::string& party) {
  v1::ConsentTerms terms = row.terms();
  if (row.recorded_by() != party && !IsHolder(row, party)) {
    terms.clear_recipients();
    terms.add_recipients(party);
  }
  return terms;
}

v1::ConsentState StateOf(Reading& state, const v1::ConsentRow& row) {
  const bool expired =
      !state.Before(absl::FromUnixSeconds(row.terms().valid_until()));
  return row.state() == v1::CONSENT_STATE_ACTIVE && expired
             ? v1::CONSENT_STATE_EXPIRED
             : row.state();
}

// A consent that the caller may know of, for one who may do this; or the
// refusal that says neither.
struct KnownConsent {
  std::optional<Answer> refusal;
  FoundConsent consent;
};
absl::StatusOr<KnownConsent> FindKnown(Context& context,
                                       const std::string& name,
                                       v1::Action action) {
  KnownConsent known;
  ASSIGN_OR_RETURN(std::optional<FoundConsent> found,
                   FindConsent(context, name));
  if (!found.has_value()) {
    known.refusal = NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
    return known;
  }
  ASSIGN_OR_RETURN(const bool involved,
                   IsInvolved(context.state, *found, context.party()));
  if (!involved) {
    known.refusal = NotFound(v1::REFUSAL_CODE_NO_BASIS);
  } else if (!context.May(action)) {
    known.refusal = NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  known.consent = *std::move(found);
  return known;
}

}  // namespace

absl::StatusOr<Answer> GetConsent(Context& context,
                                  const v1::GetConsentRequest& request) {
  ASSIGN_OR_RETURN(KnownConsent known,
                   FindKnown(context, request.name(), v1::ACTION_READ_CONSENT));
  if (known.refusal.has_value()) return *std::move(known.refusal);
  const v1::ConsentRow& row = known.consent.row;
  v1::GetConsentResponse response;
  *response.mutable_terms() = TermsFor(row, context.party());
  response.set_state(StateOf(context.state, row));
  return About(known.consent.subject, Canonical(response));
}

absl::StatusOr<Answer> AcknowledgeConsent(
    Context& context, const v1::AcknowledgeConsentRequest& request) {
  ASSIGN_OR_RETURN(
      KnownConsent known,
      FindKnown(context, request.name(), v1::ACTION_ACKNOWLEDGE_CONSENT));
  if (known.refusal.has_value()) return *std::move(known.refusal);
  v1::ConsentRow& row = known.consent.row;
  if (!IsHolder(row, context.party())) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: speaks of nothing that the caller holds");
  }
  switch (StateOf(context.state, row)) {
    case v1::CONSENT_STATE_WITHDRAWN:
      return Refused(v1::REFUSAL_CODE_CONSENT_WITHDRAWN, "name: was withdrawn");
    case v1::CONSENT_STATE_EXPIRED:
      return Refused(v1::REFUSAL_CODE_CONSENT_EXPIRED,
                     "name: its time is over");
    default:
      break;
  }
  Answer answer = About(known.consent.subject);
  const bool confirmed =
      row.recorded_by() == context.party() ||
      absl::c_linear_search(row.acknowledged_by(), context.party());
  if (confirmed) return answer;
  row.add_acknowledged_by(context.party());
  context.Write(Table::kConsent, known.consent.id, row);
  return answer;
}

}  // namespace tasuki::exchange
