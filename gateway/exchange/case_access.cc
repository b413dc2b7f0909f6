#include "gateway/exchange/case_access.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// A guidance centre is not missing from a support case: it is the city's.
v1::RefusalCode WhyNotOnTeam(const Context& context, const v1::CaseRow& row) {
  return row.class_() == v1::CASE_CLASS_SUPPORT &&
                 context.reader().party.audience() == v1::AUDIENCE_TYPE_CGC
             ? v1::REFUSAL_CODE_CITY_ONLY_CASE
             : v1::REFUSAL_CODE_NOT_ON_CASE_TEAM;
}

}  // namespace

CaseAccess CaseAccess::To(FoundCase found, v1::Relation relation) {
  CaseAccess access;
  access.found_ = std::move(found);
  access.relation_ = relation;
  return access;
}

CaseAccess CaseAccess::Refusal(v1::RefusalCode true_code) {
  CaseAccess access;
  access.refusal_ = true_code;
  return access;
}

absl::StatusOr<CaseAccess> AccessCase(Context& context, const std::string& name,
                                      absl::string_view field,
                                      const std::string& subject) {
  if (name.empty()) return CaseAccess::None();
  ASSIGN_OR_RETURN(const std::string id, ParseResourceId("cases", name, field));
  ASSIGN_OR_RETURN(const Found<v1::CaseRow> row,
                   context.state.Find<v1::CaseRow>(Table::kCase, id));
  if (!row.has_value()) {
    return CaseAccess::Refusal(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  }
  const Standing standing =
      StandingOf(context.state, context.reader(), *row, context.purpose);
  if (standing.relation == v1::RELATION_UNSPECIFIED) {
    return CaseAccess::Refusal(WhyNotOnTeam(context, *row));
  }
  const bool about_her =
      subject.empty() || absl::c_linear_search(row->subjects(), subject);
  if (!about_her) return CaseAccess::Refusal(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  return CaseAccess::To({id, *row}, standing.relation);
}

absl::StatusOr<CaseAccess> AccessShownCase(Context& context,
                                           const std::string& name,
                                           absl::string_view field,
                                           const std::string& subject) {
  ASSIGN_OR_RETURN(CaseAccess access,
                   AccessCase(context, name, field, subject));
  if (!access.has_case()) return access;
  // The case's own section tells nearly always; the others are asked only if it
  // does not.
  const std::optional<FoundCase>& found = access.found();
  ASSIGN_OR_RETURN(SectionView own,
                   ViewSection(context, found->row.case_section(), found));
  if (ShowsExistence({std::move(own)})) return access;
  ASSIGN_OR_RETURN(const std::vector<SectionView> views,
                   ViewCase(context, found));
  if (ShowsExistence(views)) return access;
  return CaseAccess::Refusal(v1::REFUSAL_CODE_NO_BASIS);
}

absl::StatusOr<CaseAccess> AccessSubject(Context& context,
                                         const std::string& subject,
                                         const std::string& case_name) {
  ASSIGN_OR_RETURN(CaseAccess access,
                   AccessShownCase(context, case_name, "case", subject));
  if (access.refused()) return access;
  ASSIGN_OR_RETURN(const bool knows,
                   KnowsSubject(context.state, context.party(), subject));
  if (knows || access.has_case()) return access;
  return CaseAccess::Refusal(v1::REFUSAL_CODE_NO_BASIS);
}

}  // namespace tasuki::exchange
