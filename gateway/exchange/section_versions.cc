#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gateway/exchange/address_protection.h"
#include "gateway/exchange/child_measure.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/section_draft.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kMaxReasonBytes = 400;

absl::Status CheckReason(const std::string& reason) {
  if (reason.size() <= kMaxReasonBytes) return absl::OkStatus();
  return absl::InvalidArgumentError("reason: at most 400 bytes");
}

// A section of the caller's party, for what this role may do with it whatever
// became of the party's relation to the case; or why it is hidden.
struct Own {
  Version version;
  std::optional<v1::RefusalCode> hidden_because;

  Answer refusal() const { return NotFound(*hidden_because); }
};
absl::StatusOr<Own> FindOwn(Context& context, const std::string& name,
                            v1::Action action) {
  Own own;
  ASSIGN_OR_RETURN(own.version.id, ParseResourceId("sections", name, "name"));
  ASSIGN_OR_RETURN(
      const Found<v1::SectionRow> row,
      context.state.Find<v1::SectionRow>(Table::kSection, own.version.id));
  if (!row.has_value() || IsExpiredDraft(context.state, *row)) {
    own.hidden_because = v1::REFUSAL_CODE_NO_SUCH_OBJECT;
  } else if (row->holder() != context.party()) {
    own.hidden_because = v1::REFUSAL_CODE_NO_BASIS;
  } else if (!context.May(action)) {
    own.hidden_because = v1::REFUSAL_CODE_ROLE_NOT_ALLOWED;
  } else {
    own.version.row = *row;
  }
  return own;
}

// What is not confirmed, or has ended, neither is corrected nor taken back.
std::optional<Answer> WhyNot(const v1::SectionRow& row) {
  if (row.state() == v1::SECTION_STATE_DRAFT) {
    return Refused(v1::REFUSAL_CODE_RECORD_UNCONFIRMED, "name: is a draft");
  }
  if (HasEnded(row)) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: was corrected or retracted before");
  }
  if (IsGatewayKind(row.kind())) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "name: the gateway writes it");
  }
  return std::nullopt;
}

// A copy under another's limits does not become a statement without any.
std::optional<Answer> WhyNotCorrected(const v1::SectionRow& row) {
  if (std::optional<Answer> refusal = WhyNot(row)) return refusal;
  if (row.origin().empty()) return std::nullopt;
  return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                            "name: a copy is corrected where it came from; "
                            "accept the notice, or take the copy back");
}

v1::SectionVersion VersionOf(const Version& version) {
  v1::SectionVersion told;
  told.set_name(ResourceName("sections", version.id));
  told.set_state(version.row.state());
  told.set_recorded_by(version.row.recorded_by());
  told.set_confirmed_at(version.row.confirmed_at());
  told.set_ended_at(version.row.ended_at());
  told.set_reason(version.row.reason());
  return told;
}

absl::StatusOr<Version> VersionAt(Reading& state, const std::string& id) {
  ASSIGN_OR_RETURN(const v1::SectionRow& row,
                   state.Get<v1::SectionRow>(Table::kSection, id));
  return Version{id, row};
}

}  // namespace

absl::StatusOr<Answer> CorrectSection(
    Context& context, const v1::CorrectSectionRequest& request) {
  RETURN_IF_ERROR(CheckReason(request.reason()));
  ASSIGN_OR_RETURN(const Own own, FindOwn(context, request.name(),
                                          v1::ACTION_CORRECT_SECTION));
  if (own.hidden_because.has_value()) return own.refusal();
  const v1::SectionRow& old = own.version.row;
  if (std::optional<Answer> refusal = WhyNotCorrected(old)) return *refusal;
  ASSIGN_OR_RETURN(const v1::SectionKind kind,
                   disclosure::KindOf(request.record()));
  if (kind != old.kind()) {
    return absl::InvalidArgumentError("record: of the kind that it corrects");
  }
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   disclosure::BuildEditions(request.record()));
  ASSIGN_OR_RETURN(const bool tells,
                   NamesSealedPerson(context, old.subject(), request.record(),
                                     {request.reason(), request.access().need(),
                                      request.access().request_reference()}));
  if (tells) {
    return RefuseSealedIdentity(context, old.subject(), request.record());
  }
  RETURN_IF_ERROR(
      CheckAddressProtection(context, request.record(), own.version.id));
  v1::SectionRow row =
      DraftRow(context, old.subject(), old.case_(), kind, request.record());
  row.set_corrects(own.version.id);
  row.set_reason(request.reason());
  const std::string id = NewId();
  WriteSection(context, id, row, editions);
  v1::CorrectSectionResponse response;
  response.set_section(ResourceName("sections", id));
  return About(old.subject(), Canonical(response));
}

absl::StatusOr<Answer> RetractSection(
    Context& context, const v1::RetractSectionRequest& request) {
  RETURN_IF_ERROR(CheckReason(request.reason()));
  ASSIGN_OR_RETURN(
      Own own, FindOwn(context, request.name(), v1::ACTION_RETRACT_SECTION));
  if (own.hidden_because.has_value()) return own.refusal();
  v1::SectionRow& row = own.version.row;
  if (std::optional<Answer> refusal = WhyNot(row)) return *refusal;
  ASSIGN_OR_RETURN(const bool tells, NamesSealedPerson(context, row.subject(),
                                                       {request.reason()}));
  if (tells) return RefuseSealedIdentity(context, row.subject());
  const std::vector<Version> versions = {own.version};
  if (Close(context, versions, v1::SECTION_STATE_RETRACTED)) {
    RETURN_IF_ERROR(NoteTakenBack(context, own.version));
    return GoesOn(row.subject());
  }
  row.set_reason(request.reason());
  Answer answer = About(row.subject());
  ASSIGN_OR_RETURN(answer.told, End(context, versions, own.version, ""));
  return answer;
}

absl::StatusOr<Answer> ListSectionVersions(
    Context& context, const v1::ListSectionVersionsRequest& request) {
  ASSIGN_OR_RETURN(const Own own, FindOwn(context, request.name(),
                                          v1::ACTION_READ_SECTION_VERSIONS));
  if (own.hidden_because.has_value()) return own.refusal();
  std::vector<Version> versions = {own.version};
  while (!versions.front().row.corrects().empty()) {
    ASSIGN_OR_RETURN(Version before,
                     VersionAt(context.state, versions.front().row.corrects()));
    versions.insert(versions.begin(), std::move(before));
  }
  while (!versions.back().row.corrected_by().empty()) {
    ASSIGN_OR_RETURN(
        Version after,
        VersionAt(context.state, versions.back().row.corrected_by()));
    versions.push_back(std::move(after));
  }
  v1::ListSectionVersionsResponse response;
  for (const Version& version : versions) {
    *response.add_versions() = VersionOf(version);
  }
  return About(own.version.row.subject(), Canonical(response));
}

}  // namespace tasuki::exchange
