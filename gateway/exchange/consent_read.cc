#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/consent_changes.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

// What a recipient may do with what it received, and nothing of whom else she
// allowed it to, what else she agreed to, how she said so, and what ends it.
v1::ConsentTerms OwnPartOf(const v1::ConsentTerms& terms, const LevelSet& mask,
                           const std::string& party) {
  v1::ConsentTerms part;
  part.set_subject(terms.subject());
  part.add_recipients(party);
  *part.mutable_purposes() = terms.purposes();
  for (v1::ConsentItem item : terms.items()) {
    const auto categories = item.categories();
    item.clear_categories();
    for (const int category : categories) {
      const auto one = static_cast<v1::Category>(category);
      if (mask.existence().Contains(one)) item.add_categories(one);
    }
    if (!item.categories().empty()) *part.add_items() = std::move(item);
  }
  *part.mutable_milestones() = terms.milestones();
  part.set_onward_rule(terms.onward_rule());
  part.set_valid_until(terms.valid_until());
  return part;
}

bool Concerns(const v1::ConsentChange& change, const std::string& party) {
  const bool less = TakesPart(change) || !change.purposes().empty() ||
                    change.valid_until() != 0;
  return less && (change.recipients().empty() ||
                  absl::c_linear_search(change.recipients(), party));
}

// Where it stands as far as it concerns one recipient, which does not hear what
// was withdrawn towards another.
v1::ConsentState OwnStateOf(const v1::ConsentRow& row, v1::ConsentState now,
                            const LevelSet& mask, const std::string& party) {
  if (now != v1::CONSENT_STATE_NARROWED) return now;
  if (mask.empty()) return v1::CONSENT_STATE_WITHDRAWN;
  return absl::c_any_of(row.changes(),
                        [&](const auto& one) { return Concerns(one, party); })
             ? v1::CONSENT_STATE_NARROWED
             : v1::CONSENT_STATE_ACTIVE;
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

absl::StatusOr<v1::GetConsentResponse> ResponseFor(Context& context,
                                                   const FoundConsent& consent,
                                                   TermsPart part) {
  const v1::ConsentRow& row = consent.row;
  v1::GetConsentResponse response;
  ASSIGN_OR_RETURN(const v1::ConsentState now, StateOf(context.state, row));
  if (part == TermsPart::kWhole) {
    *response.mutable_terms() = row.terms();
    response.set_state(now);
    *response.mutable_history() = row.changes();
    ASSIGN_OR_RETURN(const std::vector<std::string> stopped,
                     WhoStopped(context, consent));
    *response.mutable_stopped() = {stopped.begin(), stopped.end()};
    return response;
  }
  ASSIGN_OR_RETURN(const consent::StoredConsent stored,
                   StoredConsentOf(context.state, consent.id, row));
  const LevelSet mask = consent::MaskOf(stored, context.party());
  *response.mutable_terms() = OwnPartOf(row.terms(), mask, context.party());
  response.set_state(OwnStateOf(row, now, mask, context.party()));
  return response;
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
  ASSIGN_OR_RETURN(const v1::GetConsentResponse response,
                   ResponseFor(context, known.consent, known.part));
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
  ASSIGN_OR_RETURN(const v1::ConsentState now, StateOf(context.state, row));
  if (!IsInForce(now)) return NotInForce(now, "name");
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
