#include "gateway/exchange/team.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxPersons = 20;
constexpr size_t kMaxPersonBytes = 64;

// A case is listed where the party gained access first, and only once.
bool WasOnTeam(const v1::CaseRow& row, const std::string& party) {
  return std::any_of(
      row.team().begin(), row.team().end(),
      [&](const v1::TeamEntry& entry) { return entry.party() == party; });
}

}  // namespace

absl::Status CheckPersons(const PersonIds& persons, absl::string_view field) {
  if (persons.size() > kMaxPersons) {
    return absl::InvalidArgumentError(absl::StrCat(field, ": at most 20"));
  }
  for (const std::string& person : persons) {
    if (person.empty() || person.size() > kMaxPersonBytes) {
      return absl::InvalidArgumentError(
          absl::StrCat(field, ": 1 to 64 bytes each"));
    }
  }
  return absl::OkStatus();
}

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

v1::TeamEntry* OpenEntry(v1::CaseRow& row, const std::string& party) {
  for (v1::TeamEntry& entry : *row.mutable_team()) {
    if (entry.party() == party && entry.to() == 0) return &entry;
  }
  return nullptr;
}

void JoinTeam(Context& context, FoundCase& a_case, const std::string& party,
              v1::Relation relation, const PersonIds& persons) {
  if (!WasOnTeam(a_case.row, party)) {
    context.Enter(Index::kCasesOfParty, party, a_case.id);
  }
  v1::TeamEntry& entry = *a_case.row.add_team();
  entry.set_party(party);
  entry.set_relation(relation);
  *entry.mutable_persons() = persons;
  entry.set_from(context.state.now_seconds());
  entry.set_confirmed_at(context.state.now_seconds());
}

Answer ChangedCase(const v1::CaseRow& row) {
  Answer answer;
  for (const std::string& subject : row.subjects()) {
    answer.subjects.push_back(Named(subject));
  }
  return answer;
}

}  // namespace tasuki::exchange
