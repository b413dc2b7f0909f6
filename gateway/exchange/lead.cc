#include "gateway/exchange/lead.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/base/check.h"
#include "gateway/consent/calendar.h"
#include "gateway/exchange/periods.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/team.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

bool IsHigher(v1::Urgency urgency, v1::Urgency than) {
  // Numbered from the highest on; unspecified is none.
  if (urgency == v1::URGENCY_UNSPECIFIED) return false;
  return than == v1::URGENCY_UNSPECIFIED || urgency < than;
}

int64_t LastReview(const v1::CaseRow& a_case) {
  int64_t last = std::max(a_case.reviewed_at(), a_case.team(0).from());
  for (const int64_t moment : a_case.closed_and_reopened()) {
    last = std::max(last, moment);
  }
  return last;
}

bool HasLed(const v1::CaseRow& a_case, const std::string& party) {
  return absl::c_any_of(a_case.team(), [&](const v1::TeamEntry& entry) {
    return entry.party() == party && entry.relation() == v1::RELATION_LEAD;
  });
}

void NamePerson(const std::string& person, v1::TeamEntry& entry) {
  if (!absl::c_linear_search(entry.persons(), person)) {
    entry.add_persons(person);
  }
}

}  // namespace

absl::StatusOr<Side> SideOf(Reading& state, const std::string& party) {
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> entry,
                   state.Find<v1::PartyEntry>(Table::kParty, party));
  if (!entry.has_value()) return Side::kNeither;
  switch (entry->audience()) {
    case v1::AUDIENCE_TYPE_CITY_MH:
    case v1::AUDIENCE_TYPE_CITY_FS:
    case v1::AUDIENCE_TYPE_CITY_DEV:
    case v1::AUDIENCE_TYPE_CITY_SUP:
      return Side::kCity;
    case v1::AUDIENCE_TYPE_CGC:
      return Side::kGuidanceCentre;
    default:
      return Side::kNeither;
  }
}

absl::StatusOr<bool> IsOwnedJointly(Reading& state, const v1::CaseRow& a_case) {
  if (a_case.class_() != v1::CASE_CLASS_PROTECTION) return false;
  bool city = false, guidance_centre = false;
  for (const v1::TeamEntry& entry : a_case.team()) {
    if (entry.to() != 0) continue;
    ASSIGN_OR_RETURN(const Side side, SideOf(state, entry.party()));
    city |= side == Side::kCity;
    guidance_centre |= side == Side::kGuidanceCentre;
  }
  return city && guidance_centre;
}

absl::StatusOr<std::vector<FoundProposal>> ProposalsOf(
    Reading& state, const FoundCase& a_case,
    const std::vector<FoundProposal>& changed) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(Index::kProposalsOfCase, a_case.id));
  std::vector<FoundProposal> proposals;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(
        const v1::LeadProposalRow& row,
        state.Get<v1::LeadProposalRow>(Table::kLeadProposal, entry.id));
    proposals.push_back({entry.id, row});
  }
  for (const FoundProposal& one : changed) {
    const auto stored = absl::c_find_if(
        proposals,
        [&](const FoundProposal& proposal) { return proposal.id == one.id; });
    if (stored == proposals.end()) {
      proposals.push_back(one);
    } else {
      stored->row = one.row;
    }
  }
  std::erase_if(proposals, [&](const FoundProposal& proposal) {
    const v1::LeadProposal& one = proposal.row.proposal();
    return !IsUnsettled(one) && one.proposed_at() < a_case.row.upgraded_at();
  });
  return proposals;
}

bool IsUnsettled(const v1::LeadProposal& proposal) {
  return proposal.state() == v1::LEAD_PROPOSAL_STATE_PROPOSED ||
         proposal.state() == v1::LEAD_PROPOSAL_STATE_DISPUTED;
}

v1::Urgency UrgencyInForce(const v1::CaseRow& a_case,
                           const std::vector<FoundProposal>& proposals) {
  v1::Urgency urgency = a_case.agreed().urgency();
  for (const FoundProposal& proposal : proposals) {
    const v1::LeadProposal& one = proposal.row.proposal();
    if (!IsUnsettled(one)) continue;
    for (const v1::Urgency seen :
         {one.proposed().urgency(), one.other_view().urgency()}) {
      if (IsHigher(seen, urgency)) urgency = seen;
    }
  }
  return urgency;
}

absl::CivilDay NextReviewOn(const v1::CaseRow& a_case, v1::Urgency urgency) {
  const absl::CivilDay last =
      consent::DayInJapan(absl::FromUnixSeconds(LastReview(a_case)));
  switch (urgency) {
    case v1::URGENCY_AA:
      return last + 7;
    case v1::URGENCY_A:
      return MonthsLater(last, 1);
    case v1::URGENCY_B:
      return MonthsLater(last, 2);
    default:
      return MonthsLater(last, 3);
  }
}

void HandOver(Context& context, FoundCase& a_case, const std::string& party) {
  const std::string before = LeadOf(a_case.row).party();
  if (before == party) return;
  v1::TeamEntry* const old_lead = OpenEntry(a_case.row, before);
  v1::TeamEntry* const chosen = OpenEntry(a_case.row, party);
  CHECK(old_lead != nullptr && chosen != nullptr);
  if (!HasLed(a_case.row, party)) {
    context.Enter(Index::kCasesOfLead, party, a_case.id);
  }
  old_lead->set_to(context.state.now_seconds());
  chosen->set_to(context.state.now_seconds());
  const PersonIds stay = old_lead->persons();
  const PersonIds lead = chosen->persons();
  JoinTeam(context, a_case, before, v1::RELATION_MEMBER, stay);
  JoinTeam(context, a_case, party, v1::RELATION_LEAD, lead);
  // Who released it could not take it back any more.
  if (BodyOf(before) != BodyOf(party) && a_case.row.has_health_release()) {
    a_case.row.mutable_health_release()->set_released_at(0);
  }
  if (context.party() == party) {
    NamePerson(context.reader().person, *OpenEntry(a_case.row, party));
  }
}

}  // namespace tasuki::exchange
