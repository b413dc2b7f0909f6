#include <functional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/directory_change.h"
#include "gateway/exchange/officer_change.h"
#include "gateway/exchange/page.h"
#include "gateway/exchange/policy_change.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"
#include "gateway/model/officer_signature.h"

namespace tasuki::exchange {
namespace {

constexpr char kChangeList[] = "changes";

Answer NotAnOfficer() {
  return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                 "only a security officer works on changes");
}

Answer NoSuchChange() { return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT); }

bool MayReadChanges(const Context& context) {
  return context.May(v1::ACTION_READ_POLICY);
}

// The change as the caller may work on it, or why not.
absl::StatusOr<std::optional<Answer>> FindForOfficer(Context& context,
                                                     const std::string& name,
                                                     FoundChange& change) {
  // Whoever works on no change at all is told so, whatever it names.
  ASSIGN_OR_RETURN(std::optional<FoundChange> found, FindChange(context, name));
  const bool may_any = context.May(v1::ACTION_CHANGE_POLICY) ||
                       context.May(v1::ACTION_CHANGE_DIRECTORY);
  if (!may_any) return std::optional<Answer>(NotAnOfficer());
  if (!found.has_value()) return std::optional<Answer>(NoSuchChange());
  if (!context.May(ActionFor(found->row))) {
    return std::optional<Answer>(NotAnOfficer());
  }
  change = *std::move(found);
  return std::optional<Answer>();
}

// Says in the log of which change this is a step.
Answer OfChange(const FoundChange& change, Answer answer) {
  answer.change = ResourceName(kChangeList, change.id);
  answer.change_digest = change.row.digest();
  return answer;
}

Answer WrongState(absl::string_view needed) {
  return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                            absl::StrCat("name: the change is not ", needed));
}

v1::ChangeHeader HeaderOf(const std::string& id, const v1::ChangeRow& row) {
  v1::ChangeHeader header;
  header.set_name(ResourceName(kChangeList, id));
  header.set_state(row.state());
  header.set_digest(row.digest());
  *header.mutable_acts() = row.acts();
  header.set_base_version(row.policy().base_version());
  header.set_base_hash(row.policy().base_hash());
  header.set_candidate_hash(row.policy().candidate_hash());
  header.set_version(row.policy().version());
  header.set_only_narrows(row.policy().only_narrows());
  header.set_of_directory(row.has_directory());
  return header;
}

// Why the entries cannot be what was signed, or nothing; fills the change.
absl::StatusOr<std::optional<Answer>> FillDirectoryChange(
    Context& context, const v1::DirectoryEntries& entries, v1::ChangeRow& row) {
  v1::DirectoryChange& change = *row.mutable_directory();
  *change.mutable_after() = entries;
  ASSIGN_OR_RETURN(*change.mutable_before(), EntriesNow(context, entries));
  RETURN_IF_ERROR(CheckDirectoryChange(context, change));
  if (DigestOf(change.before(), change.after()) == row.digest()) {
    return RefuseDirectoryChange(context, change);
  }
  return std::optional<Answer>(
      Aborted("digest: the gateway comes to another one; an entry that is "
              "replaced is not what was reviewed"));
}

// Why the change cannot follow what there is now, or nothing.
absl::StatusOr<std::optional<Answer>> RefuseContent(Context& context,
                                                    const v1::ChangeRow& row) {
  return row.has_policy() ? RefusePolicyChange(context, row)
                          : RefuseDirectoryChange(context, row.directory());
}

absl::Status BringIntoForce(Context& context, FoundChange& change) {
  if (change.row.has_policy()) return PutInForce(context, change);
  PutIntoDirectory(context, change.row.directory());
  return absl::OkStatus();
}

absl::Status CheckSubmission(const v1::SubmitChangeRequest& request) {
  RETURN_IF_ERROR(CheckSigned(request.digest(), request.signature()));
  if (request.content_case() == v1::SubmitChangeRequest::CONTENT_NOT_SET) {
    return absl::InvalidArgumentError("policy, directory: one is required");
  }
  if (request.at_once() && !request.has_policy()) {
    return absl::InvalidArgumentError(
        "at_once: of a policy only; the directory narrows by its own calls");
  }
  return absl::OkStatus();
}

}  // namespace

namespace {

// Takes the change over, or says why not. Fills `change` either way.
absl::StatusOr<Answer> Submit(Context& context,
                              const v1::SubmitChangeRequest& request,
                              FoundChange& change) {
  change.row.set_digest(request.digest());
  if (request.has_policy()) change.row.mutable_policy();
  if (!context.May(ActionFor(change.row))) return NotAnOfficer();
  ASSIGN_OR_RETURN(
      std::optional<Answer> refusal,
      request.has_policy()
          ? FillPolicyChange(context, request.policy(), change.row)
          : FillDirectoryChange(context, request.directory(), change.row));
  if (refusal.has_value()) return *std::move(refusal);
  if (request.at_once() && !change.row.policy().only_narrows()) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "at_once: the policy opens something, lifts a "
                              "limit, or changes a promise or a case; two "
                              "persons sign it");
  }
  const v1::ChangeStep step =
      request.at_once() ? v1::CHANGE_STEP_TIGHTEN : v1::CHANGE_STEP_SUBMIT;
  ASSIGN_OR_RETURN(
      refusal, RefuseSignature(context, change.row, step, request.signature()));
  if (refusal.has_value()) return *std::move(refusal);
  if (request.at_once()) {
    RETURN_IF_ERROR(BringIntoForce(context, change));
  }
  RETURN_IF_ERROR(Act(
      context, change, step,
      request.at_once() ? v1::CHANGE_STATE_ACTIVE : v1::CHANGE_STATE_SUBMITTED,
      request.signature()));
  context.Enter(Index::kChanges, "", change.id);
  v1::SubmitChangeResponse response;
  response.set_name(ResourceName(kChangeList, change.id));
  response.set_state(change.row.state());
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> Approve(Context& context,
                               const v1::ApproveChangeRequest& request,
                               FoundChange& change) {
  if (change.row.state() != v1::CHANGE_STATE_SUBMITTED) {
    return WrongState("submitted");
  }
  if (request.digest() != change.row.digest()) {
    return Aborted("digest: the first signature stands for another one");
  }
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseSignature(context, change.row, v1::CHANGE_STEP_APPROVE,
                                   request.signature()));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(refusal, RefuseStaleSignatures(context, change.row));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(refusal, RefuseContent(context, change.row));
  if (refusal.has_value()) return *std::move(refusal);
  RETURN_IF_ERROR(Act(context, change, v1::CHANGE_STEP_APPROVE,
                      v1::CHANGE_STATE_APPROVED, request.signature()));
  return Answer();
}

absl::StatusOr<Answer> Activate(Context& context, FoundChange& change) {
  if (change.row.state() != v1::CHANGE_STATE_APPROVED) {
    return WrongState("approved");
  }
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseStaleSignatures(context, change.row));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(refusal, RefuseContent(context, change.row));
  if (refusal.has_value()) return *std::move(refusal);
  RETURN_IF_ERROR(BringIntoForce(context, change));
  RETURN_IF_ERROR(
      Act(context, change, v1::CHANGE_STEP_ACTIVATE, v1::CHANGE_STATE_ACTIVE));
  v1::ActivateChangeResponse response;
  response.set_version(change.row.policy().version());
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> Reject(Context& context, FoundChange& change) {
  const bool waiting = change.row.state() == v1::CHANGE_STATE_SUBMITTED ||
                       change.row.state() == v1::CHANGE_STATE_APPROVED;
  if (!waiting) return WrongState("waiting");
  RETURN_IF_ERROR(
      Act(context, change, v1::CHANGE_STEP_REJECT, v1::CHANGE_STATE_REJECTED));
  return Answer();
}

// A step on the change of this name, if the caller may take one.
absl::StatusOr<Answer> StepOn(
    Context& context, const std::string& name,
    const std::function<absl::StatusOr<Answer>(FoundChange&)>& step) {
  FoundChange change;
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   FindForOfficer(context, name, change));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(Answer answer, step(change));
  return OfChange(change, std::move(answer));
}

}  // namespace

absl::StatusOr<Answer> SubmitChange(Context& context,
                                    const v1::SubmitChangeRequest& request) {
  RETURN_IF_ERROR(CheckSubmission(request));
  FoundChange change{.id = NewId(), .row = {}};
  ASSIGN_OR_RETURN(Answer answer, Submit(context, request, change));
  return OfChange(change, std::move(answer));
}

absl::StatusOr<Answer> ApproveChange(Context& context,
                                     const v1::ApproveChangeRequest& request) {
  RETURN_IF_ERROR(CheckSigned(request.digest(), request.signature()));
  return StepOn(context, request.name(), [&](FoundChange& change) {
    return Approve(context, request, change);
  });
}

absl::StatusOr<Answer> ActivateChange(
    Context& context, const v1::ActivateChangeRequest& request) {
  return StepOn(context, request.name(),
                [&](FoundChange& change) { return Activate(context, change); });
}

absl::StatusOr<Answer> RejectChange(Context& context,
                                    const v1::RejectChangeRequest& request) {
  return StepOn(context, request.name(),
                [&](FoundChange& change) { return Reject(context, change); });
}

absl::StatusOr<Answer> GetChange(Context& context,
                                 const v1::GetChangeRequest& request) {
  ASSIGN_OR_RETURN(const std::optional<FoundChange> change,
                   FindChange(context, request.name()));
  if (!MayReadChanges(context)) return NotAnOfficer();
  if (!change.has_value()) return NoSuchChange();
  v1::GetChangeResponse response;
  *response.mutable_header() = HeaderOf(change->id, change->row);
  if (change->row.has_policy()) {
    ASSIGN_OR_RETURN(*response.mutable_policy(),
                     CandidateOf(context.state, change->row));
  } else {
    *response.mutable_directory() = change->row.directory().after();
    *response.mutable_replaced() = change->row.directory().before();
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> ListChanges(Context& context,
                                   const v1::ListChangesRequest& request) {
  ASSIGN_OR_RETURN(const int size, PageSize(request.page_size()));
  ASSIGN_OR_RETURN(const int64_t after,
                   PositionOf(context, kChangeList, request.page_token()));
  if (!MayReadChanges(context)) return NotAnOfficer();
  ASSIGN_OR_RETURN(absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kChanges, "", after, size + 1));
  const bool more = entries.size() > static_cast<size_t>(size);
  if (more) entries.remove_suffix(1);
  v1::ListChangesResponse response;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::ChangeRow& row, context.state.Get<v1::ChangeRow>(
                                                   Table::kChange, entry.id));
    *response.add_changes() = HeaderOf(entry.id, row);
  }
  if (more) {
    ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                     TokenFor(context, kChangeList, entries.back().ordinal));
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
