#include <string>
#include <utility>

#include "gateway/exchange/message_reply.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

absl::Status CheckRefusal(const v1::RefuseRequestRequest& request) {
  if (!SpeaksOfTheRequest(request.code())) {
    return absl::InvalidArgumentError(
        "code: one that speaks of the request, not of what is held");
  }
  if (!v1::BasisCode_IsValid(request.ask_again_on())) {
    return absl::InvalidArgumentError("ask_again_on: unknown");
  }
  return absl::OkStatus();
}

v1::MessageRow RefusingAnswer(const Context& context, const FoundMessage& asked,
                              const v1::RefuseRequestRequest& request) {
  v1::MessageRow answer;
  answer.set_kind(v1::MESSAGE_KIND_ANSWER);
  answer.set_sender(context.party());
  answer.set_sent_by(context.reader().person);
  answer.set_recipient(asked.row.sender());
  answer.set_subject(asked.row.subject());
  answer.set_in_reply_to(asked.id);
  answer.set_refusal(request.code());
  answer.set_ask_again_on(request.ask_again_on());
  return answer;
}

}  // namespace

absl::StatusOr<Answer> RefuseRequest(Context& context,
                                     const v1::RefuseRequestRequest& request) {
  RETURN_IF_ERROR(CheckRefusal(request));
  ASSIGN_OR_RETURN(
      const FoundMessage asked,
      FindMessage(context, request.name(), v1::ACTION_REFUSE_REQUEST));
  if (asked.hidden()) return asked.refusal();
  if (asked.row.kind() != v1::MESSAGE_KIND_REQUEST) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: is no request");
  }
  if (std::optional<Answer> refusal =
          RefuseToSettle(context.state, asked.row, "name")) {
    return *std::move(refusal);
  }
  RETURN_IF_ERROR(CheckProviso(request.code(), asked.row, "code"));
  StoreMessage(context, RefusingAnswer(context, asked, request));
  v1::MessageRow refused = asked.row;
  refused.set_state(v1::MESSAGE_STATE_REFUSED);
  WriteStep(context, asked.id, asked.row, std::move(refused));
  Answer done = About(asked.row.subject());
  done.true_codes = {request.code()};
  return done;
}

}  // namespace tasuki::exchange
