#include "gateway/consent/stated_basis.h"

#include <array>
#include <cstdint>
#include <initializer_list>

#include "gateway/model/party.h"

namespace tasuki::consent {
namespace {

// A set of values of an enum below 64.
template <typename Enum>
class SetOf {
 public:
  constexpr SetOf() = default;
  constexpr SetOf(Enum one) : bits_(Bit(one)) {}  // NOLINT: a set of one
  constexpr SetOf(std::initializer_list<Enum> values) {
    for (const Enum value : values) bits_ |= Bit(value);
  }
  constexpr bool Has(Enum value) const {
    return value > 0 && value < 64 && (bits_ & Bit(value)) != 0;
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr SetOf Without(Enum value) const {
    SetOf less = *this;
    less.bits_ &= ~Bit(value);
    return less;
  }

 private:
  static constexpr uint64_t Bit(Enum value) { return uint64_t{1} << value; }
  uint64_t bits_ = 0;
};
using Audiences = SetOf<v1::AudienceType>;
using Acts = SetOf<v1::MessageKind>;
using Purposes = SetOf<v1::Purpose>;
using Classes = SetOf<v1::CaseClass>;

constexpr auto kMh = v1::AUDIENCE_TYPE_CITY_MH;
constexpr auto kFs = v1::AUDIENCE_TYPE_CITY_FS;
constexpr auto kDev = v1::AUDIENCE_TYPE_CITY_DEV;
constexpr auto kSup = v1::AUDIENCE_TYPE_CITY_SUP;
constexpr auto kCgc = v1::AUDIENCE_TYPE_CGC;
constexpr auto kWco = v1::AUDIENCE_TYPE_WCO;
constexpr auto kHospital = v1::AUDIENCE_TYPE_OB_HOSP;
constexpr auto kNpo = v1::AUDIENCE_TYPE_SOS_NPO;
constexpr auto kAgency = v1::AUDIENCE_TYPE_ADOPT_NPO;
constexpr auto kMotherChild = v1::AUDIENCE_TYPE_MCL_FAC;
constexpr auto kFacility = v1::AUDIENCE_TYPE_FACILITY;
constexpr auto kRegister = v1::AUDIENCE_TYPE_REGISTER;
constexpr auto kNursery = v1::AUDIENCE_TYPE_NURSERY;
constexpr auto kSchool = v1::AUDIENCE_TYPE_SCHOOL;
constexpr auto kPolice = v1::AUDIENCE_TYPE_POLICE;
constexpr auto kWelfare = v1::AUDIENCE_TYPE_WELFARE_OFFICE;
constexpr auto kOtherCity = v1::AUDIENCE_TYPE_OTHER_CITY;
constexpr Audiences kCentre = {kMh, kFs, kDev, kSup};
// Whoever works with families.
constexpr Audiences kAnybody = {
    kMh,       kFs,          kDev,      kSup,
    kCgc,      kWco,         kHospital, kNpo,
    kAgency,   kMotherChild, kFacility, v1::AUDIENCE_TYPE_EXT_SUP,
    kNursery,  kSchool,      kPolice,   kWelfare,
    kOtherCity};

constexpr auto kConsultation = v1::MESSAGE_KIND_CONSULTATION;
constexpr auto kTransfer = v1::MESSAGE_KIND_TRANSFER;
constexpr auto kNotice = v1::MESSAGE_KIND_NOTICE;
constexpr auto kInformation = v1::MESSAGE_KIND_INFORMATION;
constexpr auto kAnswer = v1::MESSAGE_KIND_ANSWER;

constexpr auto kIntake = v1::PURPOSE_INTAKE;
constexpr auto kAssessment = v1::PURPOSE_ASSESSMENT;
constexpr auto kSupport = v1::PURPOSE_SUPPORT;
constexpr auto kProtection = v1::PURPOSE_PROTECTION;
constexpr auto kMedical = v1::PURPOSE_MEDICAL_CARE;
constexpr auto kHandover = v1::PURPOSE_HANDOVER;

struct Way {
  Audiences senders, recipients;
};
enum class Asked { kNot, kFirst, kAndHerWill };

// One basis. An act that is an ANSWER answers a REQUEST on the same basis, for
// one of the purposes; any other is the sender's own motion.
struct Row {
  v1::BasisCode basis;
  Acts acts;
  std::array<Way, 3> ways;
  Purposes purposes = {};
  Asked asked = Asked::kNot;
  Classes classes = {};
  bool own_duty = false;  // who receives it acts on a duty of its own
};

constexpr Row kTable[] = {
    // Technical help that a city asks for (CWA 10(2), (3)).
    {.basis = v1::BASIS_CODE_CWA_10_CONSULT,
     .acts = kConsultation,
     .ways = {{{kCentre, kCgc}}}},
    // What care, welfare and education tell the municipality of a person who
    // may need support.
    {.basis = v1::BASIS_CODE_CWA_21_10_5,
     .acts = kInformation,
     .ways = {{{{kHospital, kMotherChild, kFacility, kNursery, kSchool},
                {kMh, kFs, kOtherCity}}}},
     .asked = Asked::kFirst,
     .classes = {v1::CASE_CLASS_SUPPORT, v1::CASE_CLASS_SPECIFIED_PREGNANCY}},
    // Records that go with a report, or after it. The report itself is taken
    // by the intake.
    {.basis = v1::BASIS_CODE_CAPA_6,
     .acts = kInformation,
     .ways = {{{kAnybody.Without(kFs), kFs},
               {kAnybody.Without(kCgc), kCgc},
               {kAnybody.Without(kWelfare), kWelfare}}},
     .own_duty = true},
    {.basis = v1::BASIS_CODE_CWA_25,
     .acts = kInformation,
     .ways = {{{kAnybody.Without(kFs), kFs},
               {kAnybody.Without(kCgc), kCgc},
               {kAnybody.Without(kWelfare), kWelfare}}},
     .own_duty = true},
    // Between city and child guidance centre, and between two centres.
    {.basis = v1::BASIS_CODE_CWA_25_7_TRANSFER,
     .acts = kTransfer,
     .ways = {{{kCentre, kCgc}}},
     .own_duty = true},
    {.basis = v1::BASIS_CODE_CWA_25_7_NOTICE,
     .acts = kNotice,
     .ways = {{{kCentre, kCgc}}},
     .own_duty = true},
    {.basis = v1::BASIS_CODE_CWA_26_TRANSFER_BACK,
     .acts = {kTransfer, kNotice},
     .ways = {{{kCgc, kFs}}},
     .own_duty = true},
    {.basis = v1::BASIS_CODE_CAPA_4_6,
     .acts = {kTransfer, kInformation},
     .ways = {{{kCgc, kCgc}}},
     .classes = v1::CASE_CLASS_PROTECTION,
     .own_duty = true},
    {.basis = v1::BASIS_CODE_JUVENILE_6_6,
     .acts = kTransfer,
     .ways = {{{kPolice, kCgc}}},
     .own_duty = true},
    // A child born in confidence, and its register.
    {.basis = v1::BASIS_CODE_CB_CHILD_FACTS,
     .acts = kInformation,
     .ways = {{{kHospital, {kCgc, kFs}}, {kCgc, kFs}}},
     .own_duty = true},
    {.basis = v1::BASIS_CODE_FAMILY_REGISTER,
     .acts = kNotice,
     .ways = {{{{kCgc, kHospital, kFs}, kRegister}}}},
    // What carrying out a measure needs, both ways.
    {.basis = v1::BASIS_CODE_MEASURE_EXECUTION,
     .acts = {kInformation, kAnswer},
     .ways = {{{kCgc, {kFacility, kMotherChild, kHospital, kMh, kDev, kFs}},
               {{kFacility, kMotherChild, kHospital}, kCgc},
               {kWco, kMotherChild}}},
     .purposes = {kIntake, kAssessment, kSupport, kProtection, kMedical,
                  v1::PURPOSE_WOMENS_SUPPORT, v1::PURPOSE_FOSTER_ADOPTION,
                  kHandover}},
    // On request.
    {.basis = v1::BASIS_CODE_CAPA_13_4,
     .acts = kAnswer,
     .ways = {{{{kHospital, kWco, kMotherChild, kFacility, kNursery, kSchool,
                 kWelfare, kOtherCity, kCgc},
                kFs},
               {{kMh, kFs, kDev, kSup, kHospital, kWco, kMotherChild, kFacility,
                 kNursery, kSchool, kWelfare, kOtherCity},
                kCgc},
               {{kMh, kFs, kDev, kCgc, kHospital, kNursery, kSchool, kFacility,
                 kMotherChild},
                kWelfare}}},
     .purposes = {kIntake, kAssessment, kProtection}},
    {.basis = v1::BASIS_CODE_COUNCIL_REQUEST,
     .acts = kAnswer,
     .ways = {{{{kCgc, kHospital, kNpo, kAgency, kMotherChild, kFacility,
                 kNursery, kSchool, kWelfare, kWco},
                kFs}}},
     .purposes = {kAssessment, kProtection, kSupport}},
    {.basis = v1::BASIS_CODE_MCHA_19_2,
     .acts = kAnswer,
     .ways = {{{kOtherCity, kMh}, {kMh, kOtherCity}}},
     .purposes = {kSupport, kHandover}},
    {.basis = v1::BASIS_CODE_INTERNAL_OTHER_DUTY,
     .acts = kAnswer,
     .ways = {{{{kWelfare, kNursery, kSchool}, kFs}, {{kFs, kMh}, kWelfare}}},
     .purposes = {kIntake, kAssessment, kSupport}},
    {.basis = v1::BASIS_CODE_COOPERATE_PUBLIC_DUTY,
     .acts = kAnswer,
     .ways = {{{{kNpo, kAgency}, {kFs, kCgc}}}},
     .purposes = {kIntake, kAssessment, kProtection},
     .asked = Asked::kFirst},
    {.basis = v1::BASIS_CODE_RESIDENT_SURVEY,
     .acts = kAnswer,
     .ways = {{{kOtherCity, {kMh, kFs}}}},
     .purposes = {kAssessment, kProtection}},
    // By a private body, where asking her is hard.
    {.basis = v1::BASIS_CODE_CHILD_SOUND_GROWTH,
     .acts = kInformation,
     .ways = {{{{kNpo, kAgency}, {kMh, kFs, kCgc}}}},
     .asked = Asked::kFirst},
    // Of an adult victim: as she wills, or in danger to life.
    {.basis = v1::BASIS_CODE_DVA_6_REPORT,
     .acts = kInformation,
     .ways = {{{{kHospital, kMh, kFs, kNpo, kMotherChild}, {kWco, kPolice}}}},
     .asked = Asked::kAndHerWill},
};

struct Office {
  v1::RequesterOffice office;
  v1::AudienceType audience;
  SetOf<v1::Role> roles;  // who act in that name
};
constexpr Office kOffices[] = {
    {v1::REQUESTER_OFFICE_MAYOR, kFs, {v1::ROLE_CW, v1::ROLE_COORD}},
    {v1::REQUESTER_OFFICE_WELFARE_OFFICE_HEAD, kWelfare,
     v1::ROLE_WELFARE_WORKER},
    {v1::REQUESTER_OFFICE_CGC_DIRECTOR,
     kCgc,
     {v1::ROLE_CGC_DIR, v1::ROLE_CWO, v1::ROLE_CGC_LAW}},
};

const Row* RowOf(v1::BasisCode basis) {
  for (const Row& row : kTable) {
    if (row.basis == basis) return &row;
  }
  return nullptr;
}

// Why there is no way from the one to the other.
v1::RefusalCode WhyNoWay(const Row* row, v1::AudienceType sender,
                         v1::AudienceType recipient, bool asks) {
  if (row == nullptr) return v1::REFUSAL_CODE_NO_BASIS;
  bool sends = false, receives = false;
  for (const Way& way : row->ways) {
    const bool from = way.senders.Has(sender);
    const bool to = way.recipients.Has(recipient);
    if (from && to) return v1::REFUSAL_CODE_UNSPECIFIED;
    sends = sends || from;
    receives = receives || to;
  }
  // Whoever acts is told of itself before it is told of the other.
  if (asks) {
    return receives ? v1::REFUSAL_CODE_NO_BASIS : v1::REFUSAL_CODE_JURISDICTION;
  }
  return sends ? v1::REFUSAL_CODE_JURISDICTION : v1::REFUSAL_CODE_NO_BASIS;
}

}  // namespace

bool CanBeStated(v1::BasisCode basis) { return RowOf(basis) != nullptr; }

bool IsActOf(v1::BasisCode basis, v1::MessageKind kind) {
  const Row* const row = RowOf(basis);
  if (row == nullptr) return false;
  return row->acts.Has(kind == v1::MESSAGE_KIND_REQUEST ? kAnswer : kind);
}

v1::RefusalCode WhyNotState(v1::BasisCode basis, v1::AudienceType sender,
                            v1::AudienceType recipient) {
  return WhyNoWay(RowOf(basis), sender, recipient, /*asks=*/false);
}

v1::RefusalCode WhyNotAsk(v1::BasisCode basis, v1::AudienceType asker,
                          v1::AudienceType asked) {
  return WhyNoWay(RowOf(basis), asked, asker, /*asks=*/true);
}

bool IsPurposeOf(v1::BasisCode basis, v1::Purpose purpose) {
  const Row* const row = RowOf(basis);
  return row != nullptr && row->purposes.Has(purpose);
}

bool StaysInTheBody(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_INTERNAL_OTHER_DUTY;
}

bool IsOfTheCoordinator(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_COUNCIL_REQUEST;
}

bool AsksForAttempt(v1::BasisCode basis) {
  const Row* const row = RowOf(basis);
  return row != nullptr && row->asked != Asked::kNot;
}

bool RespectsHerWill(v1::BasisCode basis) {
  const Row* const row = RowOf(basis);
  return row != nullptr && row->asked == Asked::kAndHerWill;
}

bool NeedsReason(v1::ConsentAttempt attempt) {
  return attempt == v1::CONSENT_ATTEMPT_REFUSED ||
         attempt == v1::CONSENT_ATTEMPT_NOT_ASKED;
}

bool IsHerWill(v1::ConsentAttempt attempt) {
  return attempt == v1::CONSENT_ATTEMPT_GIVEN ||
         attempt == v1::CONSENT_ATTEMPT_GIVEN_IN_PART;
}

bool AsksForClass(v1::BasisCode basis) {
  const Row* const row = RowOf(basis);
  return row != nullptr && !row->classes.empty();
}

bool IsClassOf(v1::BasisCode basis, v1::CaseClass a_class) {
  const Row* const row = RowOf(basis);
  return row != nullptr && row->classes.Has(a_class);
}

bool AsksForOffice(v1::BasisCode basis) {
  return basis == v1::BASIS_CODE_CAPA_13_4;
}

v1::RefusalCode WhyNotInTheNameOf(v1::RequesterOffice office,
                                  v1::AudienceType audience, v1::Role role) {
  for (const Office& one : kOffices) {
    if (one.office != office || one.audience != audience) continue;
    return one.roles.Has(role) ? v1::REFUSAL_CODE_UNSPECIFIED
                               : v1::REFUSAL_CODE_ROLE_NOT_ALLOWED;
  }
  return v1::REFUSAL_CODE_JURISDICTION;
}

v1::OnwardRule OnwardRuleOf(v1::BasisCode basis, v1::AudienceType recipient) {
  const Row* const row = RowOf(basis);
  if (row == nullptr) return v1::ONWARD_RULE_NONE;
  if (row->own_duty) return v1::ONWARD_RULE_FREE;
  return IsCentreUnit(recipient) ? v1::ONWARD_RULE_CENTRE
                                 : v1::ONWARD_RULE_NONE;
}

}  // namespace tasuki::consent
