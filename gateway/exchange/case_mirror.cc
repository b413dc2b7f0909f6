#include "gateway/exchange/case_mirror.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "gateway/consent/calendar.h"
#include "gateway/disclosure/editions.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// What the record has room for; the newest stay.
constexpr size_t kMaxRankChanges = 50;

std::string DayOf(int64_t seconds) {
  return absl::FormatCivilTime(
      consent::DayInJapan(absl::FromUnixSeconds(seconds)));
}

// How one body sees it, or saw it. `agrees`: what the other one says to it.
absl::StatusOr<v1::RankChange> ViewOf(Reading& state, const v1::LeadTerms& view,
                                      const std::string& party,
                                      const std::string& reason, int64_t when,
                                      v1::Answer agrees) {
  v1::RankChange change;
  change.set_rank(view.rank());
  change.set_urgency(view.urgency());
  change.set_changed_on(DayOf(when));
  change.set_changed_by(party);
  change.set_reason(reason);
  ASSIGN_OR_RETURN(const Side side, SideOf(state, party));
  const bool city = side == Side::kCity;
  change.set_city_agrees(city ? v1::ANSWER_YES : agrees);
  change.set_cgc_agrees(city ? agrees : v1::ANSWER_YES);
  return change;
}

// A proposal as the record tells it; of a dispute both views.
absl::Status AddProposal(Reading& state, const v1::LeadProposal& proposal,
                         std::vector<v1::RankChange>& changes) {
  // Who came round in the end agrees.
  const bool declined = proposal.has_other_view() &&
                        proposal.state() != v1::LEAD_PROPOSAL_STATE_AGREED;
  v1::Answer agrees = v1::ANSWER_UNSPECIFIED;
  if (!proposal.answered_by().empty()) {
    agrees = declined ? v1::ANSWER_NO : v1::ANSWER_YES;
  }
  ASSIGN_OR_RETURN(changes.emplace_back(),
                   ViewOf(state, proposal.proposed(), proposal.proposed_by(),
                          proposal.reason(), proposal.proposed_at(), agrees));
  if (!declined) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      changes.emplace_back(),
      ViewOf(state, proposal.other_view(), proposal.answered_by(),
             proposal.answer_reason(), proposal.answered_at(), v1::ANSWER_NO));
  return absl::OkStatus();
}

absl::Status AddRank(Reading& state, const v1::CaseRow& row,
                     const std::vector<FoundProposal>& proposals,
                     v1::CaseManagement& management) {
  management.set_rank(row.agreed().rank());
  management.set_severity(row.agreed().severity());
  management.set_urgency(UrgencyInForce(row, proposals));
  management.set_next_review_on(
      absl::FormatCivilTime(NextReviewOn(row, management.urgency())));
  std::vector<v1::RankChange> changes;
  for (const FoundProposal& proposal : proposals) {
    RETURN_IF_ERROR(AddProposal(state, proposal.row.proposal(), changes));
  }
  const size_t skipped =
      changes.size() - std::min(changes.size(), kMaxRankChanges);
  for (size_t i = skipped; i < changes.size(); ++i) {
    *management.add_rank_changes() = std::move(changes[i]);
  }
  return absl::OkStatus();
}

v1::Record RecordOf(const v1::CaseRow& row) {
  v1::Record record;
  v1::CaseManagement& management = *record.mutable_case_management();
  management.set_class_(row.class_());
  *management.mutable_branches() = row.branches();
  management.set_alias(row.alias());
  management.set_status(row.status());
  management.set_lead(LeadOf(row).party());
  for (const v1::TeamEntry& entry : row.team()) {
    if (entry.to() == 0) management.add_team(entry.party());
  }
  if (row.registered()) {
    management.set_council_registered_on(DayOf(row.registered_at()));
    if (row.closed_at() != 0) {
      management.set_council_closed_on(DayOf(row.closed_at()));
    }
  }
  management.set_closing_reason(row.closing_reason());
  return record;
}

v1::SectionRow SectionOf(const Context& context, const FoundCase& a_case) {
  v1::SectionRow section;
  section.set_subject(a_case.row.subjects(0));
  section.set_case_(a_case.id);
  section.set_kind(v1::SECTION_KIND_CASE_MANAGEMENT);
  section.set_holder(LeadOf(a_case.row).party());
  section.set_onward_rule(v1::ONWARD_RULE_FREE);
  section.set_state(v1::SECTION_STATE_CONFIRMED);
  section.set_recorded_by(context.reader().person);
  section.set_confirmed_at(context.state.now_seconds());
  return section;
}

}  // namespace

absl::Status WriteCase(Context& context, FoundCase a_case,
                       const std::vector<FoundProposal>& changed) {
  if (a_case.row.case_section().empty()) {
    a_case.row.set_case_section(NewId());
    context.Enter(Index::kSectionsOfCase, a_case.id, a_case.row.case_section());
  }
  v1::Record record = RecordOf(a_case.row);
  ASSIGN_OR_RETURN(const std::vector<FoundProposal> proposals,
                   ProposalsOf(context.state, a_case, changed));
  RETURN_IF_ERROR(AddRank(context.state, a_case.row, proposals,
                          *record.mutable_case_management()));
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   disclosure::BuildEditions(record));
  WriteSection(context, a_case.row.case_section(), SectionOf(context, a_case),
               editions);
  context.Write(Table::kCase, a_case.id, a_case.row);
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
