#include <algorithm>
#include <string>
#include <utility>

#include "gateway/exchange/case_access.h"
#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxPersons = 20;
constexpr size_t kMaxPersonBytes = 64;

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
  if (request.persons_size() > kMaxPersons) {
    return absl::InvalidArgumentError("persons: at most 20");
  }
  for (const std::string& person : request.persons()) {
    if (person.empty() || person.size() > kMaxPersonBytes) {
      return absl::InvalidArgumentError("persons: 1 to 64 bytes each");
    }
  }
  return absl::OkStatus();
}

v1::TeamEntry* OpenEntry(v1::CaseRow& row, const std::string& party) {
  for (v1::TeamEntry& entry : *row.mutable_team()) {
    if (entry.party() == party && entry.to() == 0) return &entry;
  }
  return nullptr;
}

// A case is listed where the party gained access first, and only once.
bool WasOnTeam(const v1::CaseRow& row, const std::string& party) {
  return std::any_of(
      row.team().begin(), row.team().end(),
      [&](const v1::TeamEntry& entry) { return entry.party() == party; });
}

v1::TeamEntry EntryOf(const Context& context,
                      const v1::AddTeamEntryRequest& request) {
  v1::TeamEntry entry;
  entry.set_party(request.party());
  entry.set_relation(request.relation());
  *entry.mutable_persons() = request.persons();
  entry.set_from(context.state.now_seconds());
  entry.set_confirmed_at(context.state.now_seconds());
  return entry;
}

// The case, if the caller may do this to its team; or the refusal.
absl::StatusOr<CaseAccess> AccessTeam(Context& context, const std::string& name,
                                      v1::Action action) {
  if (name.empty()) return absl::InvalidArgumentError("case: required");
  ASSIGN_OR_RETURN(CaseAccess access,
                   AccessShownCase(context, name, "case", ""));
  if (!access.refused() && !context.May(action, access.relation())) {
    return CaseAccess::Refusal(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  return access;
}

Answer Changed(const v1::CaseRow& row) {
  Answer answer;
  for (const std::string& subject : row.subjects()) {
    answer.subjects.push_back(Named(subject));
  }
  return answer;
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
  if (OpenEntry(a_case.row, request.party()) != nullptr) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "party: is on the team already");
  }
  if (!WasOnTeam(a_case.row, request.party())) {
    context.Enter(Index::kCasesOfParty, request.party(), a_case.id);
  }
  *a_case.row.add_team() = EntryOf(context, request);
  Answer answer = Changed(a_case.row);
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

absl::StatusOr<Answer> EndTeamEntry(Context& context,
                                    const v1::EndTeamEntryRequest& request) {
  RETURN_IF_ERROR(PartyName::Parse(request.party(), "party").status());
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessTeam(context, request.case_(), v1::ACTION_END_TEAM_ENTRY));
  if (access.refused()) return access.refusal();
  FoundCase a_case = *access.found();
  v1::TeamEntry* entry = OpenEntry(a_case.row, request.party());
  if (entry == nullptr) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  if (entry->relation() == v1::RELATION_LEAD) {
    // The baton is never dropped: a lead ends by a hand-over only.
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "party: leads the case; hand the lead over");
  }
  entry->set_to(context.state.now_seconds());
  Answer answer = Changed(a_case.row);
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

}  // namespace tasuki::exchange
