#include "gateway/exchange/registered_case.h"

#include "absl/algorithm/container.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

absl::StatusOr<v1::CaseClass> RegisteredClassOf(Reading& state,
                                                const std::string& subject,
                                                const std::string& party) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     state.Get<v1::CaseRow>(Table::kCase, entry.id));
    const bool works_on_it =
        absl::c_any_of(row.team(), [&](const v1::TeamEntry& member) {
          return member.party() == party && member.to() == 0;
        });
    if (row.registered() && row.closed_at() == 0 && works_on_it) {
      return row.class_();
    }
  }
  return v1::CASE_CLASS_UNSPECIFIED;
}

}  // namespace tasuki::exchange
