#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/consent_changes.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {

absl::StatusOr<Superseded> FindSuperseded(Context& context,
                                          const std::string& name,
                                          const std::string& subject) {
  Superseded superseded;
  if (name.empty()) return superseded;
  ASSIGN_OR_RETURN(superseded.consent,
                   FindConsent(context, name, "supersedes"));
  if (!superseded.consent.has_value()) {
    superseded.refusal = NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
    return superseded;
  }
  const FoundConsent& old = *superseded.consent;
  if (old.row.recorded_by() != context.party()) {
    superseded.refusal = NotFound(v1::REFUSAL_CODE_NO_BASIS);
    return superseded;
  }
  if (old.subject != subject) {
    return absl::InvalidArgumentError("supersedes: of the same person");
  }
  ASSIGN_OR_RETURN(const v1::ConsentState now, StateOf(context.state, old.row));
  if (!IsInForce(now)) superseded.refusal = NotInForce(now, "supersedes");
  return superseded;
}

absl::Status Supersede(Context& context, const FoundConsent& old,
                       const FoundConsent& successor, Answer& answer) {
  v1::ConsentRow row = old.row;
  v1::ConsentChange& change =
      NoteChange(context, v1::CONSENT_STATE_SUPERSEDED, row);
  change.set_superseded_by(ResourceName("consents", successor.id));
  row.set_superseded_by(successor.id);
  ASSIGN_OR_RETURN(const std::set<std::string> losing,
                   WhoLoses(context, old, successor));
  return StoreLess(context, old, row, losing, answer, &successor);
}

Answer NotInForce(v1::ConsentState state, absl::string_view field) {
  switch (state) {
    case v1::CONSENT_STATE_WITHDRAWN:
      return Refused(v1::REFUSAL_CODE_CONSENT_WITHDRAWN,
                     absl::StrCat(field, ": was withdrawn"));
    case v1::CONSENT_STATE_EXPIRED:
      return Refused(v1::REFUSAL_CODE_CONSENT_EXPIRED,
                     absl::StrCat(field, ": its time is over"));
    default:
      return FailedPrecondition(
          v1::REFUSAL_CODE_CONSENT_SCOPE,
          absl::StrCat(field, ": another consent took its place"));
  }
}

}  // namespace tasuki::exchange
