#include <string>
#include <utility>

#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// A token is of one person's list.
std::string ListOf(const std::string& subject) {
  return "consents of " + subject;
}

// The consents of a page: those of which the caller reads some part. One that
// is left out is not counted either.
absl::Status FillPage(Context& context, const std::string& subject, int size,
                      int64_t after, v1::ListConsentsResponse& response) {
  ASSIGN_OR_RETURN(
      const absl::Span<const IndexEntry> entries,
      context.state.List(Index::kConsentsOfSubject, subject, after));
  int64_t last = after;
  for (const IndexEntry& entry : entries) {
    const std::string name = ResourceName("consents", entry.id);
    ASSIGN_OR_RETURN(const std::optional<FoundConsent> consent,
                     FindConsent(context, name));
    if (!consent.has_value()) continue;
    ASSIGN_OR_RETURN(const TermsPart part, PartOf(context, *consent));
    if (part == TermsPart::kNone) continue;
    if (response.consents_size() == size) {
      ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                       TokenFor(context, ListOf(subject), last));
      break;
    }
    response.add_consents(name);
    last = entry.ordinal;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> ListConsents(Context& context,
                                    const v1::ListConsentsRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  ASSIGN_OR_RETURN(const bool exists,
                   context.state.Exists(Table::kSubject, subject));
  if (!exists) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const bool told,
                   WasTold(context.state, context.party(), subject));
  if (!told) return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  if (!context.May(v1::ACTION_READ_CONSENT)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, ListOf(subject), request.page_token()));
  ASSIGN_OR_RETURN(
      UnitOutcome outcome,
      OutcomeAbout(context, subject, context.party(), v1::CATEGORY_C28));
  if (outcome.disclosed().At(v1::CATEGORY_C28) != v1::LEVEL_FULL) {
    return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  }
  v1::ListConsentsResponse response;
  RETURN_IF_ERROR(FillPage(context, subject, size, after, response));
  Answer answer = About(subject, Canonical(response));
  answer.subjects.front().units.push_back(std::move(outcome));
  return answer;
}

}  // namespace tasuki::exchange
