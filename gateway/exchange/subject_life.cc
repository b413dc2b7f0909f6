#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gateway/consent/calendar.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

// What happens to a person: records are frozen, a child says what it wants.
namespace tasuki::exchange {
namespace {

constexpr int kAgeOfOwnWill = 15;

// A case of hers that the caller is shown. A hold hides it from the overseer
// too who is to let it go.
absl::StatusOr<CaseAccess> AccessOf(Context& context, const std::string& id,
                                    const v1::SubjectRow& subject) {
  const std::string name = ResourceName("cases", id);
  if (subject.legal_hold()) {
    ASSIGN_OR_RETURN(const CaseAccess access,
                     AccessCase(context, name, "case", ""));
    if (access.relation() == v1::RELATION_OVERSIGHT) return access;
  }
  return AccessShownCase(context, name, "case", "");
}

// The refusal of an act on a person; nullopt: the caller may. Its party knows
// her, or it works on a case of hers that it is shown.
absl::StatusOr<std::optional<Answer>> RefuseAct(Context& context,
                                                const std::string& subject,
                                                v1::Action action) {
  const auto refuse = [](v1::RefusalCode code) {
    return std::optional<Answer>(NotFound(code));
  };
  ASSIGN_OR_RETURN(
      const Found<v1::SubjectRow> row,
      context.state.Find<v1::SubjectRow>(Table::kSubject, subject));
  if (!row.has_value()) return refuse(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(bool knows,
                   KnowsSubject(context.state, context.party(), subject));
  if (knows && context.May(action)) return std::optional<Answer>();
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   context.state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const CaseAccess access,
                     AccessOf(context, entry.id, *row));
    if (access.refused()) continue;
    if (context.May(action, access.relation())) return std::optional<Answer>();
    knows = true;
  }
  return refuse(knows ? v1::REFUSAL_CODE_ROLE_NOT_ALLOWED
                      : v1::REFUSAL_CODE_NO_BASIS);
}

absl::StatusOr<v1::SubjectRow> RowOf(Context& context,
                                     const std::string& subject) {
  return context.state.Get<v1::SubjectRow>(Table::kSubject, subject);
}

// Is the child younger than 15 by a profile that the caller's own party holds?
absl::StatusOr<bool> IsKnownToBeYounger(Context& context,
                                        const std::string& subject) {
  ASSIGN_OR_RETURN(const std::vector<v1::Record> records,
                   RecordsHeld(context, subject));
  for (const v1::Record& record : records) {
    const absl::StatusOr<absl::CivilDay> born =
        consent::ParseDay(record.subject_profile().birth_date());
    if (!born.ok()) continue;
    const absl::CivilDay of_age(born->year() + kAgeOfOwnWill, born->month(),
                                born->day());
    if (context.state.Before(consent::StartOfDay(of_age))) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<Answer> SetLegalHold(Context& context,
                                    const v1::SetLegalHoldRequest& request) {
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  if (request.access().need().empty()) {
    return absl::InvalidArgumentError("access.need: required");
  }
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseAct(context, subject, v1::ACTION_SET_LEGAL_HOLD));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(v1::SubjectRow row, RowOf(context, subject));
  row.set_legal_hold(request.held());
  context.Write(Table::kSubject, subject, row);
  return About(subject);
}

absl::StatusOr<Answer> RecordChildWill(
    Context& context, const v1::RecordChildWillRequest& request) {
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseAct(context, subject, v1::ACTION_RECORD_CHILD_WILL));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(const bool younger, IsKnownToBeYounger(context, subject));
  if (younger) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "subject: is not 15 yet by the caller's records");
  }
  ASSIGN_OR_RETURN(v1::SubjectRow row, RowOf(context, subject));
  row.set_child_15_withholds(request.withholds());
  context.Write(Table::kSubject, subject, row);
  return About(subject);
}

}  // namespace tasuki::exchange
