#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/crypto/certificate.h"
#include "gateway/exchange/case_mirror.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/reports.h"
#include "gateway/exchange/signers.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

Answer NotAnOfficer() {
  return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                 "only a security officer changes the directory");
}

// The party that coordinates the council, unless it is `except`.
absl::StatusOr<std::optional<v1::PartyEntry>> CoordinatingParty(
    Context& context, const std::string& except) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   context.state.List(Index::kParties, ""));
  for (const IndexEntry& entry : parties) {
    ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> party,
                     FindEnabledParty(context.state, entry.id));
    if (!party.has_value() || !party->coordinates_council()) continue;
    const bool goes_too =
        party->name() == except || BodyOf(party->name()) == except;
    if (!goes_too) return party;
  }
  return std::optional<v1::PartyEntry>();
}

// The open cases that the party leads, and, for a body, those of its units.
absl::StatusOr<std::vector<FoundCase>> CasesLedBy(Context& context,
                                                  const std::string& party) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   context.state.List(Index::kParties, ""));
  std::vector<FoundCase> led;
  for (const IndexEntry& entry : parties) {
    if (entry.id != party && BodyOf(entry.id) != party) continue;
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> cases,
                     context.state.List(Index::kCasesOfLead, entry.id));
    for (const IndexEntry& found : cases) {
      ASSIGN_OR_RETURN(v1::CaseRow row,
                       context.state.Get<v1::CaseRow>(Table::kCase, found.id));
      const bool open = row.closed_at() == 0;
      if (open && LeadOf(row).party() == entry.id) {
        led.push_back({found.id, std::move(row)});
      }
    }
  }
  return led;
}

// Alerts about the case that nobody has seen yet go to the new lead with it:
// none stays in an inbox that nobody opens any more.
absl::Status HandAlertsTo(Context& context, const std::string& successor,
                          const std::string& from, const std::string& a_case) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> inbox,
                   context.state.List(Index::kMessagesOfParty, from));
  for (const IndexEntry& entry : inbox) {
    ASSIGN_OR_RETURN(v1::MessageRow row, context.state.Get<v1::MessageRow>(
                                             Table::kMessage, entry.id));
    if (row.kind() != v1::MESSAGE_KIND_INQUIRY_ALERT ||
        row.state() != v1::MESSAGE_STATE_SENT || row.case_() != a_case) {
      continue;
    }
    row.set_recipient(successor);
    context.Write(Table::kMessage, entry.id, row);
    context.Enter(Index::kMessagesOfParty, successor, entry.id);
    context.changes.entries.push_back({.key = {Index::kMessagesOfParty, from},
                                       .id = entry.id,
                                       .erase = true});
    MoveToListOf(context, entry.id, from, successor);
  }
  return absl::OkStatus();
}

// The baton is never dropped: the lead goes over in the same commit.
absl::Status HandLeadTo(Context& context, const std::string& successor,
                        FoundCase a_case) {
  RETURN_IF_ERROR(
      HandAlertsTo(context, successor, LeadOf(a_case.row).party(), a_case.id));
  const int64_t now = context.state.now_seconds();
  bool known = false;
  for (v1::TeamEntry& entry : *a_case.row.mutable_team()) {
    known = known || entry.party() == successor;
    const bool ends =
        entry.relation() == v1::RELATION_LEAD || entry.party() == successor;
    if (entry.to() == 0 && ends) entry.set_to(now);
  }
  v1::TeamEntry& lead = *a_case.row.add_team();
  lead.set_party(successor);
  lead.set_relation(v1::RELATION_LEAD);
  lead.set_from(now);
  lead.set_confirmed_at(now);
  if (!known) context.Enter(Index::kCasesOfParty, successor, a_case.id);
  context.Enter(Index::kCasesOfLead, successor, a_case.id);
  return WriteCase(context, std::move(a_case));
}

// Enters a denial if there is none yet; true if it is new.
absl::StatusOr<bool> Deny(Context& context, const std::string& id) {
  ASSIGN_OR_RETURN(const bool denied,
                   context.state.Exists(Table::kDeniedCertificate, id));
  if (denied) return false;
  v1::DeniedCertificateRow row;
  row.set_since(context.state.now_seconds());
  context.Write(Table::kDeniedCertificate, id, row);
  return true;
}

}  // namespace

absl::StatusOr<Answer> GetParty(Context& context,
                                const v1::GetPartyRequest& request) {
  RETURN_IF_ERROR(PartyName::Parse(request.name(), "name").status());
  if (!context.May(v1::ACTION_READ_DIRECTORY)) {
    return NotFound(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  }
  ASSIGN_OR_RETURN(
      const Found<v1::PartyEntry> entry,
      context.state.Find<v1::PartyEntry>(Table::kParty, request.name()));
  if (!entry.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  v1::GetPartyResponse response;
  v1::Party& party = *response.mutable_party();
  party.set_name(entry->name());
  party.set_display_name_ja(entry->display_name_ja());
  party.set_display_name_en(entry->display_name_en());
  party.set_audience(entry->audience());
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

absl::StatusOr<Answer> DisableParty(Context& context,
                                    const v1::DisablePartyRequest& request) {
  RETURN_IF_ERROR(PartyName::Parse(request.name(), "name").status());
  if (!context.May(v1::ACTION_CHANGE_DIRECTORY)) return NotAnOfficer();
  ASSIGN_OR_RETURN(
      std::optional<v1::PartyEntry> party,
      context.state.Find<v1::PartyEntry>(Table::kParty, request.name()));
  if (!party.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(
      std::optional<Answer> too_few,
      RefuseTooFewSigners(
          context, [&](const std::string& /*person*/, const std::string& of) {
            return of == request.name() || BodyOf(of) == request.name();
          }));
  if (too_few.has_value()) return *std::move(too_few);
  ASSIGN_OR_RETURN(std::vector<FoundCase> led,
                   CasesLedBy(context, request.name()));
  Answer answer;
  if (!led.empty()) {
    ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> successor,
                     CoordinatingParty(context, request.name()));
    if (!successor.has_value()) {
      return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                                "name: leads cases and no other party "
                                "coordinates the council to take them over");
    }
    for (FoundCase& a_case : led) {
      answer.events.push_back({a_case.row.subjects(0), "LEAD_HANDED_OVER"});
      RETURN_IF_ERROR(
          HandLeadTo(context, successor->name(), std::move(a_case)));
    }
  }
  party->set_disabled(true);
  context.Write(Table::kParty, request.name(), *party);
  RETURN_IF_ERROR(HandReportsOf(context, request.name()));
  return answer;
}

absl::StatusOr<Answer> DisablePerson(Context& context,
                                     const v1::DisablePersonRequest& request) {
  if (!context.May(v1::ACTION_CHANGE_DIRECTORY)) return NotAnOfficer();
  ASSIGN_OR_RETURN(
      std::optional<v1::PersonEntry> person,
      context.state.Find<v1::PersonEntry>(Table::kPerson, request.person()));
  if (!person.has_value()) return NotFound(v1::REFUSAL_CODE_NO_SUCH_OBJECT);
  ASSIGN_OR_RETURN(
      std::optional<Answer> too_few,
      RefuseTooFewSigners(
          context, [&](const std::string& one, const std::string& /*party*/) {
            return one == request.person();
          }));
  if (too_few.has_value()) return *std::move(too_few);
  person->set_disabled(true);
  context.Write(Table::kPerson, request.person(), *person);
  return Answer();
}

absl::StatusOr<Answer> RevokeCertificate(
    Context& context, const v1::RevokeCertificateRequest& request) {
  constexpr size_t kHashSize = 32;
  if (request.certificate_sha256().size() != kHashSize) {
    return absl::InvalidArgumentError("certificate_sha256: 32 bytes");
  }
  if (!context.May(v1::ACTION_CHANGE_DIRECTORY)) return NotAnOfficer();
  RETURN_IF_ERROR(
      Deny(context, absl::BytesToHexString(request.certificate_sha256()))
          .status());
  return Answer();
}

absl::StatusOr<Answer> ImportCrl(Context& context,
                                 const v1::ImportCrlRequest& request) {
  if (!context.May(v1::ACTION_CHANGE_DIRECTORY)) return NotAnOfficer();
  ASSIGN_OR_RETURN(
      const v1::DeploymentRow& deployment,
      context.state.Get<v1::DeploymentRow>(Table::kDeployment, ""));
  ASSIGN_OR_RETURN(
      const crypto::RevocationList list,
      crypto::ParseRevocationListPem(request.crl_pem(), deployment.ca_pem()));
  const std::string issuer = absl::BytesToHexString(list.issuer_sha256);
  ASSIGN_OR_RETURN(const Found<v1::RevocationListRow> stored,
                   context.state.Find<v1::RevocationListRow>(
                       Table::kRevocationList, issuer));
  const int64_t this_update = absl::ToUnixSeconds(list.this_update);
  if (stored.has_value() && stored->this_update() > this_update) {
    return FailedPrecondition(v1::REFUSAL_CODE_UNSPECIFIED,
                              "crl_pem: older than the list imported before");
  }
  v1::RevocationListRow row;
  row.set_this_update(this_update);
  context.Write(Table::kRevocationList, issuer, row);
  v1::ImportCrlResponse response;
  for (const std::string& serial : list.serials) {
    ASSIGN_OR_RETURN(const bool is_new,
                     Deny(context, absl::StrCat(issuer, ":", serial)));
    response.set_newly_revoked(response.newly_revoked() + (is_new ? 1 : 0));
  }
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
