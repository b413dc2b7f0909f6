#include "gateway/exchange/bootstrap.h"

#include <future>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/consent/calendar.h"
#include "gateway/crypto/random.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/scopes.h"
#include "gateway/model/party.h"
#include "gateway/policy/policy.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kPageTokenKeySize = 32;

absl::Status Unsound(absl::string_view entry, absl::string_view rule) {
  return absl::InvalidArgumentError(absl::StrCat(entry, ": ", rule));
}

absl::Status CheckParties(const v1::DirectoryFile& directory,
                          std::set<std::string>& parties) {
  int coordinating = 0;
  for (const v1::PartyEntry& party : directory.parties()) {
    RETURN_IF_ERROR(PartyName::Parse(party.name(), "parties.name").status());
    if (!parties.insert(party.name()).second) {
      return Unsound(party.name(), "named twice");
    }
    if (!v1::AudienceType_IsValid(party.audience()) ||
        party.audience() == v1::AUDIENCE_TYPE_UNSPECIFIED) {
      return Unsound(party.name(), "has no audience type");
    }
    for (const v1::Period& period : party.council_membership()) {
      RETURN_IF_ERROR(consent::ValidatePeriod(period));
    }
    coordinating += party.coordinates_council() ? 1 : 0;
  }
  if (coordinating != 1) {
    return absl::InvalidArgumentError(
        "directory: exactly one party coordinates the council");
  }
  return absl::OkStatus();
}

absl::Status CheckPersons(const v1::DirectoryFile& directory,
                          const std::set<std::string>& parties) {
  std::set<std::string> persons;
  for (const v1::PersonEntry& person : directory.persons()) {
    if (person.id().empty() || !persons.insert(person.id()).second) {
      return Unsound(absl::StrCat("person ", person.id()),
                     "without id, or named twice");
    }
    for (const v1::Assignment& assignment : person.assignments()) {
      RETURN_IF_ERROR(consent::ValidatePeriod(assignment.period()));
      if (parties.count(assignment.party()) == 0 ||
          !v1::Role_IsValid(assignment.role()) ||
          assignment.role() == v1::ROLE_UNSPECIFIED) {
        return Unsound(absl::StrCat("person ", person.id()),
                       "assignment without a known party and role");
      }
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSystems(const v1::DirectoryFile& directory,
                          const std::set<std::string>& parties) {
  std::set<std::string> systems;
  for (const v1::SystemEntry& system : directory.systems()) {
    if (system.id().empty() || !systems.insert(system.id()).second) {
      return Unsound(absl::StrCat("system ", system.id()),
                     "without id, or named twice");
    }
    for (const std::string& party : system.parties()) {
      if (parties.count(party) == 0) {
        return Unsound(absl::StrCat("system ", system.id()),
                       "acts for an unknown party");
      }
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDirectory(const v1::DirectoryFile& directory) {
  if (directory.trust_domain().empty()) {
    return absl::InvalidArgumentError("directory: no trust domain");
  }
  std::set<std::string> parties;
  RETURN_IF_ERROR(CheckParties(directory, parties));
  RETURN_IF_ERROR(CheckPersons(directory, parties));
  return CheckSystems(directory, parties);
}

void Add(Changes& changes, Table table, const std::string& id,
         const google::protobuf::MessageLite& row) {
  changes.rows.push_back(
      {.key = {table, id}, .body = Canonical(row), .key_scope = ""});
}

void AddDirectory(Changes& changes, const v1::DirectoryFile& directory) {
  for (const v1::PartyEntry& party : directory.parties()) {
    Add(changes, Table::kParty, party.name(), party);
    changes.entries.push_back(
        {.key = {Index::kParties, ""}, .id = party.name()});
  }
  for (const v1::PersonEntry& person : directory.persons()) {
    Add(changes, Table::kPerson, person.id(), person);
    std::set<std::string> parties;
    for (const v1::Assignment& assignment : person.assignments()) {
      if (!parties.insert(assignment.party()).second) continue;
      changes.entries.push_back(
          {.key = {Index::kPersonsOfParty, assignment.party()},
           .id = person.id()});
    }
  }
  for (const v1::SystemEntry& system : directory.systems()) {
    Add(changes, Table::kSystem, system.id(), system);
  }
}

LeafDraft BootstrapLeaf(absl::Time now, const std::string& policy_hash) {
  v1::ExchangeGroup exchange;
  exchange.set_kind(v1::LEAF_KIND_EVENT);
  exchange.set_record_id(crypto::RandomBytes(16));
  exchange.set_decision_id(crypto::RandomBytes(16));
  exchange.set_time_ms(absl::ToUnixMillis(now));
  exchange.set_operation("BOOTSTRAP");
  exchange.set_policy_hash(policy_hash);
  return {.subject = "",
          .party = "",
          .subject_scope = OfficeScope(),
          .exchange_group = Canonical(exchange),
          .office_group = Canonical(v1::OfficeGroup()),
          .vector_group = Canonical(v1::VectorGroup())};
}

absl::StatusOr<Transaction> Decide(const Snapshot& snapshot, absl::Time now,
                                   const Changes& changes,
                                   const std::string& policy_hash) {
  Reading state(snapshot, now);
  ASSIGN_OR_RETURN(const bool exists, state.Exists(Table::kDeployment, ""));
  if (exists) {
    return absl::AlreadyExistsError("the state was set up before");
  }
  Transaction transaction;
  transaction.changes = changes;
  transaction.leaves = {BootstrapLeaf(now, policy_hash)};
  transaction.depends_on = state.TakeDependencies();
  return transaction;
}

}  // namespace

absl::Status Bootstrap(Ledger& ledger, const v1::DirectoryFile& directory,
                       const std::vector<v1::PolicyPack>& packs,
                       const std::string& ca_pem) {
  RETURN_IF_ERROR(CheckDirectory(directory));
  ASSIGN_OR_RETURN(const std::shared_ptr<const policy::Policy> policy,
                   policy::Policy::Compile(packs));
  v1::DeploymentRow deployment;
  deployment.set_trust_domain(directory.trust_domain());
  deployment.set_ca_pem(ca_pem);
  deployment.set_page_token_key(crypto::RandomBytes(kPageTokenKeySize));
  v1::PolicyRow policy_row;
  policy_row.set_hash(policy->hash());
  v1::PolicyContentRow content;
  *content.mutable_packs() = {packs.begin(), packs.end()};
  Changes changes;
  Add(changes, Table::kDeployment, "", deployment);
  Add(changes, Table::kPolicy, "", policy_row);
  Add(changes, Table::kPolicyContent, absl::BytesToHexString(policy->hash()),
      content);
  AddDirectory(changes, directory);

  const Ledger::Again decide = [&](const Snapshot& snapshot, absl::Time now) {
    return Decide(snapshot, now, changes, policy->hash());
  };
  ASSIGN_OR_RETURN(std::unique_ptr<Snapshot> snapshot, ledger.Read());
  ASSIGN_OR_RETURN(Transaction first, decide(*snapshot, ledger.Now()));
  snapshot.reset();
  std::promise<absl::Status> done;
  ledger.Commit(std::move(first), decide,
                [&done](absl::StatusOr<Committed> committed) {
                  done.set_value(committed.status());
                });
  return done.get_future().get();
}

}  // namespace tasuki::exchange
