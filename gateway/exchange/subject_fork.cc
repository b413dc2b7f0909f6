#include <optional>
#include <set>
#include <string>
#include <utility>

#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/section_effects.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

// A child is born: a person of its own.
namespace tasuki::exchange {
namespace {

// Is the caller shown that she gave birth to a child that lived?
absl::StatusOr<bool> ShowsBirth(Context& context, const std::string& subject,
                                const std::optional<FoundCase>& a_case) {
  ASSIGN_OR_RETURN(const std::set<std::string> ids,
                   SectionsInReach(context, subject, a_case));
  bool shown = false;
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     context.state.Get<v1::SectionRow>(Table::kSection, id));
    if (row.kind() != v1::SECTION_KIND_PREGNANCY || row.subject() != subject) {
      continue;
    }
    ASSIGN_OR_RETURN(const std::optional<FoundCase> of,
                     CaseOf(context.state, row));
    ASSIGN_OR_RETURN(const SectionView view, ViewSection(context, id, of));
    v1::Record record;
    if (!record.ParseFromString(view.record)) {
      return absl::DataLossError("a disclosed record does not parse");
    }
    shown |= StatesBirth(record);
  }
  return shown;
}

// Refused in the same words whether there is no birth or nobody may link it:
// only who may know of the seal is told of it (SR-02).
absl::StatusOr<std::optional<Answer>> RefuseFork(
    Context& context, const std::string& subject,
    const std::optional<FoundCase>& a_case) {
  ASSIGN_OR_RETURN(const bool sealed, IsSealed(context, subject));
  ASSIGN_OR_RETURN(const bool born, ShowsBirth(context, subject, a_case));
  if (born && !sealed) return std::optional<Answer>();
  Answer refusal = FailedPrecondition(
      sealed ? v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY
             : v1::REFUSAL_CODE_UNSPECIFIED,
      "subject: no birth of hers is shown that a child is registered from");
  refusal.words_logged = false;
  if (sealed) {
    ASSIGN_OR_RETURN(const bool may_know, MayKnowOfTheSeal(context, subject));
    if (may_know) refusal = SealedIdentityRefused();
  }
  return std::optional<Answer>(std::move(refusal));
}

}  // namespace

absl::StatusOr<Answer> ForkSubject(Context& context,
                                   const v1::ForkSubjectRequest& request) {
  ASSIGN_OR_RETURN(const std::string mother,
                   ParseResourceId("subjects", request.subject(), "subject"));
  RETURN_IF_ERROR(CheckAlias(request.alias()));
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessSubject(context, mother, request.case_()));
  if (access.refused()) return access.refusal();
  if (!context.May(v1::ACTION_FORK_SUBJECT, access.relation())) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseFork(context, mother, access.found()));
  if (refusal.has_value()) return *std::move(refusal);
  if (access.has_case()) {
    if (auto closed = RefuseIfClosed(access.found()->row)) {
      return *std::move(closed);
    }
  }
  ASSIGN_OR_RETURN(const NewSubject child,
                   RegisterNew(context, request.alias(), Origin::kNewborn));
  if (access.has_case()) {
    FoundCase a_case = *access.found();
    a_case.row.add_subjects(child.id);
    context.Enter(Index::kCasesOfSubject, child.id, a_case.id);
    RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  }
  v1::ForkSubjectResponse response;
  *response.mutable_child() = child.subject;
  Answer answer = About(mother, Canonical(response));
  answer.subjects.push_back(Named(child.id));
  return answer;
}

}  // namespace tasuki::exchange
