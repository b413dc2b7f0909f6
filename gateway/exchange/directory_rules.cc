#include "gateway/exchange/directory_rules.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/consent/calendar.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

using Names = std::set<std::string>;

absl::Status Unsound(absl::string_view entry, absl::string_view rule) {
  return absl::InvalidArgumentError(absl::StrCat(entry, ": ", rule));
}

bool IsPersonId(const std::string& id) {
  return !id.empty() && id.size() <= 64 &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

absl::Status CheckParty(const v1::PartyEntry& party, Names& named) {
  RETURN_IF_ERROR(PartyName::Parse(party.name(), "parties.name").status());
  if (!named.insert(party.name()).second) {
    return Unsound(party.name(), "named twice");
  }
  if (!v1::AudienceType_IsValid(party.audience()) ||
      party.audience() == v1::AUDIENCE_TYPE_UNSPECIFIED) {
    return Unsound(party.name(), "has no audience type");
  }
  for (const auto* periods :
       {&party.council_membership(), &party.womens_council_membership()}) {
    for (const v1::Period& period : *periods) {
      RETURN_IF_ERROR(consent::ValidatePeriod(period));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckPerson(const v1::PersonEntry& person, const Names& parties,
                         Names& named) {
  // What is no id may be anything, and is not repeated.
  if (!IsPersonId(person.id())) {
    return Unsound("persons.id", "1 to 64 characters of [a-z0-9-]");
  }
  const std::string entry = absl::StrCat("person ", person.id());
  if (!named.insert(person.id()).second) return Unsound(entry, "named twice");
  for (const v1::Assignment& assignment : person.assignments()) {
    RETURN_IF_ERROR(consent::ValidatePeriod(assignment.period()));
    if (parties.count(assignment.party()) == 0 ||
        !v1::Role_IsValid(assignment.role()) ||
        assignment.role() == v1::ROLE_UNSPECIFIED) {
      return Unsound(entry, "assignment without a known party and role");
    }
    if (assignment.deputy_for() == person.id()) {
      return Unsound(entry, "nobody stands in for oneself");
    }
  }
  Names keys;
  for (const v1::PersonKey& key : person.keys()) {
    if (key.key_id().empty() || !keys.insert(key.key_id()).second) {
      return Unsound(entry, "key without id, or named twice");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSystem(const v1::SystemEntry& system, const Names& parties,
                         Names& named) {
  const std::string entry = absl::StrCat("system ", system.id());
  if (system.id().empty() || !named.insert(system.id()).second) {
    return Unsound(entry, "without id, or named twice");
  }
  for (const std::string& party : system.parties()) {
    if (parties.count(party) == 0) {
      return Unsound(entry, "acts for an unknown party");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckEntries(const v1::DirectoryEntries& entries, Names parties) {
  Names named_parties, named_persons, named_systems;
  for (const v1::PartyEntry& party : entries.parties()) {
    RETURN_IF_ERROR(CheckParty(party, named_parties));
  }
  parties.insert(named_parties.begin(), named_parties.end());
  for (const v1::PersonEntry& person : entries.persons()) {
    RETURN_IF_ERROR(CheckPerson(person, parties, named_persons));
  }
  for (const v1::SystemEntry& system : entries.systems()) {
    RETURN_IF_ERROR(CheckSystem(system, parties, named_systems));
  }
  return absl::OkStatus();
}

}  // namespace tasuki::exchange
