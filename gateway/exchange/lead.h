#ifndef GATEWAY_EXCHANGE_LEAD_H_
#define GATEWAY_EXCHANGE_LEAD_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/unit.h"

// Lead and rank of a case (SR-08): who agrees, what applies meanwhile, and when
// it is to be reviewed.
namespace tasuki::exchange {

// Which of the two bodies that own lead and rank a party belongs to.
enum class Side { kNeither, kCity, kGuidanceCentre };
absl::StatusOr<Side> SideOf(Reading& state, const std::string& party);

// Is it a case of protection on which city and guidance centre both work? Then
// both confirm.
absl::StatusOr<bool> IsOwnedJointly(Reading& state, const v1::CaseRow& a_case);

// A proposal by id.
struct FoundProposal {
  std::string id;
  v1::LeadProposalRow row;
};

// What was proposed for the case, oldest first, but for what was settled before
// an upgrade to protection: that does not open by itself (SR-09).
// `changed` goes over what is stored.
absl::StatusOr<std::vector<FoundProposal>> ProposalsOf(
    Reading& state, const FoundCase& a_case,
    const std::vector<FoundProposal>& changed);

// Waits for the other body, or is disputed.
bool IsUnsettled(const v1::LeadProposal& proposal);

// The urgency that applies: the highest of what was agreed and, while a
// proposal is open or disputed, of what either body holds.
v1::Urgency UrgencyInForce(const v1::CaseRow& a_case,
                           const std::vector<FoundProposal>& proposals);

// The last day for the next review: a week after the last one at AA, a month at
// A, two at B, three otherwise.
absl::CivilDay NextReviewOn(const v1::CaseRow& a_case, v1::Urgency urgency);

// The lead passes to a party on the team; the one before stays a member.
// Nothing changes if it leads already.
void HandOver(Context& context, FoundCase& a_case, const std::string& party);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_LEAD_H_
