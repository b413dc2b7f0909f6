#include "gateway/exchange/bootstrap.h"

#include <algorithm>
#include <future>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/random.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/context.h"
#include "gateway/exchange/directory_rules.h"
#include "gateway/exchange/scopes.h"
#include "gateway/policy/policy.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kPageTokenKeySize = 32;

absl::Status CheckDirectory(const v1::DirectoryFile& directory) {
  if (directory.trust_domain().empty()) {
    return absl::InvalidArgumentError("directory: no trust domain");
  }
  v1::DirectoryEntries entries;
  *entries.mutable_parties() = directory.parties();
  *entries.mutable_persons() = directory.persons();
  *entries.mutable_systems() = directory.systems();
  RETURN_IF_ERROR(CheckEntries(entries, {}));
  const auto coordinating = std::count_if(
      directory.parties().begin(), directory.parties().end(),
      [](const v1::PartyEntry& party) { return party.coordinates_council(); });
  if (coordinating != 1) {
    return absl::InvalidArgumentError(
        "directory: exactly one party coordinates the council");
  }
  return absl::OkStatus();
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

// The first version, which nobody else had to sign: who sets up the machine
// holds all of it.
void AddPolicy(Changes& changes, const std::vector<v1::PolicyPack>& packs,
               const std::string& hash) {
  v1::PolicyContentRow content;
  v1::PolicyBundle& policy = *content.mutable_policy();
  *policy.mutable_packs() = {packs.begin(), packs.end()};
  policy.set_field_inventory(
      disclosure::InventoryText(v1::Record::descriptor()));
  v1::PolicyRow row;
  row.set_hash(hash);
  row.set_version(1);
  row.set_inventory_hash(disclosure::InventoryHash());
  row.set_content(absl::BytesToHexString(crypto::Sha256(Canonical(content))));
  v1::PolicyVersionRow version;
  version.set_content(row.content());
  version.set_hash(hash);
  Add(changes, Table::kPolicyContent, row.content(), content);
  Add(changes, Table::kPolicy, "", row);
  Add(changes, Table::kPolicyVersion, "1", version);
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
  Changes changes;
  Add(changes, Table::kDeployment, "", deployment);
  AddPolicy(changes, packs, policy->hash());
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
