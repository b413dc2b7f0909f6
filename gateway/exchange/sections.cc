#include <string>
#include <utility>

#include "gateway/crypto/digest.h"
#include "gateway/disclosure/editions.h"
#include "gateway/exchange/address_protection.h"
#include "gateway/exchange/case_access.h"
#include "gateway/exchange/correction.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/section_draft.h"
#include "gateway/exchange/section_effects.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/team.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

// Does what is to be stored, or the words that go to the log with it, tell who
// she is whose birth is sealed?
absl::StatusOr<bool> TellsSealedIdentity(
    Context& context, const std::string& subject,
    const v1::DraftSectionRequest& request) {
  return NamesSealedPerson(
      context, subject, request.record(),
      {request.access().need(), request.access().request_reference()});
}

// Where the draft is confirmed: in its case, as the caller stands to it. Who
// answers for a statement mends it wherever its party stands by now.
absl::StatusOr<CaseAccess> PlaceOf(Context& context,
                                   const v1::SectionRow& draft) {
  if (draft.corrects().empty()) {
    return AccessShownCase(context, ResourceName("cases", draft.case_()),
                           "case", draft.subject());
  }
  ASSIGN_OR_RETURN(std::optional<FoundCase> a_case,
                   CaseOf(context.state, draft));
  if (!a_case.has_value()) return CaseAccess::None();
  return CaseAccess::To(*std::move(a_case), v1::RELATION_UNSPECIFIED);
}

// Where a draft is written. Who is asked about somebody whom its party does not
// know writes what it answers, of no case; else it could not answer.
absl::StatusOr<CaseAccess> PlaceOfDraft(Context& context,
                                        const std::string& subject,
                                        const std::string& case_name) {
  ASSIGN_OR_RETURN(CaseAccess access,
                   AccessSubject(context, subject, case_name));
  if (!access.refused() || !case_name.empty()) return access;
  ASSIGN_OR_RETURN(const bool asked, IsAskedAbout(context, subject));
  return asked ? CaseAccess::None() : access;
}

// Does it say when she gave birth, of a birth that the caller may know to be
// confidential? Her case and the child's would be found by the same day. Who
// may not know of the seal is not told of it by a refusal.
absl::StatusOr<bool> DatesSealedBirth(Context& context,
                                      const std::string& subject,
                                      const v1::Record& record) {
  const v1::Birth& birth = record.pregnancy().birth();
  if (birth.born_on().empty() && birth.time().empty() &&
      birth.discharged_on().empty()) {
    return false;
  }
  // Asked without a seal too, so that how long it takes tells nothing.
  ASSIGN_OR_RETURN(const bool may_know, MayKnowOfTheSeal(context, subject));
  ASSIGN_OR_RETURN(const bool sealed, IsSealed(context, subject));
  return may_know && sealed;
}

Answer BirthIsTheChilds() {
  return Refused(v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY,
                 "pregnancy.birth: the day of a confidential birth is recorded "
                 "with the child alone");
}

void SetMarks(const v1::ConfirmSectionRequest& request, v1::SectionRow& row) {
  row.set_implies_place(request.implies_place());
  row.set_third_party_harm(request.third_party_harm());
  row.set_child_relevant(request.child_relevant());
  row.set_deidentified(request.deidentified());
  row.set_grasp_level(request.grasp_level());
  *row.mutable_parties_concerned() = request.parties_concerned();
}

}  // namespace

absl::StatusOr<Answer> DraftSection(Context& context,
                                    const v1::DraftSectionRequest& request) {
  ASSIGN_OR_RETURN(const std::string subject,
                   ParseResourceId("subjects", request.subject(), "subject"));
  ASSIGN_OR_RETURN(const CaseAccess access,
                   PlaceOfDraft(context, subject, request.case_()));
  if (access.refused()) return access.refusal();
  if (!context.May(v1::ACTION_DRAFT_SECTION, access.relation())) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not draft sections here");
  }
  if (std::optional<Answer> closed = RefuseIfClosed(access)) return *closed;
  ASSIGN_OR_RETURN(const v1::SectionKind kind,
                   disclosure::KindOf(request.record()));
  if (IsGatewayKind(kind)) {
    return absl::InvalidArgumentError(
        "record: this group is written by the gateway");
  }
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   disclosure::BuildEditions(request.record()));
  ASSIGN_OR_RETURN(const bool tells,
                   TellsSealedIdentity(context, subject, request));
  if (tells) return RefuseSealedIdentity(context, subject, request.record());
  RETURN_IF_ERROR(CheckAddressProtection(context, request.record(), ""));

  const std::string id = NewId();
  WriteSection(
      context, id,
      DraftRow(context, subject, access.case_id(), kind, request.record()),
      editions);
  v1::DraftSectionResponse response;
  response.set_section(ResourceName("sections", id));
  return About(subject, Canonical(response));
}

absl::StatusOr<Answer> PreviewReduced(
    Context& context, const v1::PreviewReducedRequest& request) {
  ASSIGN_OR_RETURN(const std::optional<Draft> draft,
                   FindDraft(context, request.name()));
  if (!draft.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  if (!context.May(v1::ACTION_DRAFT_SECTION)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  v1::PreviewReducedResponse response;
  response.set_reduced_hash(crypto::Sha256(draft->editions.reduced));
  // The holder looks at its own draft: everything of it, in the edition that
  // others will see.
  std::string section =
      SectionBytes(context, {.id = draft->id,
                             .row = &draft->row,
                             .outcome = {},
                             .record = draft->editions.reduced});
  std::string body;
  AppendField(v1::PreviewReducedResponse::kReducedFieldNumber, section, &body);
  return About(draft->row.subject(), body + Canonical(response));
}

absl::StatusOr<Answer> ConfirmSection(
    Context& context, const v1::ConfirmSectionRequest& request) {
  ASSIGN_OR_RETURN(std::optional<Draft> draft,
                   FindDraft(context, request.name()));
  if (!draft.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const CaseAccess access, PlaceOf(context, draft->row));
  if (access.refused()) return access.refusal();
  if (!context.May(v1::ACTION_CONFIRM_SECTION, access.relation())) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  // A statement is mended also once its case is closed.
  if (draft->row.corrects().empty()) {
    if (std::optional<Answer> closed = RefuseIfClosed(access)) return *closed;
  }
  if (request.reduced_hash() != crypto::Sha256(draft->editions.reduced)) {
    return Aborted("reduced_hash: not the reduced edition of this draft");
  }
  v1::SectionRow& row = draft->row;
  RETURN_IF_ERROR(CheckMarks(context, request, row.kind()));
  v1::Record record;
  if (!record.ParseFromString(draft->editions.full)) {
    return absl::DataLossError("a stored edition does not parse");
  }
  // The draft may be older than the seal.
  ASSIGN_OR_RETURN(const bool tells,
                   NamesSealedPerson(context, row.subject(), record));
  if (tells) return RefuseSealedIdentity(context, row.subject(), record);
  // It may have lain until the measure was over.
  RETURN_IF_ERROR(CheckAddressProtection(context, record, row.corrects()));
  ASSIGN_OR_RETURN(const bool dates,
                   DatesSealedBirth(context, row.subject(), record));
  if (dates) return BirthIsTheChilds();
  if (request.deidentified()) {
    ASSIGN_OR_RETURN(
        const bool recognisable,
        IsRecognisable(context, row.subject(), access.found(), record));
    if (recognisable) return RecognisableRefused(row.subject());
  }
  ASSIGN_OR_RETURN(Replaced replaced, Replace(context, draft->id, row));
  if (replaced.instead.has_value()) return *replaced.instead;
  ASSIGN_OR_RETURN(const int64_t confirmed_at,
                   NoteConfirmed(context, row, access.found(), record));
  row.set_state(v1::SECTION_STATE_CONFIRMED);
  row.set_confirmed_at(confirmed_at);
  row.clear_draft_expires_at();
  SetMarks(request, row);
  context.Write(Table::kSection, draft->id, row);
  NoteHeld(context, context.party(), row.subject(), draft->id);
  if (access.has_case()) {
    context.Enter(Index::kSectionsOfCase, access.case_id(), draft->id);
  }
  Answer answer = About(row.subject());
  answer.told = std::move(replaced.told);
  return answer;
}

}  // namespace tasuki::exchange
