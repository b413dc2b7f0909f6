#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

// Closing a case, and opening it again.
namespace tasuki::exchange {
namespace {

constexpr size_t kMostNamed = 10;

// Requests about somebody on the case that wait for their answer on a list of
// the caller's party: what it sent or received, never what goes between others.
absl::Status AddOpenRequests(Context& context, const std::string& list,
                             const v1::CaseRow& row,
                             std::vector<std::string>& open) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kSentOfParty, list));
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(
        const v1::MessageRow& message,
        context.state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    if (AwaitsAnswer(context.state, message) &&
        absl::c_linear_search(row.subjects(), message.subject()) &&
        ConcernsCaller(context, message)) {
      const std::string name = ResourceName("messages", entry.id);
      if (!absl::c_linear_search(open, name)) open.push_back(name);
    }
  }
  return absl::OkStatus();
}

// What has to be settled before the case is closed.
absl::StatusOr<std::vector<std::string>> OpenMatters(Context& context,
                                                     const FoundCase& a_case) {
  // In the order in which they came, not of their names, which are random.
  std::vector<std::string> open;
  for (const std::string& list :
       {ListOfReceived(context.party()), ListOfSent(context.party())}) {
    RETURN_IF_ERROR(AddOpenRequests(context, list, a_case.row, open));
  }
  ASSIGN_OR_RETURN(const std::vector<FoundProposal> proposals,
                   ProposalsOf(context.state, a_case, {}));
  for (const FoundProposal& proposal : proposals) {
    if (IsUnsettled(proposal.row.proposal())) {
      open.push_back(ResourceName("leads", proposal.id));
    }
  }
  if (open.size() > kMostNamed) open.resize(kMostNamed);
  return open;
}

// The team is named anew: nobody but the lead is on it.
void BeginAnew(Context& context, FoundCase& a_case) {
  const int64_t now = context.state.now_seconds();
  v1::CaseRow& row = a_case.row;
  for (v1::TeamEntry& entry : *row.mutable_team()) {
    if (entry.to() == 0) entry.set_to(now);
  }
  PersonIds lead;
  *lead.Add() = context.reader().person;
  JoinTeam(context, a_case, context.party(), v1::RELATION_LEAD, lead);
  row.add_closed_and_reopened(row.closed_at());
  row.add_closed_and_reopened(now);
  row.set_status(v1::CASE_STATUS_REOPENED);
  row.clear_closed_at();
  row.clear_closing_reason();
  row.set_registered(false);
  row.clear_registered_at();
  row.clear_child_measure_prepared();
  if (row.has_health_release())
    row.mutable_health_release()->set_released_at(0);
}

}  // namespace

absl::StatusOr<Answer> CloseCase(Context& context,
                                 const v1::CloseCaseRequest& request) {
  if (!v1::ClosingReason_IsValid(request.reason()) ||
      request.reason() == v1::CLOSING_REASON_UNSPECIFIED) {
    return absl::InvalidArgumentError("reason: required");
  }
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessTeam(context, request.case_(), v1::ACTION_CLOSE_CASE));
  if (access.refused()) return access.refusal();
  FoundCase a_case = *access.found();
  if (a_case.row.closed_at() != 0) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "case: is closed already");
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> open,
                   OpenMatters(context, a_case));
  if (!open.empty()) {
    return FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        absl::StrCat("case: settle first ", absl::StrJoin(open, ", ")));
  }
  a_case.row.set_status(v1::CASE_STATUS_CLOSED);
  a_case.row.set_closing_reason(request.reason());
  a_case.row.set_closed_at(context.state.now_seconds());
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

absl::StatusOr<Answer> ReopenCase(Context& context,
                                  const v1::ReopenCaseRequest& request) {
  if (request.case_().empty()) {
    return absl::InvalidArgumentError("case: required");
  }
  // Years later its lead sees nothing of it any more, and leads it still.
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessCase(context, request.case_(), "case", ""));
  if (access.refused()) return access.refusal();
  if (access.relation() != v1::RELATION_LEAD ||
      !context.May(v1::ACTION_CLOSE_CASE, access.relation())) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  FoundCase a_case = *access.found();
  if (a_case.row.closed_at() == 0) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "case: is not closed");
  }
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  BeginAnew(context, a_case);
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

}  // namespace tasuki::exchange
