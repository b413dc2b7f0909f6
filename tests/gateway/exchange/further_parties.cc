#include "tests/gateway/exchange/further_parties.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "gateway/model/canonical.h"
#include "gateway/model/party.h"
#include "tasuki/v1/directory.pb.h"
#include "tests/gateway/exchange/trunk.h"

namespace tasuki::exchange {
namespace {

template <typename Row>
void Put(Transaction& transaction, Table table, const std::string& id,
         const Row& row) {
  transaction.changes.rows.push_back(
      {.key = {table, id}, .body = Canonical(row), .key_scope = {}});
}

void List(Transaction& transaction, Index index, const std::string& key,
          const std::string& id) {
  transaction.changes.entries.push_back({.key = {index, key}, .id = id});
}

// As World names the system of the party's body; it may act for all of these.
v1::SystemEntry SystemFor(const std::string& party) {
  v1::SystemEntry system;
  const std::string body = BodyOf(party);
  system.set_id(absl::StrCat("body/", absl::StripPrefix(body, "bodies/"),
                             "/system/test"));
  system.add_parties(party);
  if (body == "bodies/sample-city") {
    for (const char* unit : {kMaternal, kFamily, kDevelopment, kSupervision,
                             "bodies/sample-city/units/register-office"}) {
      system.add_parties(unit);
    }
  }
  return system;
}

void Enter(World& world, Index index, const std::string& party,
           const std::string& subject) {
  const std::string id(absl::StripPrefix(subject, "subjects/"));
  Transaction transaction;
  List(transaction, index, absl::StrCat(party, "|", id), id);
  Commit(world, transaction);
}

}  // namespace

World::Person AddParty(World& world, const std::string& name,
                       v1::AudienceType audience, v1::Role role) {
  v1::PartyEntry party;
  party.set_name(name);
  party.set_audience(audience);
  party.set_obeys_contact_rules(true);
  v1::PersonEntry person;
  person.set_id(absl::StrCat(
      "p-",
      absl::StrReplaceAll(absl::StripPrefix(name, "bodies/"), {{"/", "-"}})));
  v1::Assignment& work = *person.add_assignments();
  work.set_party(name);
  work.set_role(role);
  work.mutable_period()->set_from("2024-04-01");
  v1::PersonKey& key = *person.add_keys();
  key.set_key_id("k1");
  key.set_public_key_pem("test key");
  const v1::SystemEntry system = SystemFor(name);
  Transaction entries;
  Put(entries, Table::kParty, name, party);
  Put(entries, Table::kPerson, person.id(), person);
  Put(entries, Table::kSystem, system.id(), system);
  List(entries, Index::kParties, "", name);
  List(entries, Index::kPersonsOfParty, name, person.id());
  Commit(world, entries);
  return {person.id(), name, role};
}

void Acquaint(World& world, const std::string& party,
              const std::string& subject) {
  Enter(world, Index::kKnownSubjects, party, subject);
}

void Tell(World& world, const std::string& party, const std::string& subject) {
  Enter(world, Index::kToldOfSubject, party, subject);
}

}  // namespace tasuki::exchange
