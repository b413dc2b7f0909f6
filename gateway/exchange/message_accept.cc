#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/case_access.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// What the recipient may do with a copy: what the consent behind it says;
// nothing where no consent says anything.
absl::StatusOr<v1::OnwardRule> OnwardRuleOf(Context& context,
                                            const std::string& consent) {
  if (consent.empty()) return v1::ONWARD_RULE_NONE;
  ASSIGN_OR_RETURN(const v1::ConsentRow row,
                   context.state.Get<v1::ConsentRow>(Table::kConsent, consent));
  return row.terms().onward_rule();
}

// The consent that opened the section, if one did.
std::string ConsentBehind(const Context& context, const SectionView& view) {
  constexpr absl::string_view kPrefix = "consents/";
  const policy::Situation& situation = view.outcome.situation;
  for (const int index : context.policy.Contributing(situation)) {
    const policy::Ground& ground =
        situation.grounds[static_cast<size_t>(index)];
    if (ground.basis == v1::BASIS_CODE_CONSENT) {
      return ground.source.substr(kPrefix.size());
    }
  }
  return "";
}

absl::StatusOr<v1::SectionRow> CopyRow(Context& context,
                                       const SectionView& view,
                                       const std::string& case_id) {
  v1::SectionRow copy = view.row;
  copy.set_case_(case_id);
  copy.set_holder(context.party());
  copy.set_origin(view.row.holder());
  copy.set_consent(ConsentBehind(context, view));
  ASSIGN_OR_RETURN(const v1::OnwardRule onward,
                   OnwardRuleOf(context, copy.consent()));
  copy.set_onward_rule(onward);
  *copy.mutable_onward_limit() = ToWords(view.outcome.levels);
  copy.set_recorded_by(context.reader().person);
  return copy;
}

// The copy holds what was disclosed and no more. Its reduced edition is taken
// from the origin's, so that nothing is reduced twice.
absl::StatusOr<disclosure::Editions> CopyEditions(Context& context,
                                                  const SectionView& view) {
  ASSIGN_OR_RETURN(const disclosure::Editions origin,
                   EditionsOf(context.state, view.id));
  const LevelSet at_most_reduced =
      LevelSet::Of(CategorySet::All(), v1::LEVEL_REDUCED);
  ASSIGN_OR_RETURN(
      std::string reduced,
      disclosure::Construct(origin, view.outcome.levels.Meet(at_most_reduced)));
  return disclosure::Editions{.full = view.record,
                              .reduced = std::move(reduced)};
}

absl::StatusOr<std::string> StoreCopy(Context& context, const SectionView& view,
                                      const std::string& case_id) {
  ASSIGN_OR_RETURN(const v1::SectionRow row, CopyRow(context, view, case_id));
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   CopyEditions(context, view));
  const std::string id = NewId();
  WriteSection(context, id, row, editions);
  if (!case_id.empty()) context.Enter(Index::kSectionsOfCase, case_id, id);
  return id;
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
      AccessCase(context, request.case_(), "case", message.row.subject()));
  if (access.refused()) return access.refusal();
  // A copy becomes a section of the case, as a draft would.
  if (access.has_case() &&
      !context.May(v1::ACTION_DRAFT_SECTION, access.relation())) {
    return FailedPrecondition(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                              "case: the role adds nothing to it");
  }
  if (message.row.state() == v1::MESSAGE_STATE_ACCEPTED) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: was accepted before");
  }
  if (message.row.sender().empty()) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: the gateway's own messages hold nothing "
                              "to take over; acknowledge it");
  }
  ASSIGN_OR_RETURN(std::vector<SectionView> views,
                   ViewMessage(context, message.row));
  v1::AcceptMessageResponse response;
  for (const SectionView& view : views) {
    if (view.record.empty()) continue;
    ASSIGN_OR_RETURN(const std::string id,
                     StoreCopy(context, view, access.case_id()));
    response.add_sections(ResourceName("sections", id));
    message.row.add_copies(id);
  }
  if (response.sections().empty()) {
    return FailedPrecondition(v1::REFUSAL_CODE_NO_BASIS,
                              "name: nothing of it is disclosed now");
  }
  message.row.set_state(v1::MESSAGE_STATE_ACCEPTED);
  message.row.set_case_(access.case_id());
  context.Write(Table::kMessage, message.id, message.row);
  RETURN_IF_ERROR(
      LearnSubject(context, context.party(), message.row.subject()));
  Answer answer;
  answer.body = Canonical(response);
  answer.subjects = OutcomesOf(std::move(views));
  return answer;
}

}  // namespace tasuki::exchange
