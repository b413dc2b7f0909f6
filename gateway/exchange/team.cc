#include "gateway/exchange/team.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/view.h"

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

std::optional<Answer> RefuseIfClosed(const v1::CaseRow& row) {
  if (row.closed_at() == 0) return std::nullopt;
  return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                            "case: is closed; open it again first");
}

std::optional<Answer> RefuseIfClosed(const CaseAccess& access) {
  return access.has_case() ? RefuseIfClosed(access.found()->row) : std::nullopt;
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

absl::StatusOr<Answer> ChangedCase(Context& context, const FoundCase& a_case) {
  Answer answer = About(a_case.row.subjects(0));
  if (a_case.row.subjects_size() == 1) return answer;
  ASSIGN_OR_RETURN(const Found<v1::CaseRow> before,
                   context.state.Find<v1::CaseRow>(Table::kCase, a_case.id));
  ASSIGN_OR_RETURN(std::vector<SectionView> views,
                   ViewCase(context, FoundCase{a_case.id, *before}));
  for (const SubjectOutcome& outcome :
       OutcomesTold(std::move(views), a_case.row.subjects(0))) {
    if (outcome.subject == a_case.row.subjects(0)) continue;
    answer.subjects.push_back(Named(outcome.subject));
  }
  return answer;
}

}  // namespace tasuki::exchange
