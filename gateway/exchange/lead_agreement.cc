#include "gateway/exchange/lead_agreement.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gateway/disclosure/editions.h"
#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/case_words.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/team.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kMaxReasonBytes = 400;

bool IsOnTeam(const v1::CaseRow& row, const std::string& party) {
  return absl::c_any_of(row.team(), [&](const v1::TeamEntry& entry) {
    return entry.party() == party && entry.to() == 0;
  });
}

// The parties of one side that are on the team.
absl::StatusOr<std::vector<std::string>> PartiesOnTeam(Context& context,
                                                       const v1::CaseRow& row,
                                                       Side side) {
  std::vector<std::string> parties;
  for (const v1::TeamEntry& entry : row.team()) {
    if (entry.to() != 0) continue;
    ASSIGN_OR_RETURN(const Side of, SideOf(context.state, entry.party()));
    if (of == side) parties.push_back(entry.party());
  }
  return parties;
}

absl::StatusOr<bool> CoordinatesCouncil(Context& context,
                                        const std::string& party) {
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> entry,
                   FindEnabledParty(context.state, party));
  return entry.has_value() && entry->coordinates_council();
}

// Who speaks for a side: for a city whose units work on the case the one that
// leads and the one that coordinates the council, if they are there.
absl::StatusOr<std::vector<std::string>> SpeakersOf(Context& context,
                                                    const v1::CaseRow& row,
                                                    Side side) {
  ASSIGN_OR_RETURN(std::vector<std::string> all,
                   PartiesOnTeam(context, row, side));
  if (side != Side::kCity) return all;
  std::vector<std::string> speakers;
  for (const std::string& party : all) {
    ASSIGN_OR_RETURN(const bool coordinates,
                     CoordinatesCouncil(context, party));
    if (coordinates || party == LeadOf(row).party()) speakers.push_back(party);
  }
  return speakers.empty() ? all : speakers;
}

// May the caller answer? Its party is awaited, or it oversees the centre whose
// party is. Nobody agrees to its own.
bool IsAwaited(const Context& context, const v1::LeadProposal& proposal,
               const std::vector<std::string>& awaited, v1::Relation relation) {
  if (context.party() == proposal.proposed_by()) return false;
  return absl::c_any_of(awaited, [&](const std::string& party) {
    return party == context.party() ||
           (relation == v1::RELATION_OVERSIGHT &&
            BodyOf(party) == context.reader().body());
  });
}

}  // namespace

absl::Status CheckTerms(const v1::LeadTerms& terms, absl::string_view field) {
  RETURN_IF_ERROR(
      PartyName::Parse(terms.lead(), absl::StrCat(field, ".lead")).status());
  if (!v1::Rank_IsValid(terms.rank())) {
    return absl::InvalidArgumentError(absl::StrCat(field, ".rank: unknown"));
  }
  if (!v1::Urgency_IsValid(terms.urgency()) ||
      terms.urgency() == v1::URGENCY_UNSPECIFIED) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, ".urgency: required"));
  }
  if (!v1::Severity_IsValid(terms.severity())) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, ".severity: unknown"));
  }
  return absl::OkStatus();
}

absl::Status CheckReason(const std::string& reason) {
  // As the case's record will hold it.
  v1::Record record;
  record.mutable_case_management()->add_rank_changes()->set_reason(reason);
  if (reason.empty() || reason.size() > kMaxReasonBytes ||
      !disclosure::BuildEditions(record).ok()) {
    return absl::InvalidArgumentError("reason: text of 1 to 400 bytes");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Answer>> RefuseTerms(Context& context,
                                                  const FoundCase& a_case,
                                                  const v1::LeadTerms& terms,
                                                  const std::string& words) {
  const auto refuse = [](absl::string_view rule) {
    return std::optional<Answer>(
        FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED, rule));
  };
  if (auto closed = RefuseIfClosed(a_case.row)) return closed;
  if (!IsOnTeam(a_case.row, terms.lead())) {
    return refuse("lead: is not on the team");
  }
  ASSIGN_OR_RETURN(const Side side, SideOf(context.state, terms.lead()));
  if (side == Side::kNeither) {
    return refuse("lead: a unit of the city or the guidance centre leads");
  }
  if (side != Side::kCity && a_case.row.class_() == v1::CASE_CLASS_SUPPORT &&
      terms.lead() != LeadOf(a_case.row).party()) {
    return refuse("lead: a support case is the city's");
  }
  return RefuseWordsOnCase(context, a_case.row, words);
}

absl::StatusOr<std::vector<std::string>> AwaitedParties(
    Context& context, const FoundCase& a_case,
    const v1::LeadProposal& proposal) {
  ASSIGN_OR_RETURN(const bool jointly,
                   IsOwnedJointly(context.state, a_case.row));
  if (jointly) {
    ASSIGN_OR_RETURN(const Side side,
                     SideOf(context.state, proposal.proposed_by()));
    return SpeakersOf(
        context, a_case.row,
        side == Side::kCity ? Side::kGuidanceCentre : Side::kCity);
  }
  const std::string& lead = LeadOf(a_case.row).party();
  const std::string& next = proposal.proposed().lead();
  if (next == lead) return std::vector<std::string>();
  return std::vector<std::string>{next == proposal.proposed_by() ? lead : next};
}

absl::StatusOr<LeadMatter> FindMatter(Context& context,
                                      const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("leads", name, "name"));
  ASSIGN_OR_RETURN(
      const Found<v1::LeadProposalRow> row,
      context.state.Find<v1::LeadProposalRow>(Table::kLeadProposal, id));
  LeadMatter matter;
  if (!row.has_value()) {
    matter.refusal = NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
    return matter;
  }
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessTeam(context, ResourceName("cases", row->case_()),
                              v1::ACTION_AGREE_LEAD));
  if (access.refused()) {
    matter.refusal = access.refusal();
    return matter;
  }
  matter.proposal = {id, *row};
  matter.a_case = *access.found();
  ASSIGN_OR_RETURN(const std::vector<std::string> awaited,
                   AwaitedParties(context, matter.a_case, row->proposal()));
  if (!IsAwaited(context, row->proposal(), awaited, access.relation())) {
    matter.refusal = NotFound(v1::REFUSAL_CODE_NO_BASIS);
  }
  return matter;
}

Answer Settled() {
  return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                            "name: was answered or replaced");
}

absl::StatusOr<Answer> Store(Context& context, FoundCase a_case,
                             std::vector<FoundProposal> changed) {
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  for (const FoundProposal& one : changed) {
    context.Write(Table::kLeadProposal, one.id, one.row);
  }
  const v1::LeadProposal& newest = changed.back().row.proposal();
  if (newest.state() == v1::LEAD_PROPOSAL_STATE_AGREED) {
    *a_case.row.mutable_agreed() = newest.proposed();
    a_case.row.set_reviewed_at(context.state.now_seconds());
    HandOver(context, a_case, newest.proposed().lead());
  }
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case), changed));
  return answer;
}

absl::StatusOr<std::vector<std::string>> CoordinatingParties(
    Context& context, const FoundCase& a_case) {
  std::vector<std::string> coordinating;
  ASSIGN_OR_RETURN(const std::vector<std::string> city,
                   PartiesOnTeam(context, a_case.row, Side::kCity));
  if (city.empty()) return coordinating;
  ASSIGN_OR_RETURN(const std::vector<std::string> units,
                   PartiesOf(context.state, BodyOf(city.front())));
  for (const std::string& unit : units) {
    ASSIGN_OR_RETURN(const bool coordinates, CoordinatesCouncil(context, unit));
    if (coordinates) coordinating.push_back(unit);
  }
  return coordinating;
}

absl::Status Tell(Context& context, const FoundCase& a_case,
                  std::vector<std::string> parties, const std::string& proposal,
                  Answer& answer) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("leads", proposal, "name"));
  absl::c_sort(parties);
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  for (const std::string& party : parties) {
    v1::MessageRow message;
    message.set_kind(v1::MESSAGE_KIND_LEAD_NOTICE);
    message.set_recipient(party);
    message.set_subject(a_case.row.subjects(0));
    if (IsOnTeam(a_case.row, party)) message.set_case_(a_case.id);
    message.set_lead_proposal(id);
    StoreMessage(context, std::move(message));
    RETURN_IF_ERROR(NoteTold(context, party, a_case.row.subjects(0)));
    answer.told.push_back(party);
  }
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
