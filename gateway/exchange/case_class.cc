#include <set>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/types/span.h"
#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/moment.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"

// What a case is: its class, its branches, where it stands.
namespace tasuki::exchange {
namespace {

absl::Status CheckReclassify(const v1::ReclassifyCaseRequest& request) {
  if (!v1::CaseClass_IsValid(request.class_())) {
    return absl::InvalidArgumentError("class: unknown class");
  }
  std::set<int> branches;
  for (const int branch : request.branches()) {
    if (!v1::Branch_IsValid(branch) || branch == v1::BRANCH_UNSPECIFIED ||
        !branches.insert(branch).second) {
      return absl::InvalidArgumentError("branches: unknown or repeated branch");
    }
  }
  if (!v1::CaseStatus_IsValid(request.status()) ||
      request.status() == v1::CASE_STATUS_CLOSED ||
      request.status() == v1::CASE_STATUS_REOPENED) {
    return absl::InvalidArgumentError(
        "status: unknown, or one that has a call of its own");
  }
  if (request.class_() == v1::CASE_CLASS_UNSPECIFIED &&
      request.branches().empty() &&
      request.status() == v1::CASE_STATUS_UNSPECIFIED) {
    return absl::InvalidArgumentError(
        "class, branches, status: one of them is required");
  }
  return absl::OkStatus();
}

constexpr v1::CaseStatus kWorkedOn[] = {
    v1::CASE_STATUS_ASSESSMENT, v1::CASE_STATUS_SUPPORTING,
    v1::CASE_STATUS_MONITORING, v1::CASE_STATUS_PLACED,
    v1::CASE_STATUS_MOVED_OUT};
// They came back: looked at anew before anything else is done.
constexpr v1::CaseStatus kCameBack[] = {v1::CASE_STATUS_ASSESSMENT};

// What may follow. A case is received once, and closed and opened again by
// calls of their own.
constexpr struct {
  v1::CaseStatus status;
  absl::Span<const v1::CaseStatus> next;
} kFollows[] = {
    {v1::CASE_STATUS_INTAKE, kWorkedOn},
    {v1::CASE_STATUS_ASSESSMENT, kWorkedOn},
    {v1::CASE_STATUS_SUPPORTING, kWorkedOn},
    {v1::CASE_STATUS_MONITORING, kWorkedOn},
    {v1::CASE_STATUS_PLACED, kWorkedOn},
    {v1::CASE_STATUS_MOVED_OUT, kCameBack},
    {v1::CASE_STATUS_REOPENED, kWorkedOn},
};

bool MayFollow(v1::CaseStatus before, v1::CaseStatus status) {
  return before == status || absl::c_any_of(kFollows, [&](const auto& one) {
           return one.status == before &&
                  absl::c_linear_search(one.next, status);
         });
}

// The guidance centre has no routine view of it.
bool IsTheCitysAlone(v1::CaseClass of) {
  return of == v1::CASE_CLASS_SUPPORT || of == v1::CASE_CLASS_GENERAL;
}

// From the city's own work it is one upgrade, whichever shared class comes
// first: between these two its past neither opens nor closes.
absl::Status SetClass(Context& context, const std::string& case_id,
                      v1::CaseClass to, v1::CaseRow& row) {
  if (IsTheCitysAlone(to)) {
    row.set_upgraded_at(0);
  } else if (IsTheCitysAlone(row.class_())) {
    // As a seal does, it begins when all that was confirmed before is older.
    ASSIGN_OR_RETURN(const int64_t moment,
                     MomentAfterCase(context.state, case_id));
    row.set_upgraded_at(moment);
  }
  row.set_class_(to);
  return absl::OkStatus();
}

absl::StatusOr<v1::CaseRow> Reclassified(
    Context& context, const FoundCase& a_case,
    const v1::ReclassifyCaseRequest& request) {
  v1::CaseRow row = a_case.row;
  if (request.class_() != v1::CASE_CLASS_UNSPECIFIED &&
      request.class_() != row.class_()) {
    RETURN_IF_ERROR(SetClass(context, a_case.id, request.class_(), row));
  }
  if (!request.branches().empty()) {
    *row.mutable_branches() = request.branches();
  }
  if (request.status() != v1::CASE_STATUS_UNSPECIFIED) {
    row.set_status(request.status());
  }
  return row;
}

}  // namespace

absl::StatusOr<Answer> ReclassifyCase(
    Context& context, const v1::ReclassifyCaseRequest& request) {
  RETURN_IF_ERROR(CheckReclassify(request));
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessTeam(context, request.case_(), v1::ACTION_RECLASSIFY_CASE));
  if (access.refused()) return access.refusal();
  FoundCase a_case = *access.found();
  if (auto closed = RefuseIfClosed(a_case.row)) return *std::move(closed);
  ASSIGN_OR_RETURN(v1::CaseRow row, Reclassified(context, a_case, request));
  if (Canonical(row) == Canonical(a_case.row)) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "class, branches, status: are so already");
  }
  if (!MayFollow(a_case.row.status(), row.status())) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "status: cannot follow the one that it has");
  }
  ASSIGN_OR_RETURN(const Side lead, SideOf(context.state, LeadOf(row).party()));
  if (row.class_() != a_case.row.class_() &&
      row.class_() == v1::CASE_CLASS_SUPPORT && lead != Side::kCity) {
    return FailedPrecondition(
        v1::REFUSAL_CODE_UNSPECIFIED,
        "class: a support case is the city's; hand the lead over first");
  }
  ASSIGN_OR_RETURN(Answer answer, ChangedCase(context, a_case));
  a_case.row = std::move(row);
  RETURN_IF_ERROR(WriteCase(context, std::move(a_case)));
  return answer;
}

}  // namespace tasuki::exchange
