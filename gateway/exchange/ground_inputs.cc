#include "gateway/exchange/ground_inputs.h"

#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/registered_case.h"
#include "gateway/exchange/unit.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

consent::Party PartyOf(const v1::PartyEntry& entry) {
  return {.name = entry.name(),
          .body = BodyOf(entry.name()),
          .audience = entry.audience(),
          .entrusted_by = {entry.entrusted_by().begin(),
                           entry.entrusted_by().end()}};
}

}  // namespace

consent::StoredConsent StoredConsentOf(const std::string& id,
                                       const v1::ConsentRow& row) {
  consent::StoredConsent consent{
      .id = id,
      .terms = row.terms(),
      .shown = {},
      .state = row.state(),
      .confirmed_by = {row.recorded_by()},
      .granted_at = absl::FromUnixSeconds(row.granted_at()),
      .withdrawn_at = row.withdrawn_at() == 0
                          ? absl::InfiniteFuture()
                          : absl::FromUnixSeconds(row.withdrawn_at())};
  for (const v1::ConsentMask& mask : row.masks()) {
    consent.shown.push_back({mask.party(), FromWords(mask.levels())});
  }
  consent.confirmed_by.insert(consent.confirmed_by.end(),
                              row.acknowledged_by().begin(),
                              row.acknowledged_by().end());
  return consent;
}

absl::StatusOr<std::vector<consent::StoredConsent>> ConsentsOf(
    Reading& state, const std::string& subject) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(Index::kConsentsOfSubject, subject));
  std::vector<consent::StoredConsent> consents;
  consents.reserve(entries.size());
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::ConsentRow& row,
                     state.Get<v1::ConsentRow>(Table::kConsent, entry.id));
    state.Before(absl::FromUnixSeconds(row.terms().valid_until()));
    consents.push_back(StoredConsentOf(entry.id, row));
  }
  return consents;
}

absl::StatusOr<consent::GroundInputs> GroundInputsOf(
    Reading& state, const Reader& reader, v1::Purpose purpose,
    const v1::SectionRow& section, const std::optional<FoundCase>& a_case,
    const std::string& series) {
  ASSIGN_OR_RETURN(const v1::PartyEntry& holder,
                   state.Get<v1::PartyEntry>(Table::kParty, section.holder()));
  consent::GroundInputs inputs{.reader = PartyOf(reader.party),
                               .holder = PartyOf(holder),
                               .purpose = purpose,
                               .case_name = {},
                               .centre_notice_given = false,
                               .consents = {},
                               .now = state.now(),
                               .contract = reader.contract,
                               .milestone = section.milestone(),
                               .series = series};
  ASSIGN_OR_RETURN(inputs.consents, ConsentsOf(state, section.subject()));
  if (!a_case.has_value()) return inputs;
  inputs.case_name = ResourceName("cases", a_case->id);
  inputs.centre_notice_given = a_case->row.centre_notice_given();
  inputs.registered = a_case->row.registered();
  // Who is a member is asked only where it can matter.
  if (!inputs.registered) return inputs;
  for (consent::Party* party : {&inputs.reader, &inputs.holder}) {
    ASSIGN_OR_RETURN(party->council_member,
                     IsCouncilMember(state, party->body));
  }
  return inputs;
}

consent::Statement StatementOf(const std::string& message,
                               const v1::MessageRow& row) {
  // Without her will the only reason is danger, which is said with the act.
  const bool is_enough = !consent::RespectsHerWill(row.basis()) ||
                         consent::IsHerWill(row.attempt()) ||
                         !row.need().empty();
  return {.source = ResourceName("messages", message),
          .basis = row.basis(),
          .sender = row.sender(),
          .recipient = row.recipient(),
          .attempt = row.attempt(),
          .has_reason = !row.attempt_reason().empty() && is_enough,
          .released_by_name = !row.sent_by().empty(),
          .stated_class = row.stated_class()};
}

// What holds of it now: not what was returned, nor what was stated too long
// ago.
absl::StatusOr<std::vector<consent::Statement>> StatementsOf(
    Reading& state, const std::string& section) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   state.List(Index::kStatedOfSection, section));
  std::vector<consent::Statement> statements;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(const v1::MessageRow& row,
                     state.Get<v1::MessageRow>(Table::kMessage, entry.id));
    const absl::Time until =
        absl::FromUnixSeconds(row.sent_at()) + consent::kStatementHolds;
    if (row.state() == v1::MESSAGE_STATE_RETURNED || !state.Before(until)) {
      continue;
    }
    statements.push_back(StatementOf(entry.id, row));
    if (!consent::IsOfTheCoordinator(row.basis())) continue;
    // While the case on which it was asked is registered, and of its class.
    ASSIGN_OR_RETURN(statements.back().stated_class,
                     RegisteredClassOf(state, row.subject(), row.recipient()));
  }
  return statements;
}

}  // namespace tasuki::exchange
