#include <optional>
#include <string>
#include <utility>

#include "gateway/disclosure/value_format.h"
#include "gateway/exchange/case_words.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"

// Whether family support is shown the high-sensitivity health of a case.
namespace tasuki::exchange {
namespace {

constexpr int kMaxReasonCharacters = 1000;

absl::Status CheckReason(const std::string& reason) {
  const std::optional<int> characters =
      disclosure::CountCharacters(reason, /*line_feeds=*/true);
  if (reason.empty() || !characters.has_value() ||
      *characters > kMaxReasonCharacters) {
    return absl::InvalidArgumentError("reason: text of 1 to 1,000 characters");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Answer> ReleaseHealth(Context& context,
                                     const v1::ReleaseHealthRequest& request) {
  RETURN_IF_ERROR(CheckReason(request.reason()));
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessTeam(context, request.case_(), v1::ACTION_RELEASE_HEALTH));
  if (access.refused()) return access.refusal();
  FoundCase a_case = *access.found();
  if (auto closed = RefuseIfClosed(a_case.row)) return *std::move(closed);
  v1::HealthRelease& release = *a_case.row.mutable_health_release();
  if (request.released() == (release.released_at() != 0)) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "released: is so already");
  }
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseWordsOnCase(context, a_case.row, request.reason()));
  if (refusal.has_value()) return *std::move(refusal);
  release.set_person(context.reader().person);
  release.set_released_at(request.released() ? context.state.now_seconds() : 0);
  release.set_reason(request.reason());
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  // The section that mirrors the case stays as it is: to others than family
  // support its newer date would tell that something was decided.
  context.Write(Table::kCase, a_case.id, a_case.row);
  return answer;
}

}  // namespace tasuki::exchange
