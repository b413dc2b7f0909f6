#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/consent/calendar.h"
#include "gateway/exchange/lead.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::exchange {
namespace {

// What the caller's view of the case's own section says of lead and rank.
absl::Status SetShown(const v1::CaseManagement& shown,
                      v1::GetLeadResponse& response) {
  v1::LeadTerms& current = *response.mutable_current();
  current.set_lead(shown.lead());
  current.set_rank(shown.rank());
  current.set_urgency(shown.urgency());
  current.set_severity(shown.severity());
  if (shown.next_review_on().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const absl::CivilDay last,
                   consent::ParseDay(shown.next_review_on()));
  response.set_next_review_by(
      absl::ToUnixSeconds(consent::StartOfDay(last + 1)));
  return absl::OkStatus();
}

void AddProposals(std::vector<FoundProposal> proposals,
                  v1::GetLeadResponse& response) {
  absl::c_reverse(proposals);
  for (FoundProposal& proposal : proposals) {
    v1::LeadProposal& one = *response.add_proposals();
    one = std::move(*proposal.row.mutable_proposal());
    one.set_name(ResourceName("leads", proposal.id));
  }
}

}  // namespace

absl::StatusOr<Answer> GetLead(Context& context,
                               const v1::GetLeadRequest& request) {
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessTeam(context, request.case_(), v1::ACTION_READ_LEAD));
  if (access.refused()) return access.refusal();
  const FoundCase& a_case = *access.found();
  ASSIGN_OR_RETURN(
      SectionView view,
      ViewSection(context, a_case.row.case_section(), access.found()));
  view.outcome.content =
      view.outcome.content & CategorySet::Of(v1::CATEGORY_C24);
  const v1::Level level = view.outcome.disclosed().At(v1::CATEGORY_C24);
  if (level < v1::LEVEL_REDUCED) return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  v1::Record record;
  if (!record.ParseFromString(view.record)) {
    return absl::DataLossError("a disclosed record does not parse");
  }
  v1::GetLeadResponse response;
  RETURN_IF_ERROR(SetShown(record.case_management(), response));
  // The full edition tells each of them with its reason.
  if (level == v1::LEVEL_FULL) {
    ASSIGN_OR_RETURN(std::vector<FoundProposal> proposals,
                     ProposalsOf(context.state, a_case, {}));
    AddProposals(std::move(proposals), response);
  }
  Answer answer;
  answer.body = Canonical(response);
  answer.subjects.push_back(Named(view.row->subject()));
  answer.subjects.back().units.push_back(std::move(view.outcome));
  return answer;
}

}  // namespace tasuki::exchange
