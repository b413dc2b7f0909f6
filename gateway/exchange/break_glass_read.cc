#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/exchange/break_glass.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr char kOpeningList[] = "openings";
// Positions of those that were reviewed come after all that wait.
constexpr int64_t kReviewed = int64_t{1} << 48;

v1::Opening OpeningOf(Context& context, const std::string& id,
                      const v1::OpeningRow& row) {
  v1::Opening opening;
  opening.set_name(ResourceName("openings", id));
  opening.set_case_(ResourceName("cases", row.case_()));
  opening.set_opened_by(row.person());
  opening.set_role(row.role());
  opening.set_reason(row.reason());
  *opening.mutable_categories() = row.categories();
  opening.set_opened_at(row.opened_at());
  opening.set_ends_at(row.ends_at());
  opening.set_second_person(row.second_person());
  opening.set_review_by(row.review_by());
  opening.set_overdue(IsOverdue(context.state, row));
  opening.set_reviewed_by(row.reviewed_by());
  opening.set_verdict(row.verdict());
  return opening;
}

struct Listed {
  int64_t position;
  std::string id;
  const v1::OpeningRow* row;
};

// What is shown to the caller of its party's and, of others in its body, what
// it reviews or was told of; those that wait first, each the oldest first.
absl::StatusOr<std::vector<Listed>> AllShown(Context& context) {
  std::vector<Listed> shown;
  ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                   PartiesOf(context.state, context.reader().body()));
  for (const std::string& party : parties) {
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                     context.state.List(Index::kOpeningsOfParty, party));
    for (const IndexEntry& entry : entries) {
      ASSIGN_OR_RETURN(
          const v1::OpeningRow& row,
          context.state.Get<v1::OpeningRow>(Table::kOpening, entry.id));
      if (!IsShownTo(context, row)) continue;
      const int64_t after = WaitsForReview(row) ? 0 : kReviewed;
      shown.push_back({after + entry.ordinal, entry.id, &row});
    }
  }
  absl::c_sort(shown, [](const Listed& a, const Listed& b) {
    return a.position < b.position;
  });
  return shown;
}

}  // namespace

absl::StatusOr<Answer> GetBreakGlass(Context& context,
                                     const v1::GetBreakGlassRequest& request) {
  ASSIGN_OR_RETURN(const FoundOpening opening,
                   FindOpening(context, request.name()));
  if (opening.hidden()) return opening.refusal();
  v1::GetBreakGlassResponse response;
  *response.mutable_opening() = OpeningOf(context, opening.id, opening.row);
  ASSIGN_OR_RETURN(const std::vector<v1::OpenedRead> reads,
                   ReadsUnder(context, opening.id, opening.row));
  for (const v1::OpenedRead& read : reads) *response.add_reads() = read;
  response.set_review_note(opening.row.review_note());
  ASSIGN_OR_RETURN(const std::string subject,
                   SubjectOf(context.state, opening.row));
  return About(subject, Canonical(response));
}

absl::StatusOr<Answer> ListBreakGlass(
    Context& context, const v1::ListBreakGlassRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, kOpeningList, request.page_token()));
  ASSIGN_OR_RETURN(std::vector<Listed> shown, AllShown(context));
  std::erase_if(shown,
                [&](const Listed& one) { return one.position <= after; });
  const bool more = shown.size() > static_cast<size_t>(size);
  if (more) shown.resize(static_cast<size_t>(size));

  v1::ListBreakGlassResponse response;
  Answer answer;
  for (const Listed& one : shown) {
    *response.add_openings() = OpeningOf(context, one.id, *one.row);
    ASSIGN_OR_RETURN(const std::string subject,
                     SubjectOf(context.state, *one.row));
    const auto same = [&](const SubjectOutcome& outcome) {
      return outcome.subject == subject;
    };
    if (absl::c_none_of(answer.subjects, same)) {
      answer.subjects.push_back(Named(subject));
    }
  }
  if (more) {
    ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                     TokenFor(context, kOpeningList, shown.back().position));
  }
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
