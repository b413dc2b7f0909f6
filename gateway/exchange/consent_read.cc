#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

// What a recipient may do with what it received, and nothing of whom else she
// allowed it to, what else she agreed to, and how she said so.
v1::ConsentTerms OwnPartOf(const v1::ConsentTerms& terms,
                           const std::string& party) {
  v1::ConsentTerms part;
  part.set_subject(terms.subject());
  part.add_recipients(party);
  *part.mutable_purposes() = terms.purposes();
  *part.mutable_items() = terms.items();
  *part.mutable_milestones() = terms.milestones();
  part.set_onward_rule(terms.onward_rule());
  part.set_valid_until(terms.valid_until());
  return part;
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
  TermsPart part = TermsPart::kNone;
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
  ASSIGN_OR_RETURN(known.part, PartOf(context, *found));
  if (known.part == TermsPart::kNone) {
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
  ASSIGN_OR_RETURN(UnitOutcome outcome,
                   OutcomeAbout(context, known.consent.subject, context.party(),
                                v1::CATEGORY_C28));
  if (outcome.disclosed().At(v1::CATEGORY_C28) != v1::LEVEL_FULL) {
    return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  }
  const v1::ConsentRow& row = known.consent.row;
  v1::GetConsentResponse response;
  *response.mutable_terms() = known.part == TermsPart::kWhole
                                  ? row.terms()
                                  : OwnPartOf(row.terms(), context.party());
  response.set_state(StateOf(context.state, row));
  Answer answer = About(known.consent.subject, Canonical(response));
  answer.subjects.front().units.push_back(std::move(outcome));
  return answer;
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
