#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/attachments.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/duty.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/message_basis.h"
#include "gateway/exchange/message_form.h"
#include "gateway/exchange/message_reply.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/registered_case.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr absl::Duration kLongestWait = absl::Hours(24 * 366);

v1::MessageRow RowOf(const Context& context, const std::string& subject,
                     const v1::SendMessageRequest& request,
                     const std::vector<Attached>& sections) {
  v1::MessageRow row;
  row.set_kind(request.kind());
  row.set_sender(context.party());
  row.set_sent_by(context.reader().person);
  row.set_recipient(request.recipient());
  row.set_subject(subject);
  for (const Attached& section : sections) row.add_sections(section.id);
  row.set_basis(request.basis());
  row.set_attempt(request.attempt());
  row.set_attempt_reason(request.attempt_reason());
  row.set_stated_class(request.stated_class());
  *row.mutable_requested() = request.requested();
  row.set_requested_milestone(request.requested_milestone());
  row.set_need(NeedPassedOn(request));
  row.set_due_at(request.due_at());
  row.set_urgent(request.urgent());
  row.set_office(request.office());
  row.set_refusal(request.part_refused());
  row.set_in_part(request.part_refused() != v1::REFUSAL_CODE_UNSPECIFIED);
  *row.mutable_persons() = request.persons();
  return row;
}

// A request says that the requester has heard of her, and why it asks; nothing
// of what is held, and to the recipient nothing that makes it know her.
absl::StatusOr<std::optional<Answer>> RefuseToAsk(
    Context& context, const v1::SendMessageRequest& request,
    const std::string& subject) {
  if (request.kind() != v1::MESSAGE_KIND_REQUEST) {
    return std::optional<Answer>();
  }
  ASSIGN_OR_RETURN(const bool told,
                   WasTold(context.state, context.party(), subject));
  if (!told) return std::optional<Answer>(NotFound(v1::REFUSAL_CODE_NO_BASIS));
  if (request.access().need().empty()) {
    return std::optional<Answer>(
        Refused(v1::REFUSAL_CODE_NEED_NOT_STATED,
                "access.need: say what it is needed for"));
  }
  return std::optional<Answer>();
}

// The need goes to the recipient on no ground: it says nobody's name.
absl::StatusOr<std::optional<Answer>> RefuseNeed(
    Context& context, const v1::SendMessageRequest& request,
    const std::string& subject) {
  const std::string need = NeedPassedOn(request);
  if (need.empty()) return std::optional<Answer>();
  ASSIGN_OR_RETURN(const bool names, NamesPerson(context, subject, {need}));
  if (!names) return std::optional<Answer>();
  Answer refused = RecognisableRefused(subject);
  refused.words_logged = false;
  return std::optional<Answer>(std::move(refused));
}

// What its origin has corrected is not passed on.
absl::StatusOr<std::optional<Answer>> RefuseStale(
    Reading& state, const std::vector<Attached>& sections) {
  for (const Attached& section : sections) {
    ASSIGN_OR_RETURN(const bool stale, IsStale(state, section.row));
    if (!stale) continue;
    return std::optional<Answer>(FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        "sections: a copy whose origin was corrected or taken back"));
  }
  return std::optional<Answer>();
}

// Nobody for whom it is may see any of what is attached; nullopt: somebody may.
absl::StatusOr<std::optional<Answer>> RefuseUnseen(
    Context& context, const v1::PartyEntry& recipient,
    const std::vector<Attached>& sections, const v1::MessageRow& row) {
  const Addressee to = {recipient,
                        {row.persons().begin(), row.persons().end()}};
  ASSIGN_OR_RETURN(const bool there, WorkThere(context.state, to));
  if (!there) {
    // It would reach nobody, and nobody there would know of it.
    return std::optional<Answer>(
        FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                           "persons: not all work for the recipient"));
  }
  if (sections.empty()) return std::optional<Answer>();
  std::optional<consent::Statement> stated;
  if (row.basis() != v1::BASIS_CODE_UNSPECIFIED) stated = StatementOf("", row);
  ASSIGN_OR_RETURN(const bool seen, AnybodySees(context, to, sections, stated));
  if (seen) return std::optional<Answer>();
  ASSIGN_OR_RETURN(const v1::RefusalCode why,
                   WhyNobody(context, to, sections.front(), stated));
  return std::optional<Answer>(
      Refused(why, "recipient: may see none of the sections"));
}

// INVALID_ARGUMENT: not a moment to come, within a year.
absl::Status CheckDue(Context& context, int64_t due_at) {
  if (due_at == 0) return absl::OkStatus();
  const absl::Time due = absl::FromUnixSeconds(due_at);
  if (!context.state.Before(due) || due > context.state.now() + kLongestWait) {
    return absl::InvalidArgumentError(
        "due_at: a moment to come, at most one year ahead");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> SendMessage(Context& context,
                                   const v1::SendMessageRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  RETURN_IF_ERROR(CheckDue(context, request.due_at()));
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  ASSIGN_OR_RETURN(const std::optional<std::vector<Attached>> sections,
                   OwnSections(context, subject, request.sections()));
  if (!sections.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseStale(context.state, *sections));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(refusal, RefuseToAsk(context, request, subject));
  if (refusal.has_value()) return *std::move(refusal);
  if (!context.May(v1::ACTION_SEND_MESSAGE)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not send messages");
  }
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> recipient,
                   FindEnabledParty(context.state, request.recipient()));
  if (!recipient.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(
      refusal, RefuseBasis(context, request, subject, *recipient, *sections));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(
      const bool tells,
      NamesSealedPerson(context, subject,
                        {request.access().need(), request.attempt_reason()}));
  if (tells) return RefuseSealedIdentity(context, subject);
  ASSIGN_OR_RETURN(refusal, RefuseNeed(context, request, subject));
  if (refusal.has_value()) return *std::move(refusal);
  v1::MessageRow row = RowOf(context, subject, request, *sections);
  if (request.kind() == v1::MESSAGE_KIND_ANSWER) {
    ASSIGN_OR_RETURN(Settled settled, SettledBy(context, request, subject));
    if (settled.refusal.has_value()) return *std::move(settled.refusal);
    row.set_in_reply_to(settled.request.id);
    if (consent::IsOfTheCoordinator(row.basis())) {
      ASSIGN_OR_RETURN(
          const v1::CaseClass registered,
          RegisteredClassOf(context.state, subject, row.recipient()));
      row.set_stated_class(registered);
    }
    WriteStep(context, settled.request.id, settled.before,
              std::move(settled.request.row));
  }
  ASSIGN_OR_RETURN(refusal, RefuseUnseen(context, *recipient, *sections, row));
  if (refusal.has_value()) return *std::move(refusal);

  // Of what is for named persons the party as such has heard nothing.
  if (!sections->empty() && request.persons().empty()) {
    RETURN_IF_ERROR(NoteTold(context, request.recipient(), subject));
  }
  if (request.urgent()) {
    ASSIGN_OR_RETURN(*row.mutable_person(),
                     PersonOnDuty(context.state, request.recipient()));
  }
  v1::SendMessageResponse response;
  response.set_message(
      ResourceName("messages", StoreMessage(context, std::move(row))));
  return About(subject, Canonical(response));
}

}  // namespace tasuki::exchange
