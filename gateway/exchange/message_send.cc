#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/imagined_reader.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxSections = 20;

// Purposes under which a recipient may open a message.
constexpr v1::Purpose kReadingPurposes[] = {
    v1::PURPOSE_INTAKE,         v1::PURPOSE_ASSESSMENT,
    v1::PURPOSE_SUPPORT,        v1::PURPOSE_PROTECTION,
    v1::PURPOSE_MEDICAL_CARE,   v1::PURPOSE_WOMENS_SUPPORT,
    v1::PURPOSE_FOSTER_ADOPTION};

absl::Status CheckSend(const v1::SendMessageRequest& request) {
  switch (request.kind()) {
    case v1::MESSAGE_KIND_CONSULTATION:
    case v1::MESSAGE_KIND_TRANSFER:
    case v1::MESSAGE_KIND_NOTICE:
    case v1::MESSAGE_KIND_INFORMATION:
    case v1::MESSAGE_KIND_REQUEST:
    case v1::MESSAGE_KIND_ANSWER:
      break;
    default:
      return absl::InvalidArgumentError("kind: not a kind that parties send");
  }
  if (request.sections().empty() || request.sections_size() > kMaxSections) {
    return absl::InvalidArgumentError("sections: 1 to 20");
  }
  return PartyName::Parse(request.recipient(), "recipient").status();
}

struct Attached {
  std::string id;
  v1::SectionRow row;
  std::optional<FoundCase> a_case;
};

// The attached sections, if each is the caller's own, confirmed, about the
// subject, and of no case that is closed to the caller: whether the recipient
// may read it would tell who is on the team there.
absl::StatusOr<std::optional<std::vector<Attached>>> OwnSections(
    Context& context, const std::string& subject,
    const v1::SendMessageRequest& request) {
  std::vector<Attached> attached;
  std::set<std::string> open_cases;
  for (const std::string& name : request.sections()) {
    ASSIGN_OR_RETURN(const std::string id,
                     ParseResourceId("sections", name, "sections"));
    ASSIGN_OR_RETURN(const std::optional<v1::SectionRow> row,
                     context.state.Find<v1::SectionRow>(Table::kSection, id));
    if (!row.has_value() || row->holder() != context.party() ||
        row->subject() != subject ||
        row->state() != v1::SECTION_STATE_CONFIRMED) {
      return std::optional<std::vector<Attached>>();
    }
    if (!row->case_().empty() && open_cases.insert(row->case_()).second) {
      ASSIGN_OR_RETURN(
          const CaseAccess access,
          AccessShownCase(context, ResourceName("cases", row->case_()),
                          "sections", subject));
      if (access.refused()) return std::optional<std::vector<Attached>>();
    }
    ASSIGN_OR_RETURN(std::optional<FoundCase> a_case,
                     CaseOf(context.state, *row));
    attached.push_back({id, *row, std::move(a_case)});
  }
  return std::optional<std::vector<Attached>>(std::move(attached));
}

// Would anybody who works for the recipient see anything of the section?
// Decided as it will be when the message is read.
absl::StatusOr<bool> AnybodySees(Context& context,
                                 const std::vector<Reader>& readers,
                                 const Attached& section) {
  for (const Reader& reader : readers) {
    for (const v1::Purpose purpose : kReadingPurposes) {
      ASSIGN_OR_RETURN(
          const SectionView view,
          ViewSectionAs(context, reader, purpose, section.id, section.a_case));
      if (!view.record.empty()) return true;
    }
  }
  return false;
}

// Why nobody there sees it: the true code. The sender may know it, because it
// speaks of the sender's own section and of the consents that name the sender
// as holder; whom else she allowed what is not the sender's to know.
absl::StatusOr<v1::RefusalCode> WhyNobody(Context& context,
                                          const std::vector<Reader>& readers,
                                          const Attached& section) {
  if (readers.empty()) return v1::REFUSAL_CODE_NO_BASIS;
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   EditionsOf(context.state, section.id));
  ASSIGN_OR_RETURN(const CategorySet content,
                   disclosure::CategoriesIn(editions.full));
  ASSIGN_OR_RETURN(
      consent::GroundInputs inputs,
      GroundInputsOf(context.state, readers.front(), context.purpose,
                     section.row, section.a_case));
  std::erase_if(inputs.consents, [&](const consent::StoredConsent& consent) {
    return !absl::c_linear_search(consent.terms.holders(), context.party());
  });
  const v1::RefusalCode why = consent::WhyNoGround(inputs, content);
  return why == v1::REFUSAL_CODE_UNSPECIFIED ? v1::REFUSAL_CODE_NO_BASIS : why;
}

}  // namespace

std::string StoreMessage(Context& context, v1::MessageRow row) {
  const std::string id = NewId();
  row.set_state(v1::MESSAGE_STATE_SENT);
  row.set_sent_at(context.state.now_seconds());
  context.Enter(Index::kMessagesOfParty, row.recipient(), id);
  context.Write(Table::kMessage, id, row);
  return id;
}

absl::StatusOr<Answer> SendMessage(Context& context,
                                   const v1::SendMessageRequest& request) {
  RETURN_IF_ERROR(CheckSend(request));
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  ASSIGN_OR_RETURN(const std::optional<std::vector<Attached>> sections,
                   OwnSections(context, subject, request));
  if (!sections.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  if (!context.May(v1::ACTION_SEND_MESSAGE)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not send messages");
  }
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> recipient,
                   FindEnabledParty(context.state, request.recipient()));
  if (!recipient.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const std::vector<Reader> readers,
                   ReadersOf(context.state, *recipient));
  bool anything = false;
  for (const Attached& section : *sections) {
    ASSIGN_OR_RETURN(const bool seen, AnybodySees(context, readers, section));
    anything = anything || seen;
  }
  if (!anything) {
    ASSIGN_OR_RETURN(const v1::RefusalCode why,
                     WhyNobody(context, readers, sections->front()));
    return Refused(why, "recipient: may see none of the sections");
  }

  RETURN_IF_ERROR(NoteTold(context, request.recipient(), subject));
  v1::MessageRow row;
  row.set_kind(request.kind());
  row.set_sender(context.party());
  row.set_recipient(request.recipient());
  row.set_subject(subject);
  for (const Attached& section : *sections) row.add_sections(section.id);
  v1::SendMessageResponse response;
  response.set_message(
      ResourceName("messages", StoreMessage(context, std::move(row))));
  return About(subject, Canonical(response));
}

}  // namespace tasuki::exchange
