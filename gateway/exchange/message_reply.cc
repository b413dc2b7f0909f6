#include "gateway/exchange/message_reply.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gateway/exchange/message_header.h"

namespace tasuki::exchange {
namespace {

// None tells whether anything is held; the last four are told only to who may
// know that it is (message_header.cc).
constexpr v1::RefusalCode kSpeakOfTheRequest[] = {
    v1::REFUSAL_CODE_NO_BASIS,           v1::REFUSAL_CODE_NEED_NOT_STATED,
    v1::REFUSAL_CODE_PURPOSE_MISMATCH,   v1::REFUSAL_CODE_JURISDICTION,
    v1::REFUSAL_CODE_MINIMISED,          v1::REFUSAL_CODE_NOT_COUNCIL_SUBJECT,
    v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER, v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY,
    v1::REFUSAL_CODE_LOCATION_PROTECTED, v1::REFUSAL_CODE_REPORTER_PROTECTED,
    v1::REFUSAL_CODE_THIRD_PARTY_HARM};

Answer WrongRequest(absl::string_view rule) {
  return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                            absl::StrCat("in_reply_to: ", rule));
}

}  // namespace

bool SpeaksOfTheRequest(v1::RefusalCode code) {
  return absl::c_linear_search(kSpeakOfTheRequest, code);
}

absl::Status CheckProviso(v1::RefusalCode code, const v1::MessageRow& request,
                          absl::string_view field) {
  if (code != v1::REFUSAL_CODE_THIRD_PARTY_HARM ||
      request.basis() == v1::BASIS_CODE_CAPA_13_4) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": the proviso is that of a request on CAPA_13_4"));
}

std::optional<Answer> RefuseToSettle(Reading& state,
                                     const v1::MessageRow& request,
                                     absl::string_view field) {
  if (IsSettled(request)) {
    return FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        absl::StrCat(field, ": was answered or refused before"));
  }
  if (StateNow(state, request) == v1::MESSAGE_STATE_EXPIRED) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              absl::StrCat(field, ": its last day has passed"));
  }
  return std::nullopt;
}

absl::StatusOr<Settled> SettledBy(Context& context,
                                  const v1::SendMessageRequest& answer,
                                  const std::string& subject) {
  Settled settled;
  ASSIGN_OR_RETURN(settled.request,
                   FindMessage(context, answer.in_reply_to(),
                               v1::ACTION_SEND_MESSAGE, "in_reply_to"));
  v1::MessageRow& row = settled.request.row;
  if (settled.request.hidden()) {
    settled.refusal = settled.request.refusal();
    return settled;
  }
  if (row.kind() != v1::MESSAGE_KIND_REQUEST ||
      row.sender() != answer.recipient() || row.subject() != subject) {
    settled.refusal =
        WrongRequest("not a request of this recipient about this subject");
    return settled;
  }
  settled.refusal = RefuseToSettle(context.state, row, "in_reply_to");
  if (settled.refusal.has_value()) return settled;
  if (answer.basis() != v1::BASIS_CODE_UNSPECIFIED &&
      answer.basis() != row.basis()) {
    settled.refusal = Refused(v1::REFUSAL_CODE_NO_BASIS,
                              "in_reply_to: was not asked for on this basis");
    return settled;
  }
  RETURN_IF_ERROR(CheckProviso(answer.part_refused(), row, "part_refused"));
  settled.before = row;
  row.set_state(answer.part_refused() == v1::REFUSAL_CODE_UNSPECIFIED
                    ? v1::MESSAGE_STATE_ANSWERED
                    : v1::MESSAGE_STATE_ANSWERED_IN_PART);
  return settled;
}

}  // namespace tasuki::exchange
