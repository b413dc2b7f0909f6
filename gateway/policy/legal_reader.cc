#include "gateway/policy/legal_reader.h"

#include <array>
#include <cstdint>
#include <initializer_list>

namespace tasuki::policy {
namespace {

static_assert(v1::Role_MAX < 64);

using RolesByAudience = std::array<uint64_t, v1::AudienceType_MAX + 1>;

constexpr RolesByAudience LegalRoles() {
  RolesByAudience table = {};
  const auto legal = [&table](v1::AudienceType audience,
                              std::initializer_list<v1::Role> roles) {
    for (const v1::Role role : roles) table[audience] |= uint64_t{1} << role;
  };
  legal(v1::AUDIENCE_TYPE_CITY_MH, {v1::ROLE_PHN, v1::ROLE_MIDWIFE});
  legal(v1::AUDIENCE_TYPE_CITY_FS,
        {v1::ROLE_CW, v1::ROLE_COORD, v1::ROLE_WCW, v1::ROLE_SINGLE_PARENT_ADV,
         v1::ROLE_FOSTER_SUPPORT});
  legal(v1::AUDIENCE_TYPE_CITY_DEV,
        {v1::ROLE_ST, v1::ROLE_OT, v1::ROLE_PT, v1::ROLE_PSY, v1::ROLE_NURSERY,
         v1::ROLE_MC_COORD});
  legal(v1::AUDIENCE_TYPE_CITY_SUP, {v1::ROLE_SSW_CHIEF, v1::ROLE_HEAD});
  legal(v1::AUDIENCE_TYPE_CGC, {v1::ROLE_CWO, v1::ROLE_CPSY, v1::ROLE_CGC_DIR,
                                v1::ROLE_CGC_LAW, v1::ROLE_FOSTER_SUPPORT});
  legal(v1::AUDIENCE_TYPE_WCO, {v1::ROLE_WCW});
  legal(v1::AUDIENCE_TYPE_OB_HOSP,
        {v1::ROLE_OB_DR, v1::ROLE_MSW, v1::ROLE_OB_NURSE, v1::ROLE_MIDWIFE});
  legal(v1::AUDIENCE_TYPE_SOS_NPO, {v1::ROLE_NPO_COUNSEL, v1::ROLE_MIDWIFE});
  legal(v1::AUDIENCE_TYPE_ADOPT_NPO,
        {v1::ROLE_ADOPT_OFFICER, v1::ROLE_FOSTER_SUPPORT});
  legal(v1::AUDIENCE_TYPE_MCL_FAC, {v1::ROLE_FAC_STAFF});
  legal(v1::AUDIENCE_TYPE_FACILITY, {v1::ROLE_FAC_STAFF});
  legal(v1::AUDIENCE_TYPE_EXT_SUP, {v1::ROLE_SV_PSYCHIATRIST});
  legal(v1::AUDIENCE_TYPE_REGISTER, {v1::ROLE_REGISTER_CLERK});
  legal(v1::AUDIENCE_TYPE_NURSERY, {v1::ROLE_NURSERY_STAFF});
  legal(v1::AUDIENCE_TYPE_SCHOOL, {v1::ROLE_SCHOOL_STAFF});
  legal(v1::AUDIENCE_TYPE_POLICE, {v1::ROLE_POLICE_OFFICER});
  legal(v1::AUDIENCE_TYPE_WELFARE_OFFICE, {v1::ROLE_WELFARE_WORKER});
  legal(v1::AUDIENCE_TYPE_OTHER_CITY, {v1::ROLE_OTHER_CITY_WORKER});
  legal(v1::AUDIENCE_TYPE_OFFICER,
        {v1::ROLE_SECURITY_OFFICER, v1::ROLE_SYS_ADMIN, v1::ROLE_AUDITOR});
  return table;
}

constexpr RolesByAudience kLegalRoles = LegalRoles();

}  // namespace

bool IsLegalReader(v1::AudienceType audience, v1::Role role) {
  return v1::AudienceType_IsValid(audience) && v1::Role_IsValid(role) &&
         ((kLegalRoles[audience] >> role) & 1) != 0;
}

}  // namespace tasuki::policy
