#include "gateway/exchange/message_header.h"

#include <algorithm>

#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/messages.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// What a code that speaks of something held speaks of.
v1::Category SpokenOfBy(v1::RefusalCode code) {
  if (code == v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY) return v1::CATEGORY_C30;
  if (code == v1::REFUSAL_CODE_LOCATION_PROTECTED) return v1::CATEGORY_C15;
  if (code == v1::REFUSAL_CODE_REPORTER_PROTECTED) return v1::CATEGORY_C13;
  return v1::CATEGORY_UNSPECIFIED;
}

// The code of a refusal as the caller is told it: the true one where the caller
// may know that there is what it speaks of.
absl::StatusOr<v1::RefusalCode> CodeTold(Context& context,
                                         const v1::MessageRow& row) {
  if (row.sender() == context.party()) return row.refusal();
  // That somebody would be harmed is nobody's to know but who says so.
  if (row.refusal() == v1::REFUSAL_CODE_THIRD_PARTY_HARM) {
    return v1::REFUSAL_CODE_NO_BASIS;
  }
  const v1::Category spoken_of = SpokenOfBy(row.refusal());
  if (spoken_of == v1::CATEGORY_UNSPECIFIED) return row.refusal();
  ASSIGN_OR_RETURN(
      const UnitOutcome outcome,
      OutcomeAbout(context, row.subject(), row.sender(), spoken_of));
  return outcome.levels.existence().Contains(spoken_of)
             ? row.refusal()
             : v1::REFUSAL_CODE_NO_BASIS;
}

}  // namespace

v1::MessageState StateNow(Reading& state, const v1::MessageRow& row) {
  const bool may_expire = row.kind() == v1::MESSAGE_KIND_REQUEST &&
                          row.due_at() != 0 && !IsSettled(row);
  if (may_expire && !state.Before(absl::FromUnixSeconds(row.due_at()))) {
    return v1::MESSAGE_STATE_EXPIRED;
  }
  return row.state();
}

absl::StatusOr<v1::MessageHeader> HeaderOf(Context& context,
                                           const std::string& id,
                                           const v1::MessageRow& row) {
  v1::MessageHeader header;
  ASSIGN_OR_RETURN(const v1::RefusalCode refusal, CodeTold(context, row));
  header.set_name(ResourceName("messages", id));
  header.set_kind(row.kind());
  header.set_sender(row.sender());
  header.set_recipient(row.recipient());
  header.set_subject(ResourceName("subjects", row.subject()));
  header.set_case_(ResourceName("cases", row.case_()));
  header.set_state(StateNow(context.state, row));
  header.set_sent_at(row.sent_at());
  header.set_consent(ResourceName("consents", row.consent()));
  header.set_basis(row.basis());
  *header.mutable_requested() = row.requested();
  header.set_requested_milestone(row.requested_milestone());
  header.set_need(row.need());
  header.set_in_reply_to(ResourceName("messages", row.in_reply_to()));
  header.set_refusal(refusal);
  header.set_ask_again_on(row.ask_again_on());
  header.set_due_at(row.due_at());
  header.set_urgent(row.urgent());
  header.set_office(row.office());
  header.set_in_part(row.in_part());
  header.set_return_reason(row.return_reason());
  header.set_opening(ResourceName("openings", row.opening()));
  *header.mutable_persons() = row.persons();
  header.set_lead_proposal(ResourceName("leads", row.lead_proposal()));
  // To whom she is an alias, two of these would say that both are hers.
  if (!row.subject().empty()) {
    for (const std::string& section : row.replaced()) {
      header.add_replaced(ResourceName("sections", section));
    }
  }
  return header;
}

void AddNamed(const std::string& subject, Answer& answer) {
  const auto same = [&](const SubjectOutcome& outcome) {
    return outcome.subject == subject;
  };
  if (std::none_of(answer.subjects.begin(), answer.subjects.end(), same)) {
    answer.subjects.push_back(Named(subject));
  }
}

}  // namespace tasuki::exchange
