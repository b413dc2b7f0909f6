#include <string>
#include <utility>

#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

// Tells every recipient that heard of her to stop using what it got (SR-20).
absl::Status SendStopUse(Context& context, const FoundConsent& consent,
                         Answer& answer) {
  for (const std::string& recipient : consent.row.terms().recipients()) {
    ASSIGN_OR_RETURN(const bool told,
                     WasTold(context.state, recipient, consent.subject));
    if (!told) continue;
    answer.told.push_back(recipient);
    v1::MessageRow message;
    message.set_kind(v1::MESSAGE_KIND_STOP_USE);
    message.set_recipient(recipient);
    message.set_subject(consent.subject);
    message.set_consent(consent.id);
    StoreMessage(context, std::move(message));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> WithdrawConsent(
    Context& context, const v1::WithdrawConsentRequest& request) {
  ASSIGN_OR_RETURN(std::optional<FoundConsent> consent,
                   FindConsent(context, request.name()));
  if (!consent.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const bool works, WorksForHer(context, consent->subject));
  ASSIGN_OR_RETURN(const bool involved,
                   IsInvolved(context.state, *consent, context.party()));
  if (!works && !involved) return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  if (!context.May(v1::ACTION_WITHDRAW_CONSENT)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  Answer answer = About(consent->subject);
  v1::ConsentRow& row = consent->row;
  if (row.state() == v1::CONSENT_STATE_WITHDRAWN) return answer;
  row.set_state(v1::CONSENT_STATE_WITHDRAWN);
  row.set_withdrawn_at(context.state.now_seconds());
  context.Write(Table::kConsent, consent->id, row);
  RETURN_IF_ERROR(SendStopUse(context, *consent, answer));
  return answer;
}

}  // namespace tasuki::exchange
