#include "gateway/exchange/caller.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/exchange/periods.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// One text for everything that the directory knows of persons, so that nobody
// finds out by asking which of them exist.
constexpr char kMayNotAct[] = "the person may not act for this party now";

constexpr char kDeliversOnly[] =
    "the intake delivers reports, and nothing else";

absl::Status Refused(absl::string_view rule) {
  return absl::UnauthenticatedError(rule);
}

// "body/sos-npo/system/desk" of "spiffe://<domain>/body/sos-npo/system/desk".
absl::StatusOr<std::string> PeerId(Reading& state,
                                   const crypto::Certificate& certificate) {
  ASSIGN_OR_RETURN(const v1::DeploymentRow& deployment,
                   state.Get<v1::DeploymentRow>(Table::kDeployment, ""));
  if (certificate.uri_sans.size() != 1) {
    return Refused("the certificate has not exactly one URI");
  }
  absl::string_view uri = certificate.uri_sans.front();
  if (!absl::ConsumePrefix(&uri, "spiffe://") ||
      !absl::ConsumePrefix(&uri, deployment.trust_domain()) ||
      !absl::ConsumePrefix(&uri, "/")) {
    return Refused("the certificate is of another trust domain");
  }
  return std::string(uri);
}

absl::StatusOr<bool> IsDenied(Reading& state,
                              const crypto::Certificate& certificate) {
  const std::string by_hash = absl::BytesToHexString(certificate.der_sha256);
  const std::string by_serial =
      absl::StrCat(absl::BytesToHexString(certificate.issuer_sha256), ":",
                   certificate.serial);
  for (const std::string& id : {by_hash, by_serial}) {
    ASSIGN_OR_RETURN(const bool denied,
                     state.Exists(Table::kDeniedCertificate, id));
    if (denied) return true;
  }
  return false;
}

absl::Status CheckNotDenied(Reading& state,
                            const crypto::Certificate& certificate) {
  ASSIGN_OR_RETURN(const bool denied, IsDenied(state, certificate));
  if (denied) return Refused("the certificate is revoked");
  if (!state.Within(certificate.not_before, certificate.not_after)) {
    return Refused("the certificate is not valid now");
  }
  return absl::OkStatus();
}

// The staff id at the end of "body/…/staff/<id>", if that is what it is.
std::optional<std::string> StaffId(absl::string_view peer) {
  constexpr absl::string_view kStaff = "/staff";
  const size_t slash = peer.rfind('/');
  if (slash == peer.npos) return std::nullopt;
  const absl::string_view before = peer.substr(0, slash);
  // A body at least comes before: "body/<body>/staff/<id>".
  const bool is_staff =
      absl::EndsWith(before, kStaff) &&
      absl::StrContains(before.substr(0, before.size() - kStaff.size()), '/');
  if (!is_staff) return std::nullopt;
  return std::string(peer.substr(slash + 1));
}

using PersonRef = std::reference_wrapper<const v1::PersonEntry>;
using SystemRef = std::reference_wrapper<const v1::SystemEntry>;

absl::StatusOr<PersonRef> EnabledPerson(Reading& state, const std::string& id) {
  ASSIGN_OR_RETURN(const Found<v1::PersonEntry> person,
                   state.Find<v1::PersonEntry>(Table::kPerson, id));
  if (!person.has_value() || person->disabled()) {
    return Refused(kMayNotAct);
  }
  return std::cref(*person);
}

absl::StatusOr<SystemRef> EnabledSystem(Reading& state, const std::string& id) {
  ASSIGN_OR_RETURN(const Found<v1::SystemEntry> system,
                   state.Find<v1::SystemEntry>(Table::kSystem, id));
  if (!system.has_value() || system->disabled()) {
    return Refused("the system is unknown or disabled");
  }
  return std::cref(*system);
}

absl::Status CheckAssertion(Reading& state, const v1::PersonEntry& person,
                            const Credentials::Claims& claims) {
  ASSIGN_OR_RETURN(const v1::DeploymentRow& deployment,
                   state.Get<v1::DeploymentRow>(Table::kDeployment, ""));
  for (const v1::PersonKey& key : person.keys()) {
    if (key.key_id() == claims.key_id && !key.disabled()) {
      return claims.verify(key.public_key_pem(), deployment.trust_domain(),
                           state.now());
    }
  }
  return Refused(kMayNotAct);
}

// The assignment that the claims name, or the only one there is now.
absl::StatusOr<std::reference_wrapper<const v1::Assignment>> CurrentAssignment(
    Reading& state, const v1::PersonEntry& person,
    const std::optional<Credentials::Claims>& claims) {
  const v1::Assignment* current = nullptr;
  bool several = false;
  for (const v1::Assignment& assignment : person.assignments()) {
    const bool named =
        !claims.has_value() || (assignment.party() == claims->party &&
                                assignment.role() == claims->role);
    if (named && InPeriod(state, assignment.period())) {
      several = current != nullptr;
      current = &assignment;
    }
  }
  if (current != nullptr && !several) return std::cref(*current);
  return Refused(current == nullptr
                     ? kMayNotAct
                     : "several assignments: an assertion must name one");
}

absl::StatusOr<Reader> ReaderOf(Reading& state, const v1::PersonEntry& person,
                                const v1::Assignment& assignment) {
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> party,
                   FindEnabledParty(state, assignment.party()));
  if (!party.has_value()) return Refused(kMayNotAct);
  Reader reader{.party = *party,
                .role = assignment.role(),
                .person = person.id(),
                .home_body = assignment.home_body(),
                .contract = assignment.contract()};
  if (reader.home_body.empty()) reader.home_body = reader.body();
  return reader;
}

// The certificate's own path must lead to the party: a hospital's certificate
// never acts for the city, whatever the directory says elsewhere.
bool PathFits(absl::string_view peer, const Reader& reader) {
  const auto in_body = [&](absl::string_view body) {
    absl::ConsumePrefix(&body, "bodies/");
    return absl::StartsWith(peer, absl::StrCat("body/", body, "/"));
  };
  return in_body(reader.body()) || in_body(reader.home_body);
}

}  // namespace

std::string Reader::body() const { return BodyOf(party.name()); }

absl::StatusOr<Found<v1::PartyEntry>> FindEnabledParty(
    Reading& state, const std::string& name) {
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> party,
                   state.Find<v1::PartyEntry>(Table::kParty, name));
  if (!party.has_value() || party->disabled()) {
    return Found<v1::PartyEntry>(nullptr);
  }
  ASSIGN_OR_RETURN(const Found<v1::PartyEntry> body,
                   state.Find<v1::PartyEntry>(Table::kParty, BodyOf(name)));
  if (body.has_value() && body->disabled()) {
    return Found<v1::PartyEntry>(nullptr);
  }
  return party;
}

absl::StatusOr<std::vector<std::string>> PartiesOf(Reading& state,
                                                   const std::string& body) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   state.List(Index::kParties, ""));
  std::vector<std::string> of_body;
  for (const IndexEntry& party : parties) {
    if (BodyOf(party.id) == body) of_body.push_back(party.id);
  }
  return of_body;
}

namespace {

using Periods = google::protobuf::RepeatedPtrField<v1::Period>;

// Is one of the body's parties a member today, by these periods of its?
absl::StatusOr<bool> IsMember(Reading& state, const std::string& body,
                              const Periods& (v1::PartyEntry::*periods)()
                                  const) {
  ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                   PartiesOf(state, body));
  for (const std::string& name : parties) {
    ASSIGN_OR_RETURN(const Found<v1::PartyEntry> party,
                     FindEnabledParty(state, name));
    if (!party.has_value()) continue;
    for (const v1::Period& period : ((*party).*periods)()) {
      if (InPeriod(state, period)) return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<bool> IsCouncilMember(Reading& state, const std::string& body) {
  return IsMember(state, body, &v1::PartyEntry::council_membership);
}

absl::StatusOr<bool> IsWomensCouncilMember(Reading& state,
                                           const std::string& body) {
  return IsMember(state, body, &v1::PartyEntry::womens_council_membership);
}

absl::StatusOr<Caller> Identify(Reading& state,
                                const Credentials& credentials) {
  if (credentials.certificate == nullptr) return Refused("no certificate");
  const crypto::Certificate& certificate = *credentials.certificate;
  RETURN_IF_ERROR(CheckNotDenied(state, certificate));
  ASSIGN_OR_RETURN(const std::string peer, PeerId(state, certificate));

  const std::optional<std::string> staff = StaffId(peer);
  const std::optional<Credentials::Claims>& claims = credentials.claims;
  if (!staff.has_value()) {
    ASSIGN_OR_RETURN(const v1::SystemEntry& system, EnabledSystem(state, peer));
    if (system.delivers_reports()) return Refused(kDeliversOnly);
    if (!claims.has_value()) return Refused("a system needs an assertion");
    if (!absl::c_linear_search(system.parties(), claims->party)) {
      return Refused("the system does not act for this party");
    }
  } else if (claims.has_value() && claims->person != *staff) {
    return Refused(kMayNotAct);
  }

  ASSIGN_OR_RETURN(
      const v1::PersonEntry& person,
      EnabledPerson(state, staff.has_value() ? *staff : claims->person));
  // The assignment first: what a wrong key is answered then tells a system only
  // about persons of its own party.
  ASSIGN_OR_RETURN(const v1::Assignment& assignment,
                   CurrentAssignment(state, person, claims));
  if (claims.has_value()) {
    RETURN_IF_ERROR(CheckAssertion(state, person, *claims));
  }
  ASSIGN_OR_RETURN(Reader reader, ReaderOf(state, person, assignment));
  if (!PathFits(peer, reader)) {
    return Refused(kMayNotAct);
  }
  return Caller{.reader = std::move(reader),
                .peer = peer,
                .certificate_sha256 = certificate.der_sha256,
                .network_source = credentials.network_source,
                .assertion_id = claims.has_value() ? claims->jti : ""};
}

absl::StatusOr<Caller> IdentifyIntake(Reading& state,
                                      const Credentials& credentials) {
  if (credentials.certificate == nullptr) return Refused("no certificate");
  const crypto::Certificate& certificate = *credentials.certificate;
  RETURN_IF_ERROR(CheckNotDenied(state, certificate));
  ASSIGN_OR_RETURN(const std::string peer, PeerId(state, certificate));
  ASSIGN_OR_RETURN(const std::optional<v1::SystemEntry> system,
                   state.Find<v1::SystemEntry>(Table::kSystem, peer));
  if (!system.has_value() || system->disabled() ||
      !system->delivers_reports()) {
    return Refused("only the intake delivers reports");
  }
  Caller caller{.reader = {},
                .peer = peer,
                .certificate_sha256 = certificate.der_sha256,
                .network_source = credentials.network_source,
                .assertion_id = {}};
  // Whether its party may do anything is not asked: a report arrives.
  caller.reader.party.set_name(PartyOfUri(certificate.uri_sans.front()));
  return caller;
}

absl::StatusOr<v1::SenderStanding> StandingOfCertificate(
    Reading& state, const crypto::Certificate& certificate) {
  ASSIGN_OR_RETURN(const bool denied, IsDenied(state, certificate));
  if (denied) return v1::SENDER_STANDING_REVOKED;
  const absl::StatusOr<std::string> peer = PeerId(state, certificate);
  if (absl::IsUnauthenticated(peer.status())) {
    return v1::SENDER_STANDING_UNKNOWN;
  }
  RETURN_IF_ERROR(peer.status());
  bool known = false, disabled = false;
  if (const std::optional<std::string> staff = StaffId(*peer)) {
    ASSIGN_OR_RETURN(const std::optional<v1::PersonEntry> person,
                     state.Find<v1::PersonEntry>(Table::kPerson, *staff));
    known = person.has_value();
    disabled = known && person->disabled();
  } else {
    ASSIGN_OR_RETURN(const std::optional<v1::SystemEntry> system,
                     state.Find<v1::SystemEntry>(Table::kSystem, *peer));
    known = system.has_value();
    disabled = known && system->disabled();
  }
  const std::string party = PartyOfUri(certificate.uri_sans.front());
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> entry,
                   state.Find<v1::PartyEntry>(Table::kParty, party));
  ASSIGN_OR_RETURN(const std::optional<v1::PartyEntry> enabled,
                   FindEnabledParty(state, party));
  disabled = disabled || (entry.has_value() && !enabled.has_value());
  if (disabled) return v1::SENDER_STANDING_DISABLED;
  return known ? v1::SENDER_STANDING_KNOWN : v1::SENDER_STANDING_UNKNOWN;
}

absl::Status AdmitCertificate(Reading& state,
                              const crypto::Certificate& certificate) {
  RETURN_IF_ERROR(CheckNotDenied(state, certificate));
  ASSIGN_OR_RETURN(const std::string peer, PeerId(state, certificate));
  if (const std::optional<std::string> staff = StaffId(peer)) {
    return EnabledPerson(state, *staff).status();
  }
  return EnabledSystem(state, peer).status();
}

}  // namespace tasuki::exchange
