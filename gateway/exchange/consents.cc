#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/consent/words.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/consent_preview.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/exchange/unit.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

v1::ConsentView ViewOf(const PreviewedParty& one) {
  v1::ConsentView view;
  view.set_party(one.party);
  view.set_through_centre(one.through_centre);
  for (const v1::Category category : one.levels.existence().members()) {
    v1::CategoryDisclosure& entry = *view.add_categories();
    entry.set_category(category);
    entry.set_level(one.levels.At(category));
  }
  view.set_words_ja(consent::InWords(one.levels, consent::Language::kJapanese));
  view.set_words_en(consent::InWords(one.levels, consent::Language::kEnglish));
  return view;
}

// The subject that the terms speak of.
absl::StatusOr<std::string> SubjectOf(const v1::ConsentTerms& terms) {
  return ParseResourceId("subjects", terms.subject(), "terms.subject");
}

struct FoundConsent {
  std::string id;
  v1::ConsentRow row;
  std::string subject;
};

absl::StatusOr<std::optional<FoundConsent>> FindConsent(
    Context& context, const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id,
                   ParseResourceId("consents", name, "name"));
  ASSIGN_OR_RETURN(std::optional<v1::ConsentRow> row,
                   context.state.Find<v1::ConsentRow>(Table::kConsent, id));
  if (!row.has_value()) return std::optional<FoundConsent>();
  ASSIGN_OR_RETURN(const std::string subject, SubjectOf(row->terms()));
  return std::optional<FoundConsent>({id, *std::move(row), subject});
}

// Speaks the consent of what this party holds, or did the party record it?
bool IsItsOwn(const v1::ConsentRow& row, const std::string& party) {
  return row.recorded_by() == party ||
         absl::c_linear_search(row.terms().holders(), party);
}

// A party that the consent is about. A recipient that never heard of her does
// not hear of her by the consent either.
absl::StatusOr<bool> IsInvolved(Reading& state, const FoundConsent& consent,
                                const std::string& party) {
  if (IsItsOwn(consent.row, party)) return true;
  if (!absl::c_linear_search(consent.row.terms().recipients(), party))
    return false;
  return WasTold(state, party, consent.subject);
}

// What a party may see of the terms: a recipient sees itself among the
// recipients, not whom else she allowed it to.
v1::ConsentTerms TermsFor(const v1::ConsentRow& row, const std::string& party) {
  v1::ConsentTerms terms = row.terms();
  if (!IsItsOwn(row, party)) {
    terms.clear_recipients();
    terms.add_recipients(party);
  }
  return terms;
}

// Is the party on the team of a case of hers? Any involved party may record
// what she agrees to and what she withdraws: she says it to whom she meets.
absl::StatusOr<bool> WorksForHer(Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(const std::vector<IndexEntry> cases,
                   context.state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow row,
                     context.state.Get<v1::CaseRow>(Table::kCase, entry.id));
    const Standing standing =
        StandingOf(context.state, context.reader(), row, context.purpose);
    if (standing.relation != v1::RELATION_UNSPECIFIED) return true;
  }
  return false;
}

v1::ConsentRow RowOf(const Context& context, const v1::ConsentTerms& terms,
                     const std::vector<PreviewedParty>& preview) {
  v1::ConsentRow row;
  *row.mutable_terms() = terms;
  for (const PreviewedParty& one : preview) {
    if (one.through_centre) continue;
    v1::ConsentMask& mask = *row.add_masks();
    mask.set_party(one.party);
    *mask.mutable_levels() = ToWords(one.levels);
  }
  row.set_state(v1::CONSENT_STATE_ACTIVE);
  row.set_recorded_by(context.party());
  row.set_person(context.reader().person);
  row.set_granted_at(context.state.now_seconds());
  row.set_inventory_hash(disclosure::InventoryHash());
  return row;
}

// Tells every recipient that heard of her to stop using what it got (SR-20).
absl::Status SendStopUse(Context& context, const FoundConsent& consent,
                         Answer& answer) {
  for (const std::string& recipient : consent.row.terms().recipients()) {
    ASSIGN_OR_RETURN(const bool told,
                     WasTold(context.state, recipient, consent.subject));
    if (!told) continue;
    v1::MessageRow message;
    message.set_kind(v1::MESSAGE_KIND_STOP_USE);
    message.set_recipient(recipient);
    message.set_subject(consent.subject);
    message.set_consent(consent.id);
    StoreMessage(context, std::move(message));
    answer.events.push_back({consent.subject, "STOP_USE"});
  }
  return absl::OkStatus();
}

// A party records what she told it about what it holds itself. What another
// party holds is opened by what she tells that party: else whoever wants to
// read could record that it may.
absl::Status CheckHolders(const Context& context,
                          const v1::ConsentTerms& terms) {
  if (terms.holders_size() == 1 && terms.holders(0) == context.party()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "terms.holders: the caller's own party; each holder records what it was "
      "told");
}

// The checks that preview and grant share; nullopt: go on.
absl::StatusOr<std::optional<Answer>> RefuseTerms(Context& context,
                                                  const v1::ConsentTerms& terms,
                                                  v1::Action action) {
  RETURN_IF_ERROR(CheckTerms(context.state, terms));
  RETURN_IF_ERROR(CheckHolders(context, terms));
  ASSIGN_OR_RETURN(const std::string subject, SubjectOf(terms));
  ASSIGN_OR_RETURN(const bool knows,
                   KnowsSubject(context.state, context.party(), subject));
  ASSIGN_OR_RETURN(const bool works, WorksForHer(context, subject));
  if (!knows && !works) {
    return std::optional<Answer>(NotFound(v1::REFUSAL_CODE_NO_BASIS));
  }
  if (!context.May(action)) {
    return std::optional<Answer>(Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                                         "the role does not record consents"));
  }
  return std::optional<Answer>();
}

}  // namespace

absl::StatusOr<Answer> PreviewConsent(
    Context& context, const v1::PreviewConsentRequest& request) {
  ASSIGN_OR_RETURN(
      std::optional<Answer> refusal,
      RefuseTerms(context, request.terms(), v1::ACTION_PREVIEW_CONSENT));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(const std::vector<PreviewedParty> preview,
                   Preview(context, request.terms()));
  v1::PreviewConsentResponse response;
  for (const PreviewedParty& one : preview) {
    *response.add_views() = ViewOf(one);
  }
  response.set_preview_hash(PreviewHash(request.terms(), preview));
  ASSIGN_OR_RETURN(const std::string subject, SubjectOf(request.terms()));
  return About(subject, Canonical(response));
}

absl::StatusOr<Answer> GrantConsent(Context& context,
                                    const v1::GrantConsentRequest& request) {
  const v1::ConsentTerms& terms = request.terms();
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseTerms(context, terms, v1::ACTION_GRANT_CONSENT));
  if (refusal.has_value()) return *std::move(refusal);
  ASSIGN_OR_RETURN(const std::vector<PreviewedParty> preview,
                   Preview(context, terms));
  if (request.preview_hash() != PreviewHash(terms, preview)) {
    return Aborted("preview_hash: not what these terms show now");
  }
  ASSIGN_OR_RETURN(const std::string subject, SubjectOf(terms));
  const std::string id = NewId();
  context.Write(Table::kConsent, id, RowOf(context, terms, preview));
  context.Enter(Index::kConsentsOfSubject, subject, id);
  v1::GrantConsentResponse response;
  response.set_consent(ResourceName("consents", id));
  return About(subject, Canonical(response));
}

absl::StatusOr<Answer> WithdrawConsent(
    Context& context, const v1::WithdrawConsentRequest& request) {
  ASSIGN_OR_RETURN(std::optional<FoundConsent> consent,
                   FindConsent(context, request.name()));
  if (!consent.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const bool works, WorksForHer(context, consent->subject));
  ASSIGN_OR_RETURN(const bool involved,
                   IsInvolved(context.state, *consent, context.party()));
  if (!works && !involved) return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  if (!context.May(v1::ACTION_WITHDRAW_CONSENT)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  Answer answer = About(consent->subject);
  v1::ConsentRow& row = consent->row;
  if (row.state() == v1::CONSENT_STATE_WITHDRAWN) return answer;
  row.set_state(v1::CONSENT_STATE_WITHDRAWN);
  row.set_withdrawn_at(context.state.now_seconds());
  context.Write(Table::kConsent, consent->id, row);
  RETURN_IF_ERROR(SendStopUse(context, *consent, answer));
  return answer;
}

absl::StatusOr<Answer> GetConsent(Context& context,
                                  const v1::GetConsentRequest& request) {
  ASSIGN_OR_RETURN(const std::optional<FoundConsent> consent,
                   FindConsent(context, request.name()));
  if (!consent.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(const bool involved,
                   IsInvolved(context.state, *consent, context.party()));
  if (!involved) return NotFound(v1::REFUSAL_CODE_NO_BASIS);
  if (!context.May(v1::ACTION_READ_CONSENT)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  const v1::ConsentRow& row = consent->row;
  const bool expired =
      !context.state.Before(absl::FromUnixSeconds(row.terms().valid_until()));
  v1::GetConsentResponse response;
  *response.mutable_terms() = TermsFor(row, context.party());
  response.set_state(row.state() == v1::CONSENT_STATE_ACTIVE && expired
                         ? v1::CONSENT_STATE_EXPIRED
                         : row.state());
  return About(consent->subject, Canonical(response));
}

}  // namespace tasuki::exchange
