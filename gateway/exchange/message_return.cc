#include <string>

#include "gateway/disclosure/value_format.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kMaxReasonBytes = 400;

absl::Status CheckReason(const std::string& reason) {
  const bool is_text =
      disclosure::CountCharacters(reason, /*line_feeds=*/true).has_value();
  if (reason.empty() || reason.size() > kMaxReasonBytes || !is_text) {
    return absl::InvalidArgumentError("reason: text of 1 to 400 bytes");
  }
  return absl::OkStatus();
}

bool CanGoBack(v1::MessageKind kind) {
  return kind == v1::MESSAGE_KIND_TRANSFER || kind == v1::MESSAGE_KIND_NOTICE ||
         kind == v1::MESSAGE_KIND_INFORMATION ||
         kind == v1::MESSAGE_KIND_CONSULTATION;
}

std::optional<Answer> RefuseToReturn(const v1::MessageRow& row) {
  if (!CanGoBack(row.kind())) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: of a kind that does not go back");
  }
  if (!row.copies().empty() || row.state() == v1::MESSAGE_STATE_RETURNED) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: was accepted or returned before");
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Answer> ReturnMessage(Context& context,
                                     const v1::ReturnMessageRequest& request) {
  RETURN_IF_ERROR(CheckReason(request.reason()));
  ASSIGN_OR_RETURN(
      const FoundMessage message,
      FindMessage(context, request.name(), v1::ACTION_RETURN_MESSAGE));
  if (message.hidden()) return message.refusal();
  if (std::optional<Answer> refusal = RefuseToReturn(message.row)) {
    return *std::move(refusal);
  }
  const std::string& subject = message.row.subject();
  // The sender reads it, on no ground: it says nobody's name.
  ASSIGN_OR_RETURN(const bool tells,
                   NamesSealedPerson(context, subject, {request.reason()}));
  if (tells) return RefuseSealedIdentity(context, subject);
  ASSIGN_OR_RETURN(const bool names,
                   NamesPerson(context, subject, {request.reason()}));
  if (names) {
    Answer refused = RecognisableRefused(subject);
    refused.words_logged = false;
    return refused;
  }
  v1::MessageRow returned = message.row;
  returned.set_state(v1::MESSAGE_STATE_RETURNED);
  returned.set_return_reason(request.reason());
  WriteStep(context, message.id, message.row, std::move(returned));
  return About(subject);
}

}  // namespace tasuki::exchange
