#include "gateway/exchange/leaves.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/random.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/exchange/relay.h"
#include "gateway/exchange/scopes.h"
#include "gateway/exchange/vectors.h"
#include "gateway/exchange/wire.h"
#include "gateway/model/id.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/audit_leaf.pb.h"

namespace tasuki::exchange {
namespace {

constexpr size_t kRecordIdSize = 16;
constexpr size_t kUsualGroupSize = 1024;

// Leaves about a person are opened with a key of her own, so that her part of
// the log can be erased without any holder's records.
std::string LogScope(const std::string& subject) {
  return subject.empty() ? OfficeScope() : SubjectScope(subject, "log");
}

// A set of small numbers: of obligations, categories or refusal codes.
class NumberSet {
 public:
  void Add(int number) { bits_ |= uint64_t{1} << number; }
  // Packed, ascending.
  std::string Packed() const {
    std::string packed;
    for (uint64_t rest = bits_; rest != 0; rest &= rest - 1) {
      packed += static_cast<char>(std::countr_zero(rest));
    }
    return packed;
  }

 private:
  uint64_t bits_ = 0;
};
static_assert(v1::Obligation_MAX < 64 && v1::Category_MAX < 64 &&
              v1::RefusalCode_MAX < 64);

// Per category the highest level, with the reason that gave it; null where
// nothing is disclosed.
struct Disclosed {
  v1::Level level = v1::LEVEL_WITHHELD;
  const policy::CategoryReason* reason = nullptr;
};
using DisclosedTo = std::array<Disclosed, v1::Category_ARRAYSIZE>;

void AddUnit(const UnitOutcome& unit, DisclosedTo& highest) {
  const LevelSet disclosed = unit.disclosed();
  for (const policy::CategoryReason& reason : unit.reasons) {
    const v1::Level level = disclosed.At(reason.category);
    Disclosed& entry = highest[reason.category];
    if (level > entry.level) entry = {level, &reason};
  }
}

DisclosedTo DisclosedOf(const SubjectOutcome& subject) {
  DisclosedTo highest;
  // Hidden sections last: their grounds are named only where nothing else tells
  // of the case.
  for (const bool hidden : {false, true}) {
    for (const UnitOutcome& unit : subject.units) {
      if (unit.hidden == hidden) AddUnit(unit, highest);
    }
  }
  return highest;
}

void AddObligations(const SubjectOutcome& subject, NumberSet& obligations) {
  for (const UnitOutcome& unit : subject.units) {
    for (const v1::Obligation one : unit.obligations) obligations.Add(one);
  }
  if (!RelayOf(subject).empty()) {
    obligations.Add(v1::OBLIGATION_CONTACT_THROUGH_RELAY);
  }
}

// Group 1 without what differs between the leaves of one decision.
struct ExchangeFields {
  v1::LeafKind kind = v1::LEAF_KIND_UNSPECIFIED;
  std::string decision_id;
  int64_t time_ms = 0;
  absl::string_view party, peer, certificate_sha256, person;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  v1::Purpose purpose = v1::PURPOSE_UNSPECIFIED;
  int stated_basis = 0;
  absl::string_view need, operation, resource, policy_hash;
  int64_t policy_version = 0;
  int outward_status = 0;
  v1::RefusalCode outward_code = v1::REFUSAL_CODE_UNSPECIFIED;
  absl::string_view request_hash;
  absl::string_view disclosed_hash;
  absl::string_view request_id, request_reference;
};

std::string DisclosedBytes(int category, const Disclosed& entry) {
  using Field = v1::DisclosedCategory;
  std::string bytes;
  WireWriter(bytes)
      .Number(Field::kCategoryFieldNumber, category)
      .Number(Field::kLevelFieldNumber, entry.level)
      .Number(Field::kBasisFieldNumber, entry.reason->basis)
      .Text(Field::kSourceFieldNumber, entry.reason->ground_source);
  return bytes;
}

// A leaf's own group 1; `seen` is what it discloses.
std::string ExchangeBytes(const ExchangeFields& fields,
                          const SubjectOutcome& seen) {
  using Group = v1::ExchangeGroup;
  std::string bytes;
  bytes.reserve(kUsualGroupSize);
  WireWriter group(bytes);
  group.Number(Group::kKindFieldNumber, fields.kind)
      .Text(Group::kRecordIdFieldNumber, crypto::RandomBytes(kRecordIdSize))
      .Text(Group::kDecisionIdFieldNumber, fields.decision_id)
      .Number(Group::kTimeMsFieldNumber, fields.time_ms)
      .Text(Group::kPartyFieldNumber, fields.party)
      .Text(Group::kPeerFieldNumber, fields.peer)
      .Text(Group::kCertificateSha256FieldNumber, fields.certificate_sha256)
      .Text(Group::kPersonFieldNumber, fields.person)
      .Number(Group::kRoleFieldNumber, fields.role)
      .Number(Group::kPurposeFieldNumber, fields.purpose)
      .Number(Group::kStatedBasisFieldNumber, fields.stated_basis)
      .Text(Group::kNeedFieldNumber, fields.need)
      .Text(Group::kOperationFieldNumber, fields.operation)
      .Text(Group::kResourceFieldNumber, fields.resource)
      .Text(Group::kPolicyHashFieldNumber, fields.policy_hash)
      .Number(Group::kPolicyVersionFieldNumber, fields.policy_version)
      .Text(Group::kInventoryHashFieldNumber, disclosure::InventoryHash());
  const DisclosedTo disclosed = DisclosedOf(seen);
  for (int category = 1; category < v1::Category_ARRAYSIZE; ++category) {
    const Disclosed& entry = disclosed[static_cast<size_t>(category)];
    if (entry.reason == nullptr) continue;
    group.Message(Group::kDisclosedFieldNumber,
                  DisclosedBytes(category, entry));
  }
  NumberSet obligations;
  AddObligations(seen, obligations);
  group.Text(Group::kObligationsFieldNumber, obligations.Packed())
      .Number(Group::kOutwardStatusFieldNumber, fields.outward_status)
      .Number(Group::kOutwardCodeFieldNumber, fields.outward_code)
      .Text(Group::kRequestHashFieldNumber, fields.request_hash)
      .Text(Group::kDisclosedHashFieldNumber, fields.disclosed_hash)
      .Text(Group::kRequestIdFieldNumber, fields.request_id)
      .Text(Group::kRequestReferenceFieldNumber, fields.request_reference)
      .Text(Group::kRelayFieldNumber, RelayOf(seen));
  return bytes;
}

ExchangeFields ExchangeOf(const Context& context, const std::string& operation,
                          const Method& method, const ParsedRequest& request,
                          const Answer& answer, const Origin& origin) {
  const Caller& caller = context.caller;
  ExchangeFields fields{
      .kind = method.writes ? v1::LEAF_KIND_WRITE : v1::LEAF_KIND_READ,
      .decision_id = crypto::RandomBytes(kRecordIdSize),
      .time_ms = absl::ToUnixMillis(context.state.now()),
      .party = context.party(),
      .peer = caller.peer,
      .certificate_sha256 = caller.certificate_sha256,
      .person = caller.reader.person,
      .role = caller.reader.role,
      .purpose = context.purpose,
      .stated_basis = request.access.stated_basis(),
      .need = {},
      .operation = operation,
      .resource = request.resource,
      .policy_hash = context.policy.hash(),
      .policy_version = origin.policy_version,
      .outward_status = static_cast<int>(answer.status.code()),
      .outward_code = answer.outward_code,
      .request_hash = {},
      .disclosed_hash = answer.body_hash,
      .request_id = request.request_id,
      .request_reference = {}};
  if (answer.words_logged) {
    fields.need = request.access.need();
    fields.request_reference = request.access.request_reference();
    fields.request_hash = request.request_hash;
  }
  return fields;
}

// The rules behind one category, such as "C07 FULL GR-1 CONSENT CE-31".
std::string ReasonText(const policy::CategoryReason& reason) {
  return absl::StrCat(ShortName(reason.category), " ", ShortName(reason.level),
                      " ", reason.grant_id, " ", ShortName(reason.basis), " ",
                      reason.ceiling_id);
}

// Of what the unit says.
void AddRefusals(const UnitOutcome& unit, NumberSet& codes) {
  for (const policy::CategoryReason& reason : unit.reasons) {
    if (!unit.content.Contains(reason.category)) continue;
    for (const v1::RefusalCode code : reason.refusals) codes.Add(code);
  }
  for (const v1::RefusalCode code : unit.closed_by) codes.Add(code);
}

std::string OfficeBytes(const Context& context, const Answer& answer,
                        const SubjectOutcome& subject, const Origin& origin) {
  using Group = v1::OfficeGroup;
  std::string codes, bytes;
  for (const v1::RefusalCode code : answer.true_codes) {
    disclosure::AppendVarint(static_cast<uint64_t>(code), codes);
  }
  NumberSet withheld, ceiling_codes;
  for (const UnitOutcome& unit : subject.units) {
    AddRefusals(unit, ceiling_codes);
    const CategorySet of_unit = unit.content & ~unit.levels.existence();
    for (const v1::Category one : of_unit.members()) withheld.Add(one);
  }
  bytes.reserve(kUsualGroupSize);
  WireWriter group(bytes);
  group.Text(Group::kTrueCodesFieldNumber, codes)
      .Text(Group::kWithheldFieldNumber, withheld.Packed())
      .Text(Group::kNetworkSourceFieldNumber, context.caller.network_source)
      .Text(Group::kReplicaFieldNumber, origin.replica)
      .Text(Group::kBuildFieldNumber, origin.build);
  for (const UnitOutcome& unit : subject.units) {
    for (const policy::CategoryReason& reason : unit.reasons) {
      if (!unit.content.Contains(reason.category)) continue;
      group.Message(Group::kReasonsFieldNumber, ReasonText(reason));
    }
  }
  for (const std::string& told : answer.told) {
    group.Message(Group::kToldFieldNumber, told);
  }
  group.Text(Group::kChangeFieldNumber, answer.change)
      .Text(Group::kChangeDigestFieldNumber, answer.change_digest)
      .Text(Group::kCeilingCodesFieldNumber, ceiling_codes.Packed());
  return bytes;
}

LeafDraft SubjectLeaf(const Context& context, const ExchangeFields& exchange,
                      const Answer& answer, const SubjectOutcome& subject,
                      const Origin& origin) {
  return {.subject = subject.subject,
          .party = context.party(),
          .subject_scope = LogScope(subject.subject),
          .exchange_group = ExchangeBytes(exchange, subject),
          .office_group = OfficeBytes(context, answer, subject, origin),
          .vector_group = VectorBytes(subject)};
}

// The entry of somebody who was shown what another one asked for. How it was
// asked is in the caller's own leaf of the same decision.
void MakeViewers(const Viewer& viewer, ExchangeFields& exchange) {
  exchange.party = viewer.party;
  exchange.person = viewer.person;
  exchange.role = viewer.role;
  exchange.peer = {};
  exchange.certificate_sha256 = {};
  exchange.stated_basis = 0;
  exchange.need = {};
  exchange.request_reference = {};
}

LeafDraft EventLeaf(const Context& context, ExchangeFields exchange,
                    const Event& event, const Origin& origin) {
  exchange.kind = v1::LEAF_KIND_EVENT;
  exchange.operation = event.operation;
  exchange.request_id = {};
  const SubjectOutcome nothing;
  const SubjectOutcome* seen = &nothing;
  if (event.viewer.has_value()) {
    MakeViewers(*event.viewer, exchange);
    seen = &event.viewer->seen;
  }
  return {.subject = event.subject,
          .party = "",  // the caller does not learn of it
          .subject_scope = LogScope(event.subject),
          .exchange_group = ExchangeBytes(exchange, *seen),
          .office_group = OfficeBytes(context, Answer(), *seen, origin),
          .vector_group = VectorBytes(*seen)};
}

}  // namespace

std::vector<LeafDraft> LeavesOf(const Context& context,
                                const std::string& operation,
                                const Method& method,
                                const ParsedRequest& request,
                                const Answer& answer, const Origin& origin) {
  if (!answer.logged || !answer.original_evidence.empty()) return {};
  const ExchangeFields exchange =
      ExchangeOf(context, operation, method, request, answer, origin);
  std::vector<LeafDraft> leaves;
  leaves.reserve(answer.subjects.size() + answer.events.size() + 1);
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

std::string RelayBytes(const Answer& answer) {
  std::map<std::string, std::string> relays;
  for (const SubjectOutcome& subject : answer.subjects) {
    std::string relay = RelayOf(subject);
    if (!relay.empty()) relays[subject.subject] = std::move(relay);
  }
  std::string bytes;
  for (const auto& [subject, party] : relays) {
    std::string contact;
    WireWriter(contact)
        .Text(v1::RelayContact::kSubjectFieldNumber,
              ResourceName("subjects", subject))
        .Text(v1::RelayContact::kPartyFieldNumber, party);
    WireWriter(bytes).Message(v1::Disclosure::kRelayContactsFieldNumber,
                              contact);
  }
  return bytes;
}

std::string DisclosureBytes(const Answer& answer, absl::string_view relays) {
  std::array<v1::Level, v1::Category_ARRAYSIZE> levels;
  levels.fill(v1::LEVEL_WITHHELD);
  NumberSet obligations;
  for (const SubjectOutcome& subject : answer.subjects) {
    const DisclosedTo disclosed = DisclosedOf(subject);
    for (size_t i = 0; i < levels.size(); ++i) {
      levels[i] = std::max(levels[i], disclosed[i].level);
    }
    AddObligations(subject, obligations);
  }
  std::string bytes;
  bytes.reserve(kUsualGroupSize);
  WireWriter disclosure(bytes);
  for (int category = 1; category < v1::Category_ARRAYSIZE; ++category) {
    const v1::Level level = levels[static_cast<size_t>(category)];
    if (level == v1::LEVEL_WITHHELD) continue;
    std::string entry;
    WireWriter(entry)
        .Number(v1::CategoryDisclosure::kCategoryFieldNumber, category)
        .Number(v1::CategoryDisclosure::kLevelFieldNumber, level);
    disclosure.Message(v1::Disclosure::kCategoriesFieldNumber, entry);
  }
  if (bytes.empty()) return bytes;
  disclosure.Text(v1::Disclosure::kObligationsFieldNumber,
                  obligations.Packed());
  const std::string seen = crypto::Sha256Of({answer.body_hash, bytes, relays});
  disclosure.Text(v1::Disclosure::kEtagFieldNumber,
                  absl::BytesToHexString(seen.substr(0, 16)));
  return bytes;
}

}  // namespace tasuki::exchange
