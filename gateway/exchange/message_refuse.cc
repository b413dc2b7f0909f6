#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

// Codes that speak of the request. None tells whether anything is held; the
// last two are told only to who may know that it is (messages.cc).
constexpr v1::RefusalCode kSpeakOfTheRequest[] = {
    v1::REFUSAL_CODE_NO_BASIS,
    v1::REFUSAL_CODE_NEED_NOT_STATED,
    v1::REFUSAL_CODE_PURPOSE_MISMATCH,
    v1::REFUSAL_CODE_JURISDICTION,
    v1::REFUSAL_CODE_NOT_COUNCIL_SUBJECT,
    v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER,
    v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY,
    v1::REFUSAL_CODE_LOCATION_PROTECTED};

absl::Status CheckRefusal(const v1::RefuseRequestRequest& request) {
  if (!absl::c_linear_search(kSpeakOfTheRequest, request.code())) {
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
  ASSIGN_OR_RETURN(FoundMessage asked, FindMessage(context, request.name(),
                                                   v1::ACTION_REFUSE_REQUEST));
  if (asked.hidden()) return asked.refusal();
  if (asked.row.kind() != v1::MESSAGE_KIND_REQUEST) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: is no request");
  }
  if (IsSettled(asked.row)) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: was answered or refused before");
  }
  StoreMessage(context, RefusingAnswer(context, asked, request));
  asked.row.set_state(v1::MESSAGE_STATE_REFUSED);
  context.Write(Table::kMessage, asked.id, asked.row);
  Answer done = About(asked.row.subject());
  done.true_codes = {request.code()};
  return done;
}

}  // namespace tasuki::exchange
