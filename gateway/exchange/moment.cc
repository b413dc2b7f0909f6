#include "gateway/exchange/moment.h"

#include <algorithm>

#include "gateway/base/status_macros.h"
#include "tasuki/v1/state.pb.h"

namespace tasuki::exchange {

absl::StatusOr<int64_t> MomentAfterCase(Reading& state,
                                        const std::string& case_id) {
  int64_t latest = state.now_seconds();
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> sections,
                   state.List(Index::kSectionsOfCase, case_id));
  for (const IndexEntry& entry : sections) {
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     state.Get<v1::SectionRow>(Table::kSection, entry.id));
    latest = std::max(latest, row.confirmed_at());
  }
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> proposals,
                   state.List(Index::kProposalsOfCase, case_id));
  for (const IndexEntry& entry : proposals) {
    ASSIGN_OR_RETURN(
        const v1::LeadProposalRow& row,
        state.Get<v1::LeadProposalRow>(Table::kLeadProposal, entry.id));
    latest = std::max(latest, row.proposal().proposed_at());
  }
  return latest + 1;
}

absl::StatusOr<int64_t> MomentAfterCasesOf(Reading& state,
                                           const std::string& subject) {
  int64_t moment = state.now_seconds() + 1;
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const int64_t after, MomentAfterCase(state, entry.id));
    moment = std::max(moment, after);
  }
  return moment;
}

}  // namespace tasuki::exchange
