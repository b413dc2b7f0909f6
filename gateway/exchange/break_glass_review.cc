#include <string>
#include <utility>

#include "gateway/disclosure/value_format.h"
#include "gateway/exchange/break_glass.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/use_cases.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kMaxNoteBytes = 1000;

// INVALID_ARGUMENT: names the field.
absl::Status CheckReview(const v1::ReviewBreakGlassRequest& request) {
  if (!v1::BreakGlassVerdict_IsValid(request.verdict()) ||
      request.verdict() == v1::BREAK_GLASS_VERDICT_UNSPECIFIED) {
    return absl::InvalidArgumentError("verdict: required");
  }
  if (request.note().size() > kMaxNoteBytes ||
      !disclosure::CountCharacters(request.note(), /*line_feeds=*/true)
           .has_value()) {
    return absl::InvalidArgumentError("note: text of at most 1,000 bytes");
  }
  return absl::OkStatus();
}

// Why this person does not review it now; nullopt: go on.
std::optional<Answer> RefuseReview(Context& context,
                                   const v1::OpeningRow& row) {
  if (!context.May(v1::ACTION_REVIEW_BREAK_GLASS)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not review what was opened");
  }
  if (row.person() == context.reader().person) {
    return Refused(v1::REFUSAL_CODE_CONFLICT_OF_INTEREST,
                   "who opened it does not review it");
  }
  if (!WaitsForReview(row)) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: was reviewed before");
  }
  // What is read after a review, nobody would look at.
  if (context.state.Before(absl::FromUnixSeconds(row.ends_at()))) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: still open; end it first");
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<Answer> EndBreakGlass(Context& context,
                                     const v1::EndBreakGlassRequest& request) {
  ASSIGN_OR_RETURN(FoundOpening opening, FindOpening(context, request.name()));
  if (opening.hidden()) return opening.refusal();
  ASSIGN_OR_RETURN(const std::string subject,
                   SubjectOf(context.state, opening.row));
  if (context.state.Before(absl::FromUnixSeconds(opening.row.ends_at()))) {
    opening.row.set_ends_at(context.state.now_seconds());
    context.Write(Table::kOpening, opening.id, opening.row);
  }
  return About(subject);
}

absl::StatusOr<Answer> ReviewBreakGlass(
    Context& context, const v1::ReviewBreakGlassRequest& request) {
  RETURN_IF_ERROR(CheckReview(request));
  ASSIGN_OR_RETURN(FoundOpening opening, FindOpening(context, request.name()));
  if (opening.hidden()) return opening.refusal();
  if (std::optional<Answer> refusal = RefuseReview(context, opening.row)) {
    return *std::move(refusal);
  }
  ASSIGN_OR_RETURN(const std::string subject,
                   SubjectOf(context.state, opening.row));
  ASSIGN_OR_RETURN(const bool tells,
                   NamesSealedPerson(context, subject, {request.note()}));
  if (tells) return RefuseSealedIdentity(context, subject);
  opening.row.set_reviewed_by(context.reader().person);
  opening.row.set_reviewed_at(context.state.now_seconds());
  opening.row.set_verdict(request.verdict());
  opening.row.set_review_note(request.note());
  context.Write(Table::kOpening, opening.id, opening.row);
  context.changes.entries.push_back(
      {.key = {Index::kOpenings, ""}, .id = opening.id, .erase = true});
  return About(subject);
}

}  // namespace tasuki::exchange
