#include "gateway/consent/stated_basis.h"

#include "gateway/consent/stated_basis_table.h"
#include "gateway/model/party.h"

namespace tasuki::consent {
namespace {

const StatedRow* RowOf(v1::BasisCode basis) {
  for (const StatedRow& row : StatedRows()) {
    if (row.basis == basis) return &row;
  }
  return nullptr;
}

// Why there is no way from the one to the other.
v1::RefusalCode WhyNoWay(const StatedRow* row, v1::AudienceType sender,
                         v1::AudienceType recipient, bool asks) {
  if (row == nullptr) return v1::REFUSAL_CODE_NO_BASIS;
  bool sends = false, receives = false;
  for (const Way& way : row->ways) {
    const bool from = way.senders.Has(sender);
    const bool to = way.recipients.Has(recipient);
    if (from && to) return v1::REFUSAL_CODE_UNSPECIFIED;
    sends = sends || from;
    receives = receives || to;
  }
  // Whoever acts is told of itself before it is told of the other.
  if (asks) {
    return receives ? v1::REFUSAL_CODE_NO_BASIS : v1::REFUSAL_CODE_JURISDICTION;
  }
  return sends ? v1::REFUSAL_CODE_JURISDICTION : v1::REFUSAL_CODE_NO_BASIS;
}

}  // namespace

bool CanBeStated(v1::BasisCode basis) { return RowOf(basis) != nullptr; }

bool IsActOf(v1::BasisCode basis, v1::MessageKind kind) {
  const StatedRow* const row = RowOf(basis);
  if (row == nullptr) return false;
  return row->acts.Has(
      kind == v1::MESSAGE_KIND_REQUEST ? v1::MESSAGE_KIND_ANSWER : kind);
}

v1::RefusalCode WhyNotState(v1::BasisCode basis, v1::AudienceType sender,
                            v1::AudienceType recipient) {
  return WhyNoWay(RowOf(basis), sender, recipient, /*asks=*/false);
}

v1::RefusalCode WhyNotAsk(v1::BasisCode basis, v1::AudienceType asker,
                          v1::AudienceType asked) {
  return WhyNoWay(RowOf(basis), asked, asker, /*asks=*/true);
}

bool IsPurposeOf(v1::BasisCode basis, v1::Purpose purpose) {
  const StatedRow* const row = RowOf(basis);
  return row != nullptr && row->purposes.Has(purpose);
}

bool StaysInTheBody(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_INTERNAL_OTHER_DUTY;
}

bool IsOfTheCoordinator(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_COUNCIL_REQUEST;
}

bool AsksForAttempt(v1::BasisCode basis) {
  const StatedRow* const row = RowOf(basis);
  return row != nullptr && row->asked != Asked::kNot;
}

bool RespectsHerWill(v1::BasisCode basis) {
  const StatedRow* const row = RowOf(basis);
  return row != nullptr && row->asked == Asked::kAndHerWill;
}

bool NeedsReason(v1::ConsentAttempt attempt) {
  return attempt == v1::CONSENT_ATTEMPT_REFUSED ||
         attempt == v1::CONSENT_ATTEMPT_NOT_ASKED;
}

bool IsHerWill(v1::ConsentAttempt attempt) {
  return attempt == v1::CONSENT_ATTEMPT_GIVEN ||
         attempt == v1::CONSENT_ATTEMPT_GIVEN_IN_PART;
}

bool AsksForClass(v1::BasisCode basis) {
  const StatedRow* const row = RowOf(basis);
  return row != nullptr && !row->classes.empty();
}

bool IsClassOf(v1::BasisCode basis, v1::CaseClass a_class) {
  const StatedRow* const row = RowOf(basis);
  return row != nullptr && row->classes.Has(a_class);
}

bool AsksForOffice(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_CAPA_13_4;
}

v1::RefusalCode WhyNotInTheNameOf(v1::RequesterOffice office,
                                  v1::AudienceType audience, v1::Role role) {
  for (const OfficeRow& one : OfficeRows()) {
    if (one.office != office || one.audience != audience) continue;
    return one.roles.Has(role) ? v1::REFUSAL_CODE_UNSPECIFIED
                               : v1::REFUSAL_CODE_ROLE_NOT_ALLOWED;
  }
  return v1::REFUSAL_CODE_JURISDICTION;
}

v1::OnwardRule OnwardRuleOf(v1::BasisCode basis, v1::AudienceType recipient) {
  const StatedRow* const row = RowOf(basis);
  if (row == nullptr) return v1::ONWARD_RULE_NONE;
  if (row->own_duty) return v1::ONWARD_RULE_FREE;
  return IsCentreUnit(recipient) ? v1::ONWARD_RULE_CENTRE
                                 : v1::ONWARD_RULE_NONE;
}

}  // namespace tasuki::consent
