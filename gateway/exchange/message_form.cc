#include "gateway/exchange/message_form.h"

#include <set>

#include "gateway/base/status_macros.h"
#include "gateway/consent/stated_basis.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxSections = 20;
constexpr size_t kMaxReasonBytes = 1000;

absl::Status Invalid(absl::string_view rule) {
  return absl::InvalidArgumentError(rule);
}

absl::Status CheckKind(v1::MessageKind kind) {
  switch (kind) {
    case v1::MESSAGE_KIND_CONSULTATION:
    case v1::MESSAGE_KIND_TRANSFER:
    case v1::MESSAGE_KIND_NOTICE:
    case v1::MESSAGE_KIND_INFORMATION:
    case v1::MESSAGE_KIND_REQUEST:
    case v1::MESSAGE_KIND_ANSWER:
      return absl::OkStatus();
    default:
      return Invalid("kind: not a kind that parties send");
  }
}

// What is asked for, in a request and nowhere else.
absl::Status CheckRequested(const v1::SendMessageRequest& request) {
  const bool asks = request.kind() == v1::MESSAGE_KIND_REQUEST;
  if (asks == request.requested().empty()) {
    return Invalid("requested: at least one in a REQUEST, else none");
  }
  std::set<int> seen;
  for (const int category : request.requested()) {
    if (!v1::Category_IsValid(category) ||
        category == v1::CATEGORY_UNSPECIFIED || !seen.insert(category).second) {
      return Invalid("requested: unknown or repeated category");
    }
  }
  const bool names_one =
      v1::Milestone_IsValid(request.requested_milestone()) &&
      request.requested_milestone() != v1::MILESTONE_UNSPECIFIED;
  if (names_one != (seen.count(v1::CATEGORY_C32) != 0) ||
      !v1::Milestone_IsValid(request.requested_milestone())) {
    return Invalid("requested_milestone: with C32, and only then");
  }
  return absl::OkStatus();
}

absl::Status CheckAttempt(const v1::SendMessageRequest& request) {
  if (!v1::ConsentAttempt_IsValid(request.attempt()) ||
      request.attempt() == v1::CONSENT_ATTEMPT_UNSPECIFIED) {
    return Invalid("attempt: required with this basis");
  }
  if (request.attempt_reason().size() > kMaxReasonBytes) {
    return Invalid("attempt_reason: at most 1,000 bytes");
  }
  if (consent::NeedsReason(request.attempt()) &&
      request.attempt_reason().empty()) {
    return Invalid("attempt_reason: required where she did not agree");
  }
  switch (request.stated_class()) {
    case v1::CASE_CLASS_UNSPECIFIED:
    case v1::CASE_CLASS_SUPPORT:
    case v1::CASE_CLASS_SPECIFIED_PREGNANCY:
      return absl::OkStatus();
    default:
      return Invalid("stated_class: SUPPORT or SPECIFIED_PREGNANCY");
  }
}

absl::Status CheckBasis(const v1::SendMessageRequest& request) {
  if (request.basis() != v1::BASIS_CODE_UNSPECIFIED) {
    if (!consent::CanBeStated(request.basis())) {
      return Invalid("basis: not one that a sender states");
    }
    if (!consent::IsActOf(request.basis(), request.kind())) {
      return Invalid("kind: not the act of this basis");
    }
    if (consent::AsksForAttempt(request.basis())) return CheckAttempt(request);
  }
  if (request.attempt() != v1::CONSENT_ATTEMPT_UNSPECIFIED ||
      !request.attempt_reason().empty() ||
      request.stated_class() != v1::CASE_CLASS_UNSPECIFIED) {
    return Invalid("attempt: only with a basis that asks for it");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckForm(const v1::SendMessageRequest& request) {
  RETURN_IF_ERROR(CheckKind(request.kind()));
  const bool asks = request.kind() == v1::MESSAGE_KIND_REQUEST;
  if ((request.sections().empty() && !asks) ||
      request.sections_size() > kMaxSections) {
    return Invalid("sections: 1 to 20, or none in a REQUEST");
  }
  if ((request.kind() == v1::MESSAGE_KIND_ANSWER) ==
      request.in_reply_to().empty()) {
    return Invalid("in_reply_to: required in an ANSWER, and only there");
  }
  RETURN_IF_ERROR(CheckRequested(request));
  RETURN_IF_ERROR(CheckBasis(request));
  return PartyName::Parse(request.recipient(), "recipient").status();
}

}  // namespace tasuki::exchange
