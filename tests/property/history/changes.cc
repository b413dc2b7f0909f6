#include <future>
#include <thread>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/base/check.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/random.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/periods.h"
#include "gateway/exchange/scopes.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/audit_leaf.pb.h"
#include "tasuki/v1/break_glass_service.pb.h"
#include "tasuki/v1/directory.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/property/history/answer.h"
#include "tests/property/history/policies.h"
#include "tests/property/history/setting.h"

// The changes of a setting.
namespace tasuki::history {
namespace {

using exchange::Changes;
using exchange::Release;
using exchange::Table;

exchange::LeafDraft EventLeaf(absl::Time now) {
  v1::ExchangeGroup exchange;
  exchange.set_kind(v1::LEAF_KIND_EVENT);
  exchange.set_record_id(crypto::RandomBytes(16));
  exchange.set_time_ms(absl::ToUnixMillis(now));
  exchange.set_operation("CHANGED_BY_THE_TEST");
  return {.subject = "",
          .party = "",
          .subject_scope = exchange::OfficeScope(),
          .exchange_group = Canonical(exchange),
          .office_group = Canonical(v1::OfficeGroup()),
          .vector_group = Canonical(v1::VectorGroup())};
}

template <typename Row>
Row Stored(World& world, Table table, const std::string& id) {
  Row row;
  CHECK(row.ParseFromString(
      world.ledger().Read().value()->Read({table, id}).value()->body));
  return row;
}

Changes Written(Table table, const std::string& id, std::string body) {
  return {
      .rows = {{.key = {table, id}, .body = std::move(body), .key_scope = ""}},
      .entries = {}};
}

}  // namespace

bool Setting::Change(const World::Person& person, const std::string& method,
                     const google::protobuf::Message& request,
                     std::vector<Turn> turns) {
  Operation change;
  change.turns = std::move(turns);
  const bool done = Do(person, method, request, change).status.ok();
  if (!done) change.turns.clear();
  history_.Add(std::move(change));
  return done;
}

void Setting::Force(const Changes& changes, Turn turn) {
  Operation change;
  change.method = "Ledger::Commit";
  change.turns = {std::move(turn)};
  exchange::Transaction transaction;
  transaction.changes = changes;
  transaction.leaves = {EventLeaf(world_.ledger().Now())};
  std::promise<exchange::Committed> done;
  change.invoked = history_.Instant();
  world_.ledger().Commit(
      transaction,
      [&](const exchange::Snapshot&, absl::Time)
          -> absl::StatusOr<exchange::Transaction> { return transaction; },
      [&](absl::StatusOr<exchange::Committed> committed) {
        CHECK(committed.ok());
        done.set_value(*std::move(committed));
      });
  change.leaves = {done.get_future().get().evidence[0].leaf_hash()};
  change.answered = history_.Instant();
  history_.Add(std::move(change));
}

// Both are refused as long as the hospital may not act.
void Setting::OpenForLife(const Lane& lane) {
  v1::OpenBreakGlassRequest open;
  *open.mutable_access() = exchange::AccessFor(v1::PURPOSE_PROTECTION);
  open.mutable_access()->set_need("she does not answer");
  open.set_case_(lane.opening.a_case);
  open.add_categories(v1::CATEGORY_C07);
  open.set_second_person("p-ob-nurse-1");
  while (true) {
    Operation change;
    const Release release =
        Do(Doctor(), "BreakGlassService/OpenBreakGlass", open, change);
    const bool done = release.status.ok();
    if (done) {
      change.turns = {{OpeningSwitch(lane.name), true}};
      v1::OpenBreakGlassResponse opened;
      CHECK(opened.ParseFromString(release.response));
      SetNewest(lane, kOpening, opened.opening());
    }
    history_.Add(std::move(change));
    if (done) return;
    std::this_thread::yield();
  }
}

void Setting::EndForLife(const Lane& lane) {
  v1::EndBreakGlassRequest end;
  *end.mutable_access() = exchange::AccessFor(v1::PURPOSE_PROTECTION);
  end.set_name(Newest(lane, kOpening));
  while (!Change(Doctor(), "BreakGlassService/EndBreakGlass", end,
                 {{OpeningSwitch(lane.name), false}})) {
    std::this_thread::yield();
  }
}

void Setting::SetFree(const Lane& lane, bool on) {
  v1::SetLegalHoldRequest hold;
  *hold.mutable_access() = exchange::AccessFor(v1::PURPOSE_OVERSIGHT);
  hold.mutable_access()->set_need("a review");
  hold.set_subject(lane.opening.subject);
  hold.set_held(!on);
  CHECK(Change(Chief(), "SubjectService/SetLegalHold", hold,
               {{HoldSwitch(lane.name), on}}));
}

void Setting::SetPerson(const World::Person& person, bool on) {
  const Turn turn{PersonSwitch(person.id), on};
  if (!on) {
    v1::DisablePersonRequest disable;
    *disable.mutable_access() = exchange::AccessFor(v1::PURPOSE_OVERSIGHT);
    disable.set_person(person.id);
    CHECK(Change(World::Officer(), "DirectoryService/DisablePerson", disable,
                 {turn}));
    return;
  }
  auto row = Stored<v1::PersonEntry>(world_, Table::kPerson, person.id);
  row.set_disabled(false);
  Force(Written(Table::kPerson, person.id, Canonical(row)), turn);
}

void Setting::SetParty(const std::string& party, bool on) {
  const Turn turn{PartySwitch(party), on};
  if (!on) {
    v1::DisablePartyRequest disable;
    *disable.mutable_access() = exchange::AccessFor(v1::PURPOSE_OVERSIGHT);
    disable.set_name(party);
    CHECK(Change(World::Officer(), "DirectoryService/DisableParty", disable,
                 {turn}));
    return;
  }
  auto row = Stored<v1::PartyEntry>(world_, Table::kParty, party);
  row.set_disabled(false);
  Force(Written(Table::kParty, party, Canonical(row)), turn);
}

void Setting::SetCertificate(const std::string& party, bool on) {
  const Turn turn{CertificateSwitch(party), on};
  const std::string hash = crypto::Sha256(party);
  if (!on) {
    v1::RevokeCertificateRequest revoke;
    *revoke.mutable_access() = exchange::AccessFor(v1::PURPOSE_OVERSIGHT);
    revoke.set_certificate_sha256(hash);
    CHECK(Change(World::Officer(), "DirectoryService/RevokeCertificate", revoke,
                 {turn}));
    return;
  }
  Changes changes =
      Written(Table::kDeniedCertificate, absl::BytesToHexString(hash), "");
  changes.rows[0].erase = true;
  Force(changes, turn);
}

void Setting::ActivatePolicy(bool tight) {
  const KnownPolicy& policy = PolicyOf(tight);
  v1::PolicyRow row;
  row.set_hash(policy.hash);
  row.set_version(tight ? 2 : 1);
  row.set_content(absl::BytesToHexString(policy.hash));
  row.set_inventory_hash(disclosure::InventoryHash());
  v1::PolicyContentRow content;
  *content.mutable_policy()->mutable_packs() = {policy.packs.begin(),
                                                policy.packs.end()};
  Changes changes = Written(Table::kPolicy, "", Canonical(row));
  changes.rows.push_back({.key = {Table::kPolicyContent, row.content()},
                          .body = Canonical(content),
                          .key_scope = ""});
  Force(changes, {kPolicySwitch, !tight});
}

void Setting::MoveClock(const Lane& lane, absl::Duration by) {
  MoveClock(by, {{HospitalSwitch(lane.name), false},
                 {ActiveSwitch(IdOf(Newest(lane, kConsent))), false}});
}

void Setting::EndAccess(const Lane& lane) {
  const absl::Time now = world_.clock().Now();
  MoveClock(exchange::EndOfAccess(now) - now,
            {{AccessSwitch(lane.name), false}, {kWeeksSwitch, false}});
}

void Setting::MoveClock(absl::Duration by, std::vector<Turn> turns) {
  Operation change;
  change.method = "Clock::Advance";
  change.turns = std::move(turns);
  change.invoked = history_.Instant();
  world_.clock().Advance(by);
  change.answered = history_.Instant();
  change.clock_ms = absl::ToUnixMillis(world_.clock().Now());
  history_.Add(std::move(change));
}

}  // namespace tasuki::history
