#include "gateway/exchange/leaves.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/random.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/scopes.h"
#include "gateway/exchange/vectors.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kRecordIdSize = 16;

// Leaves about a person are opened with a key of her own, so that her part of
// the log can be erased without any holder's records.
std::string LogScope(const std::string& subject) {
  return subject.empty() ? OfficeScope() : SubjectScope(subject, "log");
}

v1::VectorGroup VectorsOf(const SubjectOutcome& subject) {
  v1::VectorGroup group;
  for (const UnitOutcome& unit : subject.units) {
    *group.add_units() = VectorOf(unit.situation);
    for (const policy::Situation& stated : unit.stated) {
      *group.add_units() = VectorOf(stated);
    }
  }
  return group;
}

// Per category the highest level, with the ground that gave it.
std::vector<v1::DisclosedCategory> DisclosedTo(const SubjectOutcome& subject) {
  std::map<v1::Category, v1::DisclosedCategory> highest;
  // Hidden sections last: their grounds are named only where nothing else tells
  // of the case.
  std::vector<const UnitOutcome*> units;
  for (const UnitOutcome& unit : subject.units) units.push_back(&unit);
  std::stable_partition(units.begin(), units.end(),
                        [](const UnitOutcome* unit) { return !unit->hidden; });
  for (const UnitOutcome* one : units) {
    const UnitOutcome& unit = *one;
    const LevelSet disclosed = unit.disclosed();
    for (const policy::CategoryReason& reason : unit.reasons) {
      const v1::Level level = disclosed.At(reason.category);
      v1::DisclosedCategory& entry = highest[reason.category];
      if (level <= v1::LEVEL_WITHHELD || level <= entry.level()) continue;
      entry.set_category(reason.category);
      entry.set_level(level);
      entry.set_basis(reason.basis);
      entry.set_source(reason.ground_source);
    }
  }
  std::vector<v1::DisclosedCategory> disclosed;
  for (const auto& [category, entry] : highest) {
    if (entry.level() > v1::LEVEL_WITHHELD) disclosed.push_back(entry);
  }
  return disclosed;
}

std::set<v1::Obligation> ObligationsTo(const SubjectOutcome& subject) {
  std::set<v1::Obligation> obligations;
  for (const UnitOutcome& unit : subject.units) {
    obligations.insert(unit.obligations.begin(), unit.obligations.end());
  }
  return obligations;
}

v1::ExchangeGroup ExchangeOf(const Context& context,
                             const std::string& operation, const Method& method,
                             const ParsedRequest& request, const Answer& answer,
                             const Origin& origin) {
  const Caller& caller = context.caller;
  v1::ExchangeGroup group;
  group.set_kind(method.writes ? v1::LEAF_KIND_WRITE : v1::LEAF_KIND_READ);
  group.set_time_ms(absl::ToUnixMillis(context.state.now()));
  group.set_party(context.party());
  group.set_peer(caller.peer);
  group.set_certificate_sha256(caller.certificate_sha256);
  group.set_person(caller.reader.person);
  group.set_role(caller.reader.role);
  group.set_purpose(context.purpose);
  group.set_stated_basis(request.access.stated_basis());
  group.set_request_reference(request.access.request_reference());
  group.set_need(request.access.need());
  group.set_operation(operation);
  group.set_resource(request.resource);
  group.set_policy_hash(context.policy.hash());
  group.set_policy_version(origin.policy_version);
  group.set_inventory_hash(disclosure::InventoryHash());
  group.set_outward_status(static_cast<int>(answer.status.code()));
  group.set_outward_code(answer.outward_code);
  group.set_request_hash(request.request_hash);
  if (answer.status.ok()) {
    group.set_disclosed_hash(crypto::Sha256(answer.body));
  }
  group.set_request_id(request.request_id);
  if (!answer.words_logged) {
    group.clear_need();
    group.clear_request_reference();
    group.clear_request_hash();
  }
  return group;
}

v1::OfficeGroup OfficeOf(const Context& context, const Answer& answer,
                         const SubjectOutcome& subject, const Origin& origin) {
  v1::OfficeGroup group;
  for (const v1::RefusalCode code : answer.true_codes) {
    group.add_true_codes(code);
  }
  CategorySet withheld;
  for (const UnitOutcome& unit : subject.units) {
    withheld = withheld | (unit.content & ~unit.levels.existence());
    for (const policy::CategoryReason& reason : unit.reasons) {
      if (!unit.content.Contains(reason.category)) continue;
      group.add_reasons(
          absl::StrCat(ShortName(reason.category), " ", ShortName(reason.level),
                       " ", reason.grant_id, " ", ShortName(reason.basis), " ",
                       reason.ceiling_id));
    }
  }
  for (const v1::Category category : withheld.members()) {
    group.add_withheld(category);
  }
  for (const std::string& told : answer.told) group.add_told(told);
  group.set_change(answer.change);
  group.set_change_digest(answer.change_digest);
  group.set_network_source(context.caller.network_source);
  group.set_replica(origin.replica);
  group.set_build(origin.build);
  return group;
}

void AddDisclosed(const SubjectOutcome& subject, v1::ExchangeGroup& exchange) {
  for (v1::DisclosedCategory& entry : DisclosedTo(subject)) {
    *exchange.add_disclosed() = std::move(entry);
  }
  for (const v1::Obligation obligation : ObligationsTo(subject)) {
    exchange.add_obligations(obligation);
  }
}

LeafDraft SubjectLeaf(const Context& context, v1::ExchangeGroup exchange,
                      const Answer& answer, const SubjectOutcome& subject,
                      const Origin& origin) {
  exchange.set_record_id(crypto::RandomBytes(kRecordIdSize));
  AddDisclosed(subject, exchange);
  return {.subject = subject.subject,
          .party = context.party(),
          .subject_scope = LogScope(subject.subject),
          .exchange_group = Canonical(exchange),
          .office_group = Canonical(OfficeOf(context, answer, subject, origin)),
          .vector_group = Canonical(VectorsOf(subject))};
}

// The entry of somebody who was shown what another one asked for. How it was
// asked is in the caller's own leaf of the same decision.
void MakeViewers(const Viewer& viewer, v1::ExchangeGroup& exchange) {
  exchange.set_party(viewer.party);
  exchange.set_person(viewer.person);
  exchange.set_role(viewer.role);
  exchange.clear_peer();
  exchange.clear_certificate_sha256();
  exchange.clear_stated_basis();
  exchange.clear_need();
  exchange.clear_request_reference();
  AddDisclosed(viewer.seen, exchange);
}

LeafDraft EventLeaf(const Context& context, v1::ExchangeGroup exchange,
                    const Event& event, const Origin& origin) {
  exchange.set_kind(v1::LEAF_KIND_EVENT);
  exchange.set_record_id(crypto::RandomBytes(kRecordIdSize));
  exchange.set_operation(event.operation);
  exchange.clear_request_id();
  SubjectOutcome seen;
  if (event.viewer.has_value()) {
    MakeViewers(*event.viewer, exchange);
    seen = event.viewer->seen;
  }
  return {.subject = event.subject,
          .party = "",  // the caller does not learn of it
          .subject_scope = LogScope(event.subject),
          .exchange_group = Canonical(exchange),
          .office_group = Canonical(OfficeOf(context, Answer(), seen, origin)),
          .vector_group = Canonical(VectorsOf(seen))};
}

}  // namespace

std::vector<LeafDraft> LeavesOf(const Context& context,
                                const std::string& operation,
                                const Method& method,
                                const ParsedRequest& request,
                                const Answer& answer, const Origin& origin) {
  if (!answer.logged || !answer.original_evidence.empty()) return {};
  v1::ExchangeGroup exchange =
      ExchangeOf(context, operation, method, request, answer, origin);
  exchange.set_decision_id(crypto::RandomBytes(kRecordIdSize));
  std::vector<LeafDraft> leaves;
  for (const SubjectOutcome& subject : answer.subjects) {
    leaves.push_back(SubjectLeaf(context, exchange, answer, subject, origin));
  }
  if (leaves.empty()) {
    leaves.push_back(
        SubjectLeaf(context, exchange, answer, SubjectOutcome(), origin));
  }
  for (const Event& event : answer.events) {
    leaves.push_back(EventLeaf(context, exchange, event, origin));
  }
  return leaves;
}

size_t EvidenceCount(const Answer& answer) {
  if (!answer.logged) return 0;
  return std::max<size_t>(answer.subjects.size(), 1);
}

v1::Disclosure DisclosureOf(const Answer& answer) {
  v1::Disclosure disclosure;
  std::map<v1::Category, v1::Level> levels;
  std::set<v1::Obligation> obligations;
  for (const SubjectOutcome& subject : answer.subjects) {
    for (const v1::DisclosedCategory& entry : DisclosedTo(subject)) {
      v1::Level& level = levels[entry.category()];
      level = std::max(level, entry.level());
    }
    obligations.merge(ObligationsTo(subject));
  }
  for (const auto& [category, level] : levels) {
    v1::CategoryDisclosure& entry = *disclosure.add_categories();
    entry.set_category(category);
    entry.set_level(level);
  }
  for (const v1::Obligation obligation : obligations) {
    disclosure.add_obligations(obligation);
  }
  if (!levels.empty()) {
    disclosure.set_etag(
        absl::BytesToHexString(crypto::Sha256(answer.body).substr(0, 16)));
  }
  return disclosure;
}

}  // namespace tasuki::exchange
