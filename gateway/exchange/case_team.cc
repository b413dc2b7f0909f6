#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

absl::Status CheckEntry(const v1::AddTeamEntryRequest& request) {
  switch (request.relation()) {
    case v1::RELATION_CO_LEAD:
    case v1::RELATION_MEMBER:
    case v1::RELATION_OBSERVER:
      break;
    default:
      return absl::InvalidArgumentError(
          "relation: CO_LEAD, MEMBER or OBSERVER; a lead is handed over");
  }
  return CheckPersons(request.persons(), "persons");
}

bool IsKeptAway(const v1::CaseRow& row, const std::string& person) {
  return absl::c_linear_search(row.persons_in_conflict(), person);
}

// Persons who have an interest of their own see nothing of the case.
void KeepAway(const PersonIds& persons, v1::CaseRow& row) {
  for (const std::string& person : persons) {
    if (!IsKeptAway(row, person)) row.add_persons_in_conflict(person);
  }
}

void LetIn(const PersonIds& persons, v1::CaseRow& row) {
  const PersonIds kept_away = row.persons_in_conflict();
  row.clear_persons_in_conflict();
  for (const std::string& person : kept_away) {
    if (absl::c_linear_search(persons, person)) continue;
    row.add_persons_in_conflict(person);
  }
}

// Does it name nobody but persons who are kept away?
bool LetsIn(const v1::AddTeamEntryRequest& request, const v1::CaseRow& row) {
  return !request.persons().empty() &&
         absl::c_all_of(request.persons(), [&](const std::string& person) {
           return IsKeptAway(row, person);
         });
}

}  // namespace

absl::StatusOr<Answer> AddTeamEntry(Context& context,
                                    const v1::AddTeamEntryRequest& request) {
  RETURN_IF_ERROR(CheckEntry(request));
  RETURN_IF_ERROR(PartyName::Parse(request.party(), "party").status());
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessTeam(context, request.case_(), v1::ACTION_ADD_TEAM_ENTRY));
  if (access.refused()) return access.refusal();
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                   FindEnabledParty(context.state, request.party()));
  if (!party.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);

  FoundCase a_case = *access.found();
  if (auto closed = RefuseIfClosed(a_case.row)) return *std::move(closed);
  if (OpenEntry(a_case.row, request.party()) == nullptr) {
    JoinTeam(context, a_case, request.party(), request.relation(),
             request.persons());
  } else if (!LetsIn(request, a_case.row)) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "party: is on the team already");
  }
  LetIn(request.persons(), a_case.row);
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

absl::StatusOr<Answer> EndTeamEntry(Context& context,
                                    const v1::EndTeamEntryRequest& request) {
  RETURN_IF_ERROR(PartyName::Parse(request.party(), "party").status());
  RETURN_IF_ERROR(CheckPersons(request.persons(), "persons"));
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessTeam(context, request.case_(), v1::ACTION_END_TEAM_ENTRY));
  if (access.refused()) return access.refusal();
  FoundCase a_case = *access.found();
  v1::TeamEntry* entry = OpenEntry(a_case.row, request.party());
  if (entry == nullptr) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  if (!request.persons().empty()) {
    KeepAway(request.persons(), a_case.row);
  } else if (entry->relation() == v1::RELATION_LEAD) {
    // The baton is never dropped: a lead ends by a hand-over only.
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "party: leads the case; hand the lead over");
  } else {
    entry->set_to(context.state.now_seconds());
  }
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

}  // namespace tasuki::exchange
