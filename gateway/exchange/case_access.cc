#include "gateway/exchange/case_access.h"

#include <algorithm>
#include <utility>

#include "gateway/model/id.h"

namespace tasuki::exchange {

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
  ASSIGN_OR_RETURN(std::optional<v1::CaseRow> row,
                   context.state.Find<v1::CaseRow>(Table::kCase, id));
  if (!row.has_value()) {
    return CaseAccess::Refusal(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  }
  const Standing standing =
      StandingOf(context.state, context.reader(), *row, context.purpose);
  if (standing.relation == v1::RELATION_UNSPECIFIED) {
    return CaseAccess::Refusal(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM);
  }
  const bool about_her =
      subject.empty() ||
      std::find(row->subjects().begin(), row->subjects().end(), subject) !=
          row->subjects().end();
  if (!about_her) return CaseAccess::Refusal(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  return CaseAccess::To({id, *std::move(row)}, standing.relation);
}

}  // namespace tasuki::exchange
