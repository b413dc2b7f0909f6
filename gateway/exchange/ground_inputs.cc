#include "gateway/exchange/ground_inputs.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "gateway/consent/stated_basis.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/guardian.h"
#include "gateway/exchange/periods.h"
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

// Who is a member is asked only where it can matter.
absl::Status AddMemberships(Reading& state, consent::GroundInputs& inputs) {
  const bool for_women =
      inputs.women_branch && inputs.purpose == v1::PURPOSE_WOMENS_SUPPORT;
  for (consent::Party* party : {&inputs.reader, &inputs.holder}) {
    if (inputs.registered) {
      ASSIGN_OR_RETURN(party->council_member,
                       IsCouncilMember(state, party->body));
    }
    if (for_women) {
      ASSIGN_OR_RETURN(party->womens_council_member,
                       IsWomensCouncilMember(state, party->body));
    }
  }
  return absl::OkStatus();
}

}  // namespace

bool HasWomenBranch(const v1::CaseRow& a_case) {
  return absl::c_linear_search(a_case.branches(), v1::BRANCH_WOMEN);
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
    ASSIGN_OR_RETURN(consent::StoredConsent consent,
                     StoredConsentOf(state, entry.id, row));
    consents.push_back(std::move(consent));
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
  ASSIGN_OR_RETURN(inputs.guardian_barred,
                   IsGuardianBarred(state, section.subject()));
  if (!a_case.has_value()) return inputs;
  inputs.case_name = ResourceName("cases", a_case->id);
  inputs.centre_notice_given = a_case->row.centre_notice_given();
  inputs.registered = a_case->row.registered();
  inputs.women_branch = HasWomenBranch(a_case->row);
  RETURN_IF_ERROR(AddMemberships(state, inputs));
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
          .stated_class = row.stated_class(),
          .persons = {row.persons().begin(), row.persons().end()}};
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
    if (row.basis() == v1::BASIS_CODE_UNSPECIFIED ||
        row.state() == v1::MESSAGE_STATE_RETURNED || !state.Before(until)) {
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
