#include "gateway/exchange/message_form.h"

#include <set>

#include "gateway/base/status_macros.h"
#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/message_reply.h"
#include "gateway/exchange/team.h"
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

bool Asks(const v1::SendMessageRequest& request) {
  return request.kind() == v1::MESSAGE_KIND_REQUEST;
}

// Of whoever passes sections on; a request only names the basis.
absl::Status CheckAttempt(const v1::SendMessageRequest& request) {
  if (Asks(request) || !consent::AsksForAttempt(request.basis())) {
    if (request.attempt() != v1::CONSENT_ATTEMPT_UNSPECIFIED ||
        !request.attempt_reason().empty()) {
      return Invalid("attempt: only with a basis that asks for it");
    }
    return absl::OkStatus();
  }
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
  return absl::OkStatus();
}

absl::Status CheckClass(const v1::SendMessageRequest& request) {
  if (request.stated_class() == v1::CASE_CLASS_UNSPECIFIED ||
      (!Asks(request) &&
       consent::IsClassOf(request.basis(), request.stated_class()))) {
    return absl::OkStatus();
  }
  return Invalid("stated_class: not one of the classes of this basis");
}

absl::Status CheckBasis(const v1::SendMessageRequest& request) {
  if (request.basis() != v1::BASIS_CODE_UNSPECIFIED) {
    if (!consent::CanBeStated(request.basis())) {
      return Invalid("basis: not one that a sender states");
    }
    if (!consent::IsActOf(request.basis(), request.kind())) {
      return Invalid("kind: not the act of this basis");
    }
  }
  RETURN_IF_ERROR(CheckAttempt(request));
  return CheckClass(request);
}

absl::Status CheckOffice(const v1::SendMessageRequest& request) {
  const bool named = request.office() != v1::REQUESTER_OFFICE_UNSPECIFIED &&
                     v1::RequesterOffice_IsValid(request.office());
  const bool asked_for =
      Asks(request) && consent::AsksForOffice(request.basis());
  if (named != asked_for || !v1::RequesterOffice_IsValid(request.office())) {
    return Invalid("office: in a REQUEST on CAPA_13_4, and only there");
  }
  return absl::OkStatus();
}

// The last moment for an answer, and what of it is refused.
absl::Status CheckEnds(const v1::SendMessageRequest& request) {
  if (request.due_at() < 0 || (request.due_at() != 0 && !Asks(request))) {
    return Invalid("due_at: a moment to come, in a REQUEST only");
  }
  if (request.part_refused() == v1::REFUSAL_CODE_UNSPECIFIED) {
    return absl::OkStatus();
  }
  if (request.kind() != v1::MESSAGE_KIND_ANSWER ||
      !SpeaksOfTheRequest(request.part_refused())) {
    return Invalid(
        "part_refused: in an ANSWER only, a code that speaks of the request");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckForm(const v1::SendMessageRequest& request) {
  RETURN_IF_ERROR(CheckKind(request.kind()));
  if ((request.sections().empty() && !Asks(request)) ||
      request.sections_size() > kMaxSections) {
    return Invalid("sections: 1 to 20, or none in a REQUEST");
  }
  if ((request.kind() == v1::MESSAGE_KIND_ANSWER) ==
      request.in_reply_to().empty()) {
    return Invalid("in_reply_to: required in an ANSWER, and only there");
  }
  RETURN_IF_ERROR(CheckRequested(request));
  RETURN_IF_ERROR(CheckBasis(request));
  RETURN_IF_ERROR(CheckOffice(request));
  RETURN_IF_ERROR(CheckEnds(request));
  RETURN_IF_ERROR(CheckPersons(request.persons(), "persons"));
  if (request.urgent() && !request.persons().empty()) {
    return Invalid("persons: not with urgent, which is for whoever is on duty");
  }
  return PartyName::Parse(request.recipient(), "recipient").status();
}

}  // namespace tasuki::exchange
