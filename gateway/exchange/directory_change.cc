#include "gateway/exchange/directory_change.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/directory_rules.h"
#include "gateway/exchange/signers.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

template <typename Entry>
absl::Status AddIfThere(Context& context, Table table, const std::string& id,
                        google::protobuf::RepeatedPtrField<Entry>& entries) {
  ASSIGN_OR_RETURN(const Found<Entry> entry,
                   context.state.Find<Entry>(table, id));
  if (entry.has_value()) *entries.Add() = *entry;
  return absl::OkStatus();
}

absl::StatusOr<std::set<std::string>> KnownParties(Context& context) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> parties,
                   context.state.List(Index::kParties, ""));
  std::set<std::string> names;
  for (const IndexEntry& party : parties) names.insert(party.id);
  return names;
}

template <typename Entry, typename NameOf>
bool DisablesOne(const google::protobuf::RepeatedPtrField<Entry>& before,
                 const google::protobuf::RepeatedPtrField<Entry>& after,
                 const NameOf& name_of) {
  return std::any_of(after.begin(), after.end(), [&](const Entry& entry) {
    if (!entry.disabled()) return false;
    return std::any_of(before.begin(), before.end(), [&](const Entry& old) {
      return name_of(old) == name_of(entry) && !old.disabled();
    });
  });
}

// Leads and reports go over to others when a party is disabled: that is
// DisableParty's, and needs no second person.
absl::Status CheckDisablesNobody(const v1::DirectoryChange& change) {
  const auto name = [](const auto& entry) { return entry.name(); };
  const auto id = [](const auto& entry) { return entry.id(); };
  const v1::DirectoryEntries& before = change.before();
  const v1::DirectoryEntries& after = change.after();
  if (DisablesOne(before.parties(), after.parties(), name) ||
      DisablesOne(before.persons(), after.persons(), id)) {
    return absl::InvalidArgumentError(
        "directory: DisableParty and DisablePerson refuse somebody at once");
  }
  return absl::OkStatus();
}

absl::Status CheckCoordination(Context& context,
                               const v1::DirectoryEntries& after) {
  ASSIGN_OR_RETURN(std::set<std::string> names, KnownParties(context));
  int coordinating = 0;
  for (const v1::PartyEntry& party : after.parties()) {
    names.erase(party.name());
    coordinating += party.coordinates_council() ? 1 : 0;
  }
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const v1::PartyEntry& party,
                     context.state.Get<v1::PartyEntry>(Table::kParty, name));
    coordinating += party.coordinates_council() ? 1 : 0;
  }
  if (coordinating == 1) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "directory: exactly one party coordinates the council");
}

std::set<std::string> PartiesOf(const v1::PersonEntry& person) {
  std::set<std::string> parties;
  for (const v1::Assignment& assignment : person.assignments()) {
    parties.insert(assignment.party());
  }
  return parties;
}

void WritePerson(Context& context, const v1::DirectoryEntries& before,
                 const v1::PersonEntry& person) {
  context.Write(Table::kPerson, person.id(), person);
  std::set<std::string> listed;
  for (const v1::PersonEntry& old : before.persons()) {
    if (old.id() == person.id()) listed = PartiesOf(old);
  }
  for (const std::string& party : PartiesOf(person)) {
    if (listed.count(party) > 0) continue;
    context.Enter(Index::kPersonsOfParty, party, person.id());
  }
}

}  // namespace

absl::StatusOr<v1::DirectoryEntries> EntriesNow(
    Context& context, const v1::DirectoryEntries& entries) {
  v1::DirectoryEntries now;
  for (const v1::PartyEntry& party : entries.parties()) {
    RETURN_IF_ERROR(AddIfThere(context, Table::kParty, party.name(),
                               *now.mutable_parties()));
  }
  for (const v1::PersonEntry& person : entries.persons()) {
    RETURN_IF_ERROR(AddIfThere(context, Table::kPerson, person.id(),
                               *now.mutable_persons()));
  }
  for (const v1::SystemEntry& system : entries.systems()) {
    RETURN_IF_ERROR(AddIfThere(context, Table::kSystem, system.id(),
                               *now.mutable_systems()));
  }
  return now;
}

absl::Status CheckDirectoryChange(Context& context,
                                  const v1::DirectoryChange& change) {
  const v1::DirectoryEntries& after = change.after();
  if (after.parties().empty() && after.persons().empty() &&
      after.systems().empty()) {
    return absl::InvalidArgumentError("directory: no entry");
  }
  ASSIGN_OR_RETURN(const std::set<std::string> parties, KnownParties(context));
  RETURN_IF_ERROR(CheckEntries(after, parties));
  RETURN_IF_ERROR(CheckDisablesNobody(change));
  return CheckCoordination(context, after);
}

absl::StatusOr<std::optional<Answer>> RefuseDirectoryChange(
    Context& context, const v1::DirectoryChange& change) {
  ASSIGN_OR_RETURN(const v1::DirectoryEntries now,
                   EntriesNow(context, change.after()));
  if (Canonical(now) == Canonical(change.before())) {
    return RefuseTooFewSigners(context, change.after());
  }
  return std::optional<Answer>(
      Aborted("an entry that is replaced has changed since; review the change "
              "against it and submit anew"));
}

void PutIntoDirectory(Context& context, const v1::DirectoryChange& change) {
  const v1::DirectoryEntries& before = change.before();
  const auto is_new = [&](const v1::PartyEntry& party) {
    return std::none_of(
        before.parties().begin(), before.parties().end(),
        [&](const v1::PartyEntry& old) { return old.name() == party.name(); });
  };
  for (const v1::PartyEntry& party : change.after().parties()) {
    context.Write(Table::kParty, party.name(), party);
    if (is_new(party)) context.Enter(Index::kParties, "", party.name());
  }
  for (const v1::PersonEntry& person : change.after().persons()) {
    WritePerson(context, before, person);
  }
  for (const v1::SystemEntry& system : change.after().systems()) {
    context.Write(Table::kSystem, system.id(), system);
  }
}

absl::StatusOr<Answer> GetEntries(Context& context,
                                  const v1::GetEntriesRequest& request) {
  v1::DirectoryEntries named;
  for (const std::string& party : request.parties()) {
    RETURN_IF_ERROR(PartyName::Parse(party, "parties").status());
    named.add_parties()->set_name(party);
  }
  for (const std::string& id : request.persons())
    named.add_persons()->set_id(id);
  for (const std::string& id : request.systems())
    named.add_systems()->set_id(id);
  if (!context.May(v1::ACTION_CHANGE_DIRECTORY)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "only a security officer reads entries of the directory");
  }
  v1::GetEntriesResponse response;
  ASSIGN_OR_RETURN(*response.mutable_entries(), EntriesNow(context, named));
  Answer answer;
  answer.body = Canonical(response);
  return answer;
}

}  // namespace tasuki::exchange
