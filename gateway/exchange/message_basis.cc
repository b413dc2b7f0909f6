#include "gateway/exchange/message_basis.h"

#include "absl/algorithm/container.h"
#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/caller.h"
#include "gateway/exchange/registered_case.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

using Refusal = std::optional<Answer>;

constexpr v1::RefusalCode kNone = v1::REFUSAL_CODE_UNSPECIFIED;

bool Asks(const v1::SendMessageRequest& request) {
  return request.kind() == v1::MESSAGE_KIND_REQUEST;
}

bool SaysDanger(const v1::SendMessageRequest& request) {
  return consent::RespectsHerWill(request.basis()) &&
         !consent::IsHerWill(request.attempt()) &&
         request.access().stated_basis() == v1::BASIS_CODE_VITAL_INTEREST;
}

// Who acts towards whom.
Refusal RefuseParties(const Context& context,
                      const v1::SendMessageRequest& request,
                      const v1::PartyEntry& recipient) {
  const v1::AudienceType own = context.reader().party.audience();
  const v1::RefusalCode why =
      Asks(request)
          ? consent::WhyNotAsk(request.basis(), own, recipient.audience())
          : consent::WhyNotState(request.basis(), own, recipient.audience());
  if (why == v1::REFUSAL_CODE_JURISDICTION) {
    return Refused(why, Asks(request)
                            ? "basis: not for this party to ask on"
                            : "recipient: not competent on this basis");
  }
  if (why != kNone || recipient.name() == context.party()) {
    return Refused(v1::REFUSAL_CODE_NO_BASIS,
                   "basis: not between these parties");
  }
  if (consent::StaysInTheBody(request.basis()) &&
      BodyOf(recipient.name()) != context.reader().body()) {
    return Refused(v1::REFUSAL_CODE_JURISDICTION, "recipient: of another body");
  }
  return std::nullopt;
}

// In whose name, for what.
Refusal RefuseAsker(const Context& context,
                    const v1::SendMessageRequest& request) {
  if (!Asks(request)) return std::nullopt;
  if (!consent::IsPurposeOf(request.basis(), context.purpose)) {
    return Refused(v1::REFUSAL_CODE_PURPOSE_MISMATCH,
                   "access.purpose: not one of this basis");
  }
  if (!consent::AsksForOffice(request.basis())) return std::nullopt;
  const Reader& reader = context.reader();
  const v1::RefusalCode why = consent::WhyNotInTheNameOf(
      request.office(), reader.party.audience(), reader.role);
  if (why == kNone) return std::nullopt;
  return Refused(why, "office: the caller does not act in its name");
}

// The council's request is the coordinating body's, about a case that is
// registered and on which it works.
absl::StatusOr<Refusal> RefuseCouncilRequest(
    Context& context, const v1::SendMessageRequest& request,
    const std::string& subject) {
  if (!Asks(request) || !consent::IsOfTheCoordinator(request.basis())) {
    return Refusal();
  }
  const Reader& reader = context.reader();
  if (!reader.party.coordinates_council()) {
    return Refusal(Refused(v1::REFUSAL_CODE_JURISDICTION,
                           "basis: the coordinating body asks on it"));
  }
  if (reader.role != v1::ROLE_COORD) {
    return Refusal(Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                           "basis: the coordinator asks on it"));
  }
  ASSIGN_OR_RETURN(const bool member,
                   IsCouncilMember(context.state, reader.body()));
  if (!member) {
    return Refusal(Refused(v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER,
                           "basis: the body is no member of the council"));
  }
  ASSIGN_OR_RETURN(const v1::CaseClass registered,
                   RegisteredClassOf(context.state, subject, context.party()));
  if (registered != v1::CASE_CLASS_UNSPECIFIED) return Refusal();
  return Refusal(Refused(v1::REFUSAL_CODE_NOT_COUNCIL_SUBJECT,
                         "subject: no registered case that the party is on"));
}

// An adult's own matter goes on as she wills, or in danger to life that is said
// in words (SR-14).
Refusal RefuseAgainstHerWill(const v1::SendMessageRequest& request) {
  if (!consent::RespectsHerWill(request.basis()) ||
      consent::IsHerWill(request.attempt())) {
    return std::nullopt;
  }
  if (!SaysDanger(request)) {
    return Refused(v1::REFUSAL_CODE_NO_BASIS,
                   "attempt: without her will only in danger to life, which "
                   "access.stated_basis says");
  }
  if (request.access().need().empty()) {
    return Refused(v1::REFUSAL_CODE_NEED_NOT_STATED,
                   "access.need: say what danger there is to life");
  }
  return std::nullopt;
}

absl::Status CheckClass(const v1::SendMessageRequest& request,
                        const std::vector<Attached>& sections) {
  const bool of_no_case = absl::c_any_of(sections, [](const Attached& section) {
    return !section.a_case.has_value();
  });
  if (of_no_case && consent::AsksForClass(request.basis()) &&
      request.stated_class() == v1::CASE_CLASS_UNSPECIFIED) {
    return absl::InvalidArgumentError(
        "stated_class: required for a section of no case");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::optional<Answer>> RefuseBasis(
    Context& context, const v1::SendMessageRequest& request,
    const std::string& subject, const v1::PartyEntry& recipient,
    const std::vector<Attached>& sections) {
  if (request.basis() == v1::BASIS_CODE_UNSPECIFIED) return Refusal();
  Refusal refusal = RefuseParties(context, request, recipient);
  if (!refusal.has_value()) refusal = RefuseAsker(context, request);
  if (refusal.has_value()) return refusal;
  ASSIGN_OR_RETURN(refusal, RefuseCouncilRequest(context, request, subject));
  if (!refusal.has_value()) refusal = RefuseAgainstHerWill(request);
  if (refusal.has_value()) return refusal;
  RETURN_IF_ERROR(CheckClass(request, sections));
  return Refusal();
}

std::string NeedPassedOn(const v1::SendMessageRequest& request) {
  return Asks(request) || SaysDanger(request) ? request.access().need() : "";
}

}  // namespace tasuki::exchange
