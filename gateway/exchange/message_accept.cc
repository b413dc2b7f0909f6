#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/copy_rule.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// A copy rests on what opened it and, as a copy of a copy, on all that its
// origin rests on: the end of any of these stops its use (SR-20).
void RestOn(std::set<std::string> consents, v1::SectionRow& copy) {
  const std::vector<std::string> before = ConsentsOfCopy(copy);
  consents.insert(before.begin(), before.end());
  copy.clear_consent();
  copy.clear_further_consents();
  for (const std::string& consent : consents) {
    if (copy.consent().empty()) {
      copy.set_consent(consent);
    } else {
      copy.add_further_consents(consent);
    }
  }
}

// What danger to life opened is read while it is open; a copy would stay.
bool IsOpenedForLife(const Context& context, const SectionView& view) {
  return !view.record.empty() &&
         absl::c_any_of(GroundsBehind(context, view),
                        [](const policy::Ground& ground) {
                          return ground.basis == v1::BASIS_CODE_VITAL_INTEREST;
                        });
}

bool ShowsWhatIsOpenedForLife(const Context& context,
                              const std::vector<SectionView>& views) {
  return absl::c_any_of(views, [&](const SectionView& view) {
    return IsOpenedForLife(context, view);
  });
}

// Is the case closed, was it taken over or sent back before, or is there
// nothing in it?
std::optional<Answer> RefuseToTakeOver(const v1::MessageRow& row,
                                       const CaseAccess& access) {
  if (std::optional<Answer> closed = RefuseIfClosed(access)) return closed;
  const auto refuse = [](absl::string_view why) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED, why);
  };
  if (!row.copies().empty()) return refuse("name: was accepted before");
  if (row.state() == v1::MESSAGE_STATE_RETURNED) {
    return refuse("name: was returned before");
  }
  if (row.sender().empty() || row.subject().empty()) {
    return refuse("name: it holds nothing to take over; acknowledge it");
  }
  return std::nullopt;
}

absl::StatusOr<v1::SectionRow> CopyRow(Context& context,
                                       const SectionView& view,
                                       const std::string& case_id) {
  v1::SectionRow copy = *view.row;
  copy.set_case_(case_id);
  copy.set_holder(context.party());
  copy.set_origin(view.row->holder());
  const std::vector<policy::Ground> grounds = GroundsBehind(context, view);
  const std::vector<std::string> consents = ConsentIdsOf(grounds);
  RestOn({consents.begin(), consents.end()}, copy);
  ASSIGN_OR_RETURN(const v1::OnwardRule onward,
                   OnwardRuleOf(context, view, grounds));
  copy.set_onward_rule(onward);
  *copy.mutable_onward_limit() = ToWords(view.outcome.levels);
  copy.set_recorded_by(context.reader().person);
  copy.set_copied_from(view.id);
  copy.clear_corrects();
  copy.clear_reason();
  return copy;
}

// `replaces`: the copy, if any, whose place this one takes.
absl::StatusOr<std::string> StoreCopy(Context& context, const SectionView& view,
                                      const std::string& case_id,
                                      const std::string& replaces = "") {
  ASSIGN_OR_RETURN(v1::SectionRow row, CopyRow(context, view, case_id));
  row.set_corrects(replaces);
  ASSIGN_OR_RETURN(const disclosure::Editions origin,
                   EditionsOf(context.state, view.id));
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   disclosure::CopyOf(origin, view.outcome.levels));
  const std::string id = NewId();
  WriteSection(context, id, row, editions);
  NoteHeld(context, context.party(), row.subject(), id);
  for (const std::string& consent : ConsentsOfCopy(row)) {
    NoteCopy(context, consent, id);
  }
  if (!case_id.empty()) context.Enter(Index::kSectionsOfCase, case_id, id);
  return id;
}

// Takes over what is shown: as new copies or, of a CORRECTION_NOTICE, in place
// of the caller's copies of the old version, each in its case. Returns who was
// shown those, and is told.
absl::StatusOr<std::vector<std::string>> TakeOver(
    Context& context, const SectionView& view, const std::string& case_id,
    const std::vector<Version>& replaced, v1::MessageRow& message) {
  std::vector<std::string> told;
  if (replaced.empty()) {
    ASSIGN_OR_RETURN(*message.add_copies(), StoreCopy(context, view, case_id));
  }
  for (const Version& old : replaced) {
    ASSIGN_OR_RETURN(const std::string id,
                     StoreCopy(context, view, old.row.case_(), old.id));
    ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                     End(context, replaced, old, id));
    told.insert(told.end(), parties.begin(), parties.end());
    message.add_copies(id);
  }
  return told;
}

bool ShowsAnything(const std::vector<SectionView>& views) {
  return absl::c_any_of(
      views, [](const SectionView& view) { return !view.record.empty(); });
}

bool ShowsStaleCopy(const std::vector<SectionView>& views) {
  return absl::c_any_of(views, [](const SectionView& view) {
    return !view.record.empty() && view.mark != v1::SECTION_STATE_CONFIRMED;
  });
}

// What is shown of it can be read, but no copy of it may stay.
std::optional<Answer> RefuseToCopy(const Context& context,
                                   const std::vector<SectionView>& views) {
  if (!ShowsAnything(views)) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "name: nothing of it is disclosed now");
  }
  if (ShowsStaleCopy(views)) {
    return FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        "name: it holds what was corrected or taken back");
  }
  if (ShowsWhatIsOpenedForLife(context, views)) {
    return FailedPrecondition(v1::REFUSAL_CODE_ONWARD_SHARING_FORBIDDEN,
                              "name: what danger to life opened is read and "
                              "not taken over; end the opening first");
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Answer> AcceptMessage(Context& context,
                                     const v1::AcceptMessageRequest& request) {
  ASSIGN_OR_RETURN(
      FoundMessage message,
      FindMessage(context, request.name(), v1::ACTION_ACCEPT_MESSAGE));
  if (message.hidden()) return message.refusal();
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessShownCase(context, request.case_(), "case", message.row.subject()));
  if (access.refused()) return access.refusal();
  // A copy becomes a section of the case, as a draft would.
  if (access.has_case() &&
      !context.May(v1::ACTION_DRAFT_SECTION, access.relation())) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "case: the role adds nothing to it");
  }
  if (std::optional<Answer> refusal = RefuseToTakeOver(message.row, access)) {
    return *std::move(refusal);
  }
  ASSIGN_OR_RETURN(std::vector<SectionView> views,
                   ViewMessage(context, message.row));
  if (std::optional<Answer> refusal = RefuseToCopy(context, views)) {
    return *std::move(refusal);
  }
  ASSIGN_OR_RETURN(const std::vector<Version> replaced,
                   CopiesReplacedBy(context, message.row));
  if (Close(context, replaced, v1::SECTION_STATE_CORRECTED)) {
    return GoesOn(message.row.subject());
  }
  Answer answer;
  const v1::MessageRow before = message.row;
  for (const SectionView& view : views) {
    if (view.record.empty()) continue;
    ASSIGN_OR_RETURN(
        const std::vector<std::string> told,
        TakeOver(context, view, access.case_id(), replaced, message.row));
    answer.told.insert(answer.told.end(), told.begin(), told.end());
  }
  v1::AcceptMessageResponse response;
  for (const std::string& id : message.row.copies()) {
    response.add_sections(ResourceName("sections", id));
  }
  // An answered request stays answered.
  if (!IsSettled(message.row)) {
    message.row.set_state(v1::MESSAGE_STATE_ACCEPTED);
  }
  message.row.set_case_(access.case_id());
  WriteStep(context, message.id, before, message.row);
  RETURN_IF_ERROR(
      LearnSubject(context, context.party(), message.row.subject()));
  answer.body = Canonical(response);
  answer.subjects = OutcomesOf(std::move(views));
  return answer;
}

}  // namespace tasuki::exchange
