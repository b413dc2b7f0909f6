#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/lead_agreement.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// Whoever led before is the one to give the lead away, or the new one takes it;
// an overseer may propose both.
bool MayPropose(const Context& context, const CaseAccess& access,
                const std::string& new_lead) {
  const std::string& lead = LeadOf(access.found()->row).party();
  return new_lead == lead || context.party() == lead ||
         context.party() == new_lead ||
         access.relation() == v1::RELATION_OVERSIGHT;
}

FoundProposal NewProposal(const Context& context, const FoundCase& a_case,
                          const v1::ProposeLeadRequest& request) {
  FoundProposal found{.id = NewId(), .row = {}};
  found.row.set_case_(a_case.id);
  found.row.set_proposed_by_person(context.reader().person);
  v1::LeadProposal& proposal = *found.row.mutable_proposal();
  *proposal.mutable_proposed() = request.terms();
  proposal.set_proposed_by(context.party());
  proposal.set_reason(request.reason());
  proposal.set_proposed_at(
      std::max(context.state.now_seconds(), a_case.row.upgraded_at()));
  proposal.set_state(v1::LEAD_PROPOSAL_STATE_PROPOSED);
  return found;
}

// The one before, if it is still open: another took its place.
absl::Status ReplaceBefore(Context& context, const FoundCase& a_case,
                           std::vector<FoundProposal>& changed) {
  const std::string& before = a_case.row.lead_proposal();
  if (before.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      v1::LeadProposalRow row,
      context.state.Get<v1::LeadProposalRow>(Table::kLeadProposal, before));
  if (!IsUnsettled(row.proposal())) return absl::OkStatus();
  row.mutable_proposal()->set_state(v1::LEAD_PROPOSAL_STATE_REPLACED);
  changed.push_back({before, std::move(row)});
  return absl::OkStatus();
}

void Answered(const Context& context, v1::LeadProposalState state,
              v1::LeadProposalRow& row) {
  row.set_answered_by_person(context.reader().person);
  v1::LeadProposal& proposal = *row.mutable_proposal();
  proposal.set_state(state);
  proposal.set_answered_by(context.party());
  proposal.set_answered_at(context.state.now_seconds());
}

}  // namespace

absl::StatusOr<Answer> ProposeLead(Context& context,
                                   const v1::ProposeLeadRequest& request) {
  RETURN_IF_ERROR(CheckTerms(request.terms(), "terms"));
  RETURN_IF_ERROR(CheckReason(request.reason()));
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessTeam(context, request.case_(), v1::ACTION_PROPOSE_LEAD));
  if (access.refused()) return access.refusal();
  FoundCase a_case = *access.found();
  ASSIGN_OR_RETURN(
      std::optional<Answer> refusal,
      RefuseTerms(context, a_case, request.terms(), request.reason()));
  if (refusal.has_value()) return *std::move(refusal);
  if (!MayPropose(context, access, request.terms().lead())) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "terms.lead: is not for this party to propose");
  }
  std::vector<FoundProposal> changed;
  RETURN_IF_ERROR(ReplaceBefore(context, a_case, changed));
  FoundProposal proposal = NewProposal(context, a_case, request);
  ASSIGN_OR_RETURN(const std::vector<std::string> awaited,
                   AwaitedParties(context, a_case, proposal.row.proposal()));
  a_case.row.set_lead_proposal(proposal.id);
  context.Enter(Index::kProposalsOfCase, a_case.id, proposal.id);
  if (awaited.empty()) {
    proposal.row.mutable_proposal()->set_state(v1::LEAD_PROPOSAL_STATE_AGREED);
  }
  v1::ProposeLeadResponse response;
  response.set_proposal(ResourceName("leads", proposal.id));
  response.set_state(proposal.row.proposal().state());
  changed.push_back(std::move(proposal));
  ASSIGN_OR_RETURN(Answer answer,
                   Store(context, std::move(a_case), std::move(changed)));
  RETURN_IF_ERROR(
      Tell(context, *access.found(), awaited, response.proposal(), answer));
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> AgreeLead(Context& context,
                                 const v1::AgreeLeadRequest& request) {
  ASSIGN_OR_RETURN(LeadMatter matter, FindMatter(context, request.name()));
  if (matter.refusal.has_value()) return *std::move(matter.refusal);
  v1::LeadProposalRow& row = matter.proposal.row;
  if (!IsUnsettled(row.proposal())) return Settled();
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseTerms(context, matter.a_case,
                               row.proposal().proposed(), /*words=*/""));
  if (refusal.has_value()) return *std::move(refusal);
  Answered(context, v1::LEAD_PROPOSAL_STATE_AGREED, row);
  const std::string proposed_by = row.proposal().proposed_by();
  ASSIGN_OR_RETURN(Answer answer,
                   Store(context, matter.a_case, {matter.proposal}));
  RETURN_IF_ERROR(
      Tell(context, matter.a_case, {proposed_by}, request.name(), answer));
  return answer;
}

absl::StatusOr<Answer> DeclineLead(Context& context,
                                   const v1::DeclineLeadRequest& request) {
  RETURN_IF_ERROR(CheckTerms(request.other_view(), "other_view"));
  RETURN_IF_ERROR(CheckReason(request.reason()));
  ASSIGN_OR_RETURN(LeadMatter matter, FindMatter(context, request.name()));
  if (matter.refusal.has_value()) return *std::move(matter.refusal);
  v1::LeadProposalRow& row = matter.proposal.row;
  if (row.proposal().state() != v1::LEAD_PROPOSAL_STATE_PROPOSED) {
    return Settled();
  }
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseTerms(context, matter.a_case, request.other_view(),
                               request.reason()));
  if (refusal.has_value()) return *std::move(refusal);
  Answered(context, v1::LEAD_PROPOSAL_STATE_DISPUTED, row);
  *row.mutable_proposal()->mutable_other_view() = request.other_view();
  row.mutable_proposal()->set_answer_reason(request.reason());
  ASSIGN_OR_RETURN(std::vector<std::string> told,
                   CoordinatingParties(context, matter.a_case));
  told.push_back(row.proposal().proposed_by());
  ASSIGN_OR_RETURN(Answer answer,
                   Store(context, matter.a_case, {matter.proposal}));
  RETURN_IF_ERROR(
      Tell(context, matter.a_case, std::move(told), request.name(), answer));
  return answer;
}

}  // namespace tasuki::exchange
