#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/case_access.h"
#include "gateway/exchange/copy_request.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

// Who asks for a copy, who decides, and what may be prepared (SR-24).
namespace tasuki::exchange {
namespace {

// So that a list of them is one answer.
constexpr size_t kMostOnACase = 100;

// A case that the caller is shown and in which it answers such requests.
absl::StatusOr<CaseAccess> AccessToAnswer(Context& context,
                                          const std::string& name,
                                          const std::string& subject) {
  ASSIGN_OR_RETURN(CaseAccess access,
                   AccessShownCase(context, name, "case", subject));
  if (access.refused()) return access;
  if (context.May(v1::ACTION_ANSWER_COPY_REQUEST, access.relation())) {
    return access;
  }
  return CaseAccess::Refusal(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
}

struct FoundCopyRequest {
  std::string id;
  v1::CopyRequestRow row;
};

// The request, or why it is hidden: it does not exist, is another party's, or
// on a case that the caller is not shown.
absl::StatusOr<std::optional<Answer>> Find(Context& context,
                                           const std::string& name,
                                           FoundCopyRequest& found) {
  ASSIGN_OR_RETURN(found.id, ParseResourceId("copy-requests", name, "name"));
  ASSIGN_OR_RETURN(
      std::optional<v1::CopyRequestRow> row,
      context.state.Find<v1::CopyRequestRow>(Table::kCopyRequest, found.id));
  if (!row.has_value()) {
    return std::optional<Answer>(NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT));
  }
  found.row = *std::move(row);
  if (found.row.party() != context.party()) {
    return std::optional<Answer>(NotFound(v1::REFUSAL_CODE_NO_BASIS));
  }
  ASSIGN_OR_RETURN(
      const CaseAccess access,
      AccessToAnswer(context, ResourceName("cases", found.row.case_()), ""));
  if (access.refused()) return std::optional<Answer>(access.refusal());
  return std::optional<Answer>();
}

// Why no copy may be prepared for who asks, or UNSPECIFIED.
v1::RefusalCode WhyNot(const v1::CopyRequestRow& row,
                       const consent::Adversity& adversity,
                       const v1::DecideCopyRequestRequest& request) {
  if (consent::IsAdverse(row.requester(), adversity)) {
    return v1::REFUSAL_CODE_ADVERSE_REQUESTER;
  }
  const bool authority_open =
      consent::ActsByLaw(row.requester()) && !request.authority_checked();
  if (!request.identity_verified() || authority_open) {
    return v1::REFUSAL_CODE_REPRESENTATIVE_UNVERIFIED;
  }
  return request.safe_to_hand_over() ? v1::REFUSAL_CODE_UNSPECIFIED
                                     : v1::REFUSAL_CODE_CHANNEL_UNSAFE;
}

// The request stays held, so that it is decided again once more is known.
Answer StaysHeld(v1::RefusalCode code) {
  switch (code) {
    case v1::REFUSAL_CODE_ADVERSE_REQUESTER:
      return Refused(code, "requester: the interests of who asks are adverse");
    case v1::REFUSAL_CODE_CHANNEL_UNSAFE:
      return Refused(code, "safe_to_hand_over: a copy may reach somebody else");
    default:
      return Refused(code,
                     "identity_verified, authority_checked: not verified yet");
  }
}

// Why it stays held. What the caller may not know of stops it too: a copy that
// reached who is violent cannot be taken back. The words then name no reason.
absl::StatusOr<std::optional<Answer>> RefuseToPrepare(
    Context& context, const v1::CopyRequestRow& row,
    const v1::DecideCopyRequestRequest& request) {
  ASSIGN_OR_RETURN(const consent::Adversity shown,
                   AdversityShown(context, row));
  const v1::RefusalCode why_not = WhyNot(row, shown, request);
  if (why_not != v1::REFUSAL_CODE_UNSPECIFIED) {
    return std::optional<Answer>(StaysHeld(why_not));
  }
  ASSIGN_OR_RETURN(const consent::Adversity any,
                   AdversityOf(context.state, row));
  if (!consent::IsAdverse(row.requester(), any)) return std::optional<Answer>();
  return std::optional<Answer>(
      FailedPrecondition(v1::REFUSAL_CODE_ADVERSE_REQUESTER,
                         "name: cannot be decided so now; it stays held"));
}

v1::CopyRequest CopyRequestFrom(Context& context, const std::string& id,
                                const v1::CopyRequestRow& row) {
  v1::CopyRequest request;
  request.set_name(ResourceName("copy-requests", id));
  request.set_subject(ResourceName("subjects", row.subject()));
  request.set_requester(row.requester());
  request.set_state(StateNow(context.state, id, row));
  request.set_recorded_at(row.recorded_at());
  request.set_decided_at(row.decided_at());
  request.set_ends_at(row.ends_at());
  return request;
}

}  // namespace

absl::StatusOr<Answer> RecordCopyRequest(
    Context& context, const v1::RecordCopyRequestRequest& request) {
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  if (request.case_().empty()) {
    return absl::InvalidArgumentError("case: required");
  }
  if (!v1::CopyRequester_IsValid(request.requester()) ||
      request.requester() == v1::COPY_REQUESTER_UNSPECIFIED) {
    return absl::InvalidArgumentError("requester: required");
  }
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessToAnswer(context, request.case_(), subject));
  if (access.refused()) return access.refusal();
  ASSIGN_OR_RETURN(
      const absl::Span<const IndexEntry> known,
      context.state.List(Index::kCopyRequestsOfCase, access.case_id()));
  if (known.size() >= kMostOnACase) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "case: has 100 requests already");
  }
  v1::CopyRequestRow row;
  row.set_case_(access.case_id());
  row.set_subject(subject);
  row.set_requester(request.requester());
  row.set_party(context.party());
  row.set_recorded_by(context.reader().person);
  row.set_recorded_at(context.state.now_seconds());
  row.set_state(v1::COPY_REQUEST_STATE_HELD);
  const std::string id = NewId();
  context.Write(Table::kCopyRequest, id, row);
  context.Enter(Index::kCopyRequestsOfCase, row.case_(), id);
  v1::RecordCopyRequestResponse response;
  response.set_copy_request(ResourceName("copy-requests", id));
  return About(subject, Canonical(response));
}

absl::StatusOr<Answer> DecideCopyRequest(
    Context& context, const v1::DecideCopyRequestRequest& request) {
  if (request.refuse() && request.access().need().empty()) {
    return absl::InvalidArgumentError("access.need: say why it is refused");
  }
  FoundCopyRequest found;
  ASSIGN_OR_RETURN(std::optional<Answer> hidden,
                   Find(context, request.name(), found));
  if (hidden.has_value()) return *std::move(hidden);
  v1::CopyRequestRow& row = found.row;
  if (row.state() != v1::COPY_REQUEST_STATE_HELD) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: is decided already");
  }
  if (!request.refuse()) {
    ASSIGN_OR_RETURN(std::optional<Answer> held,
                     RefuseToPrepare(context, row, request));
    if (held.has_value()) return *std::move(held);
    row.set_ends_at(
        absl::ToUnixSeconds(context.state.now() + consent::kCopyIsPrepared));
  }
  row.set_state(request.refuse() ? v1::COPY_REQUEST_STATE_REFUSED
                                 : v1::COPY_REQUEST_STATE_READY);
  row.set_decided_by(context.reader().person);
  row.set_decided_at(context.state.now_seconds());
  context.Write(Table::kCopyRequest, found.id, row);
  v1::DecideCopyRequestResponse response;
  response.set_state(row.state());
  response.set_ends_at(row.ends_at());
  return About(row.subject(), Canonical(response));
}

absl::StatusOr<Answer> ListCopyRequests(
    Context& context, const v1::ListCopyRequestsRequest& request) {
  if (request.case_().empty()) {
    return absl::InvalidArgumentError("case: required");
  }
  ASSIGN_OR_RETURN(const CaseAccess access,
                   AccessToAnswer(context, request.case_(), ""));
  if (access.refused()) return access.refusal();
  ASSIGN_OR_RETURN(
      const absl::Span<const IndexEntry> entries,
      context.state.List(Index::kCopyRequestsOfCase, access.case_id()));
  v1::ListCopyRequestsResponse response;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    ASSIGN_OR_RETURN(
        const v1::CopyRequestRow& row,
        context.state.Get<v1::CopyRequestRow>(Table::kCopyRequest, entry->id));
    *response.add_copy_requests() = CopyRequestFrom(context, entry->id, row);
  }
  return About(access.found()->row.subjects(0), Canonical(response));
}

}  // namespace tasuki::exchange
