#include <set>
#include <string>
#include <utility>

#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxMembers = 20;

absl::Status CheckMembers(const v1::RegisterInCouncilRequest& request) {
  if (request.members_size() > kMaxMembers) {
    return absl::InvalidArgumentError("members: at most 20");
  }
  std::set<std::string> seen;
  for (const v1::CouncilMember& member : request.members()) {
    RETURN_IF_ERROR(PartyName::Parse(member.party(), "members.party").status());
    RETURN_IF_ERROR(CheckPersons(member.persons(), "members.persons"));
    if (!seen.insert(member.party()).second) {
      return absl::InvalidArgumentError("members.party: repeated");
    }
  }
  return absl::OkStatus();
}

// The refusal for the first that cannot join; nullopt: all can.
absl::StatusOr<std::optional<Answer>> RefuseMembers(
    Context& context, const v1::RegisterInCouncilRequest& request) {
  for (const v1::CouncilMember& member : request.members()) {
    ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                     FindEnabledParty(context.state, member.party()));
    if (!party.has_value()) {
      return std::optional<Answer>(NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT));
    }
    ASSIGN_OR_RETURN(const bool is_member,
                     IsCouncilMember(context.state, BodyOf(member.party())));
    // Who is a member of the council is public (CWA 25-2(3)).
    if (!is_member) {
      return std::optional<Answer>(
          Refused(v1::REFUSAL_CODE_NOT_COUNCIL_MEMBER,
                  "members.party: its body is no council member today"));
    }
  }
  return std::optional<Answer>();
}

}  // namespace

absl::StatusOr<Answer> RegisterInCouncil(
    Context& context, const v1::RegisterInCouncilRequest& request) {
  RETURN_IF_ERROR(CheckMembers(request));
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessTeam(context, request.case_(), v1::ACTION_REGISTER_IN_COUNCIL));
  if (access.refused()) return access.refusal();
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseMembers(context, request));
  if (refusal.has_value()) return *std::move(refusal);

  FoundCase a_case = *access.found();
  if (auto closed = RefuseIfClosed(a_case.row)) return *std::move(closed);
  if (!a_case.row.registered()) {
    a_case.row.set_registered(true);
    a_case.row.set_registered_at(context.state.now_seconds());
  }
  for (const v1::CouncilMember& member : request.members()) {
    if (OpenEntry(a_case.row, member.party()) != nullptr) continue;
    JoinTeam(context, a_case, member.party(), v1::RELATION_MEMBER,
             member.persons());
  }
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

}  // namespace tasuki::exchange
