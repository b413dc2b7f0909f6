#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "gateway/consent/calendar.h"
#include "gateway/exchange/break_glass.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr int kMostHours = 24;

// INVALID_ARGUMENT: names the field.
absl::Status CheckOpening(const Context& context,
                          const v1::OpenBreakGlassRequest& request) {
  if (request.case_().empty()) {
    return absl::InvalidArgumentError("case: required");
  }
  if (request.categories().empty()) {
    return absl::InvalidArgumentError("categories: at least one");
  }
  for (const int category : request.categories()) {
    if (!v1::Category_IsValid(category) ||
        category == v1::CATEGORY_UNSPECIFIED) {
      return absl::InvalidArgumentError("categories: unknown category");
    }
  }
  if (request.hours() < 0 || request.hours() > kMostHours) {
    return absl::InvalidArgumentError("hours: 0 to 24");
  }
  if (request.second_person().empty()) {
    return absl::InvalidArgumentError("second_person: required");
  }
  if (request.second_person() == context.reader().person) {
    return absl::InvalidArgumentError("second_person: another than the caller");
  }
  return absl::OkStatus();
}

v1::OpeningRow RowOf(const Context& context, const std::string& case_id,
                     const v1::OpenBreakGlassRequest& request) {
  const absl::Time now = context.state.now();
  const int hours = request.hours() == 0 ? kMostHours : request.hours();
  v1::OpeningRow row;
  row.set_case_(case_id);
  row.set_party(context.party());
  row.set_person(context.reader().person);
  row.set_role(context.reader().role);
  row.set_reason(request.access().need());
  const std::set<int> categories(request.categories().begin(),
                                 request.categories().end());
  for (const int category : categories) {
    row.add_categories(static_cast<v1::Category>(category));
  }
  row.set_opened_at(context.state.now_seconds());
  row.set_ends_at(row.opened_at() + hours * 60 * 60);
  row.set_second_person(request.second_person());
  row.set_review_by(absl::ToUnixSeconds(consent::EndOfNextWorkingDay(now)));
  row.set_to_the_place(request.to_the_place());
  return row;
}

// Is a review of what this person opened before late?
absl::StatusOr<bool> HasOverdueReview(Context& context) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> waiting,
                   context.state.List(Index::kOpenings, ""));
  for (const IndexEntry& entry : waiting) {
    ASSIGN_OR_RETURN(
        const v1::OpeningRow& row,
        context.state.Get<v1::OpeningRow>(Table::kOpening, entry.id));
    if (row.person() == context.reader().person &&
        IsOverdue(context.state, row)) {
      return true;
    }
  }
  return false;
}

// A word in the inbox of a colleague's party. Of the case it says nothing to
// another unit, which may not know of it: who is told asks for the opening.
void Tell(Context& context, const Colleague& colleague, const std::string& id,
          const v1::OpeningRow& row, const std::string& subject, bool urgent) {
  v1::MessageRow message;
  message.set_kind(v1::MESSAGE_KIND_BREAK_GLASS_NOTICE);
  message.set_recipient(colleague.party);
  message.set_person(colleague.person);
  message.set_opening(id);
  message.set_urgent(urgent);
  message.set_due_at(row.review_by());
  if (colleague.party == context.party()) {
    message.set_subject(subject);
    message.set_case_(row.case_());
  }
  StoreMessage(context, std::move(message));
}

// The second person, and whoever reviews in the body. While a review of the
// same person is late, these are asked to join at once, as far as there are
// any: nobody waits for them.
absl::Status TellColleagues(Context& context, const Colleague& second,
                            const std::string& id, const v1::OpeningRow& row,
                            const std::string& subject, Answer& answer) {
  Tell(context, second, id, row, subject, /*urgent=*/true);
  answer.told.push_back(second.party);
  ASSIGN_OR_RETURN(const bool late, HasOverdueReview(context));
  ASSIGN_OR_RETURN(const std::vector<Colleague> reviewers,
                   ReviewersIn(context));
  for (const Colleague& reviewer : reviewers) {
    if (reviewer.person == second.person || reviewer.person == row.person()) {
      continue;
    }
    Tell(context, reviewer, id, row, subject, late);
    answer.told.push_back(reviewer.party);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> OpenBreakGlass(
    Context& context, const v1::OpenBreakGlassRequest& request) {
  RETURN_IF_ERROR(CheckOpening(context, request));
  if (absl::StripAsciiWhitespace(request.access().need()).empty()) {
    return Refused(v1::REFUSAL_CODE_NEED_NOT_STATED,
                   "access.need: say what danger there is, and to whom");
  }
  if (!MayOpen(context)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role opens nothing for danger to life");
  }
  ASSIGN_OR_RETURN(const std::optional<Colleague> second,
                   FindColleague(context, request.second_person()));
  // One text, whether there is such a person, and where: not the caller's to
  // find out.
  if (!second.has_value()) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "second_person: nobody who can be told now");
  }
  // Being on the team is enough, also where nothing of the case is shown any
  // more: that is when it is needed.
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessCase(context, request.case_(), "case", ""));
  if (access.refused()) return access.refusal();
  if (!context.May(v1::ACTION_OPEN_BREAK_GLASS, access.relation())) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  const std::string subject = access.found()->row.subjects(0);
  for (const std::string& of_case : access.found()->row.subjects()) {
    ASSIGN_OR_RETURN(
        const bool tells,
        NamesSealedPerson(context, of_case, {request.access().need()}));
    if (tells) return RefuseSealedIdentity(context, of_case);
  }
  const std::string id = NewId();
  const v1::OpeningRow row = RowOf(context, access.case_id(), request);
  context.Write(Table::kOpening, id, row);
  context.Enter(Index::kOpeningsOfCase, row.case_(), id);
  context.Enter(Index::kOpeningsOfParty, row.party(), id);
  context.Enter(Index::kOpenings, "", id);
  v1::OpenBreakGlassResponse response;
  response.set_opening(ResourceName("openings", id));
  response.set_ends_at(row.ends_at());
  Answer answer = About(subject, Canonical(response));
  RETURN_IF_ERROR(TellColleagues(context, *second, id, row, subject, answer));
  return answer;
}

}  // namespace tasuki::exchange
