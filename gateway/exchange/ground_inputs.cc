#include "gateway/exchange/ground_inputs.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/consent/stated_basis.h"
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

absl::StatusOr<std::optional<v1::CaseClass>> RegisteredClassOf(
    Reading& state, const std::string& subject, const std::string& party) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                   state.List(Index::kCasesOfSubject, subject));
  for (const IndexEntry& entry : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     state.Get<v1::CaseRow>(Table::kCase, entry.id));
    const bool works_on_it =
        absl::c_any_of(row.team(), [&](const v1::TeamEntry& member) {
          return member.party() == party && member.to() == 0;
        });
    if (row.registered() && row.closed_at() == 0 && works_on_it) {
      return std::optional<v1::CaseClass>(row.class_());
    }
  }
  return std::optional<v1::CaseClass>();
}

absl::StatusOr<consent::Statement> StatementOf(Reading& state,
                                               const std::string& message,
                                               const v1::MessageRow& row) {
  consent::Statement statement{
      .source = ResourceName("messages", message),
      .basis = row.basis(),
      .sender = row.sender(),
      .recipient = row.recipient(),
      .attempt = row.attempt(),
      .has_reason = !row.attempt_reason().empty(),
      .released_by_name = !row.sent_by().empty(),
      .stated_class = row.stated_class(),
      .danger_to_life =
          consent::RespectsHerWill(row.basis()) && !row.need().empty()};
  if (!consent::IsOfTheCoordinator(row.basis())) return statement;
  ASSIGN_OR_RETURN(const std::optional<v1::CaseClass> registered,
                   RegisteredClassOf(state, row.subject(), row.recipient()));
  if (registered.has_value()) {
    statement.on_registered_case = true;
    statement.stated_class = *registered;
  }
  return statement;
}

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
    ASSIGN_OR_RETURN(consent::Statement statement,
                     StatementOf(state, entry.id, row));
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace tasuki::exchange
