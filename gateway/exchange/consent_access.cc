#include "gateway/exchange/consent_access.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/subjects.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {

absl::StatusOr<std::string> SubjectOf(const v1::ConsentTerms& terms) {
  return ParseResourceId("subjects", terms.subject(), "terms.subject");
}

absl::StatusOr<std::optional<FoundConsent>> FindConsent(
    Context& context, const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("consents", name, "name"));
  ASSIGN_OR_RETURN(std::optional<v1::ConsentRow> row,
                   context.state.Find<v1::ConsentRow>(Table::kConsent, id));
  if (!row.has_value()) return std::optional<FoundConsent>();
  ASSIGN_OR_RETURN(const std::string subject, SubjectOf(row->terms()));
  return std::optional<FoundConsent>({id, *std::move(row), subject});
}

bool IsHolder(const v1::ConsentRow& row, const std::string& party) {
  return absl::c_linear_search(row.terms().holders(), party);
}

absl::StatusOr<bool> IsInvolved(Reading& state, const FoundConsent& consent,
                                const std::string& party) {
  if (consent.row.recorded_by() == party) return true;
  if (!IsHolder(consent.row, party) &&
      !absl::c_linear_search(consent.row.terms().recipients(), party)) {
    return false;
  }
  return WasTold(state, party, consent.subject);
}

absl::StatusOr<bool> WorksForHer(Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const std::vector<IndexEntry> cases,
                   context.state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow row,
                     context.state.Get<v1::CaseRow>(Table::kCase, entry.id));
    const Standing standing =
        StandingOf(context.state, context.reader(), row, context.purpose);
    if (standing.relation != v1::RELATION_UNSPECIFIED) return true;
  }
  return false;
}

void NoteWord(Answer& answer, const std::string& subject, bool sent,
              const std::string& operation) {
  answer.events.push_back(sent ? Event{subject, operation}
                               : Event{"", "CONSENT_PADDING"});
}

}  // namespace tasuki::exchange
