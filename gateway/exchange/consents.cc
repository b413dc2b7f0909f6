#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "gateway/consent/words.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/consent_changes.h"
#include "gateway/exchange/consent_preview.h"
#include "gateway/exchange/consent_state.h"
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

v1::ConsentRow RowOf(const Context& context, const v1::ConsentTerms& terms,
                     const std::vector<PreviewedParty>& preview) {
  v1::ConsentRow row;
  *row.mutable_terms() = terms;
  for (const PreviewedParty& one : preview) {
    v1::ConsentMask& mask = *row.add_masks();
    mask.set_party(one.through_centre ? MaskThrough(one.party, one.recipient)
                                      : one.party);
    *mask.mutable_levels() = ToWords(one.levels);
  }
  row.set_state(v1::CONSENT_STATE_ACTIVE);
  row.set_recorded_by(context.party());
  row.set_person(context.reader().person);
  row.set_granted_at(context.state.now_seconds());
  row.set_inventory_hash(disclosure::InventoryHash());
  return row;
}

// Asks every other holder to confirm, as far as it knows of her or she allowed
// that it does: what it holds opens only then.
absl::Status SendNotices(Context& context, const v1::ConsentTerms& terms,
                         const std::string& consent, const std::string& subject,
                         Answer& answer) {
  for (const std::string& holder : terms.holders()) {
    if (holder == context.party()) continue;
    ASSIGN_OR_RETURN(const bool told, WasTold(context.state, holder, subject));
    const bool asked =
        told || absl::c_linear_search(terms.recipients(), holder);
    if (!asked) continue;
    answer.told.push_back(holder);
    v1::MessageRow message;
    message.set_kind(v1::MESSAGE_KIND_CONSENT_NOTICE);
    message.set_recipient(holder);
    message.set_subject(subject);
    message.set_consent(consent);
    StoreMessage(context, std::move(message));
    RETURN_IF_ERROR(NoteTold(context, holder, subject));
  }
  return absl::OkStatus();
}

// A party records what she told it about what it holds itself, and for other
// holders only what they are asked to confirm: else whoever wants to read could
// record that it may.
absl::Status CheckHolders(const Context& context,
                          const v1::ConsentTerms& terms) {
  if (absl::c_linear_search(terms.holders(), context.party())) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      "terms.holders: the caller's own party must be among them");
}

// A series of which the caller's party is a member; others do not exist for it.
absl::Status CheckSeries(Context& context, const v1::ConsentTerms& terms) {
  for (const std::string& name : terms.series()) {
    ASSIGN_OR_RETURN(const std::string id,
                     ParseResourceId("conferences", name, "terms.series"));
    ASSIGN_OR_RETURN(const Found<v1::SeriesRow> series,
                     context.state.Find<v1::SeriesRow>(Table::kSeries, id));
    if (!series.has_value() ||
        !absl::c_linear_search(series->members(), context.party())) {
      return absl::InvalidArgumentError("terms.series: unknown series");
    }
  }
  return absl::OkStatus();
}

// The checks that preview and grant share; nullopt: go on.
absl::StatusOr<std::optional<Answer>> RefuseTerms(Context& context,
                                                  const v1::ConsentTerms& terms,
                                                  v1::Action action) {
  RETURN_IF_ERROR(CheckTerms(context.state, terms));
  RETURN_IF_ERROR(CheckHolders(context, terms));
  RETURN_IF_ERROR(CheckSeries(context, terms));
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
  ASSIGN_OR_RETURN(std::optional<Answer> refusal,
                   RefuseWords(context, subject, terms.her_words()));
  if (refusal.has_value()) return refusal;
  return RefuseCapacity(context, terms, subject);
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
  response.set_family_words_ja(
      consent::FamilyInWords(request.terms(), consent::Language::kJapanese));
  response.set_family_words_en(
      consent::FamilyInWords(request.terms(), consent::Language::kEnglish));
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
  ASSIGN_OR_RETURN(const Superseded superseded,
                   FindSuperseded(context, request.supersedes(), subject));
  if (superseded.refusal.has_value()) return *superseded.refusal;
  FoundConsent granted{NewId(), RowOf(context, terms, preview), subject};
  ASSIGN_OR_RETURN(const v1::ConsentState now,
                   StateOf(context.state, granted.row));
  if (!IsInForce(now)) return NotInForce(now, "terms.ends_with");
  if (superseded.consent.has_value()) {
    granted.row.set_supersedes(superseded.consent->id);
  }
  context.Write(Table::kConsent, granted.id, granted.row);
  context.Enter(Index::kConsentsOfSubject, subject, granted.id);
  context.Enter(Index::kConsents, "", granted.id);
  v1::GrantConsentResponse response;
  response.set_consent(ResourceName("consents", granted.id));
  Answer answer = About(subject, Canonical(response));
  RETURN_IF_ERROR(SendNotices(context, terms, granted.id, subject, answer));
  if (superseded.consent.has_value()) {
    RETURN_IF_ERROR(Supersede(context, *superseded.consent, granted, answer));
  }
  return answer;
}

}  // namespace tasuki::exchange
