#include "gateway/exchange/consent_access.h"

#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/unit.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

absl::StatusOr<bool> WasOnATeam(Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   context.state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     context.state.Get<v1::CaseRow>(Table::kCase, entry.id));
    for (const v1::TeamEntry& member : row.team()) {
      if (member.party() == context.party()) return true;
    }
  }
  return false;
}

// A holder works for her, or has heard of her without ever working for her: who
// left the team has left her affairs (SR-19).
absl::StatusOr<bool> ConcernsHolder(Context& context,
                                    const std::string& subject, bool works) {
  if (works) return true;
  ASSIGN_OR_RETURN(const bool left, WasOnATeam(context, subject));
  if (left) return false;
  return WasTold(context.state, context.party(), subject);
}

// Does the caller's party hold something that it received under the consent?
absl::StatusOr<bool> HasCopyUnder(Context& context,
                                  const FoundConsent& consent) {
  ASSIGN_OR_RETURN(
      const std::set<std::string> held,
      SectionsHeld(context.state, context.party(), consent.subject));
  for (const std::string& id : held) {
    ASSIGN_OR_RETURN(const v1::SectionRow& row,
                     context.state.Get<v1::SectionRow>(Table::kSection, id));
    if (absl::c_linear_search(ConsentsOfCopy(row), consent.id)) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<std::string> SubjectOf(const v1::ConsentTerms& terms) {
  return ParseResourceId("subjects", terms.subject(), "terms.subject");
}

absl::StatusOr<std::optional<FoundConsent>> FindConsent(
    Context& context, const std::string& name, absl::string_view field) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("consents", name, field));
  ASSIGN_OR_RETURN(std::optional<v1::ConsentRow> row,
                   context.state.Find<v1::ConsentRow>(Table::kConsent, id));
  if (!row.has_value()) return std::optional<FoundConsent>();
  ASSIGN_OR_RETURN(const std::string subject, SubjectOf(row->terms()));
  return std::optional<FoundConsent>({id, *std::move(row), subject});
}

bool IsHolder(const v1::ConsentRow& row, const std::string& party) {
  return absl::c_linear_search(row.terms().holders(), party);
}

absl::StatusOr<bool> IsInvolved(Reading& state, const FoundConsent& consent,
                                const std::string& party) {
  if (consent.row.recorded_by() == party) return true;
  if (!IsHolder(consent.row, party) &&
      !absl::c_linear_search(consent.row.terms().recipients(), party)) {
    return false;
  }
  return WasTold(state, party, consent.subject);
}

absl::StatusOr<bool> WorksForHer(Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const std::optional<FoundCase> a_case,
                   CaseWorkedOn(context, subject));
  return a_case.has_value();
}

absl::StatusOr<LessAccess> AccessToLessen(Context& context,
                                          const std::string& name) {
  LessAccess access;
  ASSIGN_OR_RETURN(std::optional<FoundConsent> consent,
                   FindConsent(context, name));
  if (!consent.has_value()) {
    access.refusal = NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
    return access;
  }
  ASSIGN_OR_RETURN(const bool works, WorksForHer(context, consent->subject));
  ASSIGN_OR_RETURN(const bool involved,
                   IsInvolved(context.state, *consent, context.party()));
  if (!works && !involved) {
    access.refusal = NotFound(v1::REFUSAL_CODE_NO_BASIS);
  } else if (!context.May(v1::ACTION_WITHDRAW_CONSENT)) {
    access.refusal = NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  access.consent = *std::move(consent);
  return access;
}

absl::StatusOr<std::optional<Answer>> RefuseWords(Context& context,
                                                  const std::string& subject,
                                                  const std::string& words) {
  if (words.empty()) return std::optional<Answer>();
  ASSIGN_OR_RETURN(const bool sealed,
                   NamesSealedPerson(context, subject, {words}));
  if (sealed) {
    ASSIGN_OR_RETURN(Answer refusal, RefuseSealedIdentity(context, subject));
    return std::optional<Answer>(std::move(refusal));
  }
  ASSIGN_OR_RETURN(const bool named, NamesPerson(context, subject, {words}));
  if (!named) return std::optional<Answer>();
  return std::optional<Answer>(RecognisableRefused(subject));
}

absl::StatusOr<TermsPart> PartOf(Context& context,
                                 const FoundConsent& consent) {
  if (consent.row.recorded_by() == context.party()) return TermsPart::kWhole;
  ASSIGN_OR_RETURN(const bool works, WorksForHer(context, consent.subject));
  if (IsHolder(consent.row, context.party())) {
    ASSIGN_OR_RETURN(const bool concerned,
                     ConcernsHolder(context, consent.subject, works));
    return concerned ? TermsPart::kWhole : TermsPart::kNone;
  }
  if (!absl::c_linear_search(consent.row.terms().recipients(),
                             context.party())) {
    return TermsPart::kNone;
  }
  if (works) return TermsPart::kOwn;
  ASSIGN_OR_RETURN(const bool has_copy, HasCopyUnder(context, consent));
  return has_copy ? TermsPart::kOwn : TermsPart::kNone;
}

}  // namespace tasuki::exchange
