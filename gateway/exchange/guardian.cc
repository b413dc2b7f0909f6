#include "gateway/exchange/guardian.h"

#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

absl::StatusOr<bool> IsGuardianBarred(Reading& state,
                                      const std::string& subject) {
  ASSIGN_OR_RETURN(const v1::SubjectRow& row,
                   state.Get<v1::SubjectRow>(Table::kSubject, subject));
  // Of a child's own row `child_born` says that it is born itself.
  return row.child_15_withholds() || row.child_born_at() != 0 ||
         row.sealed_birth();
}

}  // namespace tasuki::exchange
