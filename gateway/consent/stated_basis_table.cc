#include "gateway/consent/stated_basis_table.h"

namespace tasuki::consent {
namespace {

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

constexpr StatedRow kTable[] = {
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

constexpr OfficeRow kOffices[] = {
    {v1::REQUESTER_OFFICE_MAYOR, kFs, {v1::ROLE_CW, v1::ROLE_COORD}},
    {v1::REQUESTER_OFFICE_WELFARE_OFFICE_HEAD, kWelfare,
     v1::ROLE_WELFARE_WORKER},
    {v1::REQUESTER_OFFICE_CGC_DIRECTOR,
     kCgc,
     {v1::ROLE_CGC_DIR, v1::ROLE_CWO, v1::ROLE_CGC_LAW}},
};

}  // namespace

absl::Span<const StatedRow> StatedRows() { return kTable; }
absl::Span<const OfficeRow> OfficeRows() { return kOffices; }

}  // namespace tasuki::consent
