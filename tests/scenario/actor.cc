#include "tests/scenario/actor.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace tasuki::scenario {

const std::vector<Actor>& Cast() {
  static const auto* const cast = new std::vector<Actor>{
      {"npo",
       "妊娠SOS",
       "pregnancy SOS",
       "npo",
       "bodies/sos-npo",
       "p-npo-1",
       v1::ROLE_NPO_COUNSEL,
       v1::PURPOSE_SUPPORT,
       true,
       false,
       {v1::CATEGORY_C03, v1::CATEGORY_C05, v1::CATEGORY_C06, v1::CATEGORY_C07,
        v1::CATEGORY_C16, v1::CATEGORY_C19, v1::CATEGORY_C25}},
      {"mh", "母子保健", "maternal health", "mh",
       "bodies/sample-city/units/maternal-health", "p-phn-1", v1::ROLE_PHN,
       v1::PURPOSE_SUPPORT},
      {"mh-clerk", "母子保健の窓口", "maternal health, desk", "mh",
       "bodies/sample-city/units/maternal-health", "p-phn-2", v1::ROLE_PHN,
       v1::PURPOSE_INTAKE, false},
      // Works at a desk without a system, with a certificate of her own.
      {"midwife", "助産師", "midwife", "midwife",
       "bodies/sample-city/units/maternal-health", "p-midwife-1",
       v1::ROLE_MIDWIFE, v1::PURPOSE_SUPPORT, false, true},
      // Has left; her certificate is still good.
      {"former", "元助産師", "former midwife", "former",
       "bodies/sample-city/units/maternal-health", "p-former-1",
       v1::ROLE_MIDWIFE, v1::PURPOSE_SUPPORT, false, true},
      {"fs", "家庭支援", "family support", "fs",
       "bodies/sample-city/units/family-support", "p-cw-1", v1::ROLE_CW,
       v1::PURPOSE_SUPPORT},
      // Registers cases in the council.
      {"coord", "調整担当", "council coordinator", "fs",
       "bodies/sample-city/units/family-support", "p-coord-1", v1::ROLE_COORD,
       v1::PURPOSE_OVERSIGHT, false},
      {"dev", "発達", "child development", "dev",
       "bodies/sample-city/units/child-development", "p-psy-1", v1::ROLE_PSY,
       v1::PURPOSE_SUPPORT},
      {"sup", "統括", "supervision", "sup",
       "bodies/sample-city/units/supervision", "p-chief-1", v1::ROLE_SSW_CHIEF,
       v1::PURPOSE_OVERSIGHT},
      {"cgc", "児相", "child guidance centre", "cgc", "bodies/hokusei-cgc",
       "p-cwo-1", v1::ROLE_CWO, v1::PURPOSE_ASSESSMENT},
      {"hospital", "産科病院", "obstetric hospital", "hospital",
       "bodies/ob-hospital", "p-msw-1", v1::ROLE_MSW, v1::PURPOSE_MEDICAL_CARE},
      {"wco", "女性相談", "women's counselling", "wco", "bodies/wco", "p-wco-1",
       v1::ROLE_WCW, v1::PURPOSE_WOMENS_SUPPORT},
      {"doctor", "嘱託医", "supervising physician", "doctor",
       "bodies/contract-physicians", "p-psychiatrist-1",
       v1::ROLE_SV_PSYCHIATRIST, v1::PURPOSE_SUPERVISION},
      {"agency", "あっせん機関", "adoption agency", "agency",
       "bodies/adoption-agency", "p-adopt-1", v1::ROLE_ADOPT_OFFICER,
       v1::PURPOSE_FOSTER_ADOPTION, false},
      {"facility", "母子生活支援施設", "mother-child facility", "facility",
       "bodies/mother-child-facility", "p-mother-child-1", v1::ROLE_FAC_STAFF,
       v1::PURPOSE_WOMENS_SUPPORT, false},
      {"infant-home", "乳児院", "infant home", "infant-home",
       "bodies/infant-home", "p-infant-home-1", v1::ROLE_FAC_STAFF,
       v1::PURPOSE_PROTECTION, false},
      // Has no part in the mother's case: no purpose of hers.
      {"foster", "里親担当", "foster support", "fs",
       "bodies/sample-city/units/family-support", "p-foster-1",
       v1::ROLE_FOSTER_SUPPORT, v1::PURPOSE_SUPERVISION, false},
      {"register", "戸籍係", "register office", "register",
       "bodies/sample-city/units/register-office", "p-register-1",
       v1::ROLE_REGISTER_CLERK, v1::PURPOSE_PROTECTION, false},
      {"officer", "情報管理責任者", "security officer", "officer",
       "bodies/operator", "p-security-1", v1::ROLE_SECURITY_OFFICER,
       v1::PURPOSE_OVERSIGHT, false},
      {"officer-2", "情報管理責任者（二人目）", "second security officer",
       "officer", "bodies/operator", "p-security-2", v1::ROLE_SECURITY_OFFICER,
       v1::PURPOSE_OVERSIGHT, false},
  };
  return *cast;
}

const Setting& SeedSetting() {
  static const auto* const setting = new Setting{Cast(), R"(
# 退職した助産師 / a midwife who has left
persons {
  id: "p-former-1"
  assignments {
    party: "bodies/sample-city/units/maternal-health"
    role: ROLE_MIDWIFE
    period { from: "2024-04-01" to: "2025-03-31" }
  }
}
# 乳児院 / an infant home
parties {
  name: "bodies/infant-home"
  display_name_ja: "見本乳児院"
  display_name_en: "Sample infant home"
  audience: AUDIENCE_TYPE_FACILITY
  obeys_contact_rules: true
}
persons {
  id: "p-infant-home-1"
  assignments {
    party: "bodies/infant-home"
    role: ROLE_FAC_STAFF
    period { from: "2024-04-01" }
  }
}
systems {
  id: "body/infant-home/system/desk"
  parties: "bodies/infant-home"
}
)"};
  return *setting;
}

std::string UriOf(const Actor& actor) {
  return absl::StrCat("spiffe://tasuki.example/",
                      absl::StrReplaceAll(actor.party, {{"bodies/", "body/"},
                                                        {"/units/", "/unit/"}}),
                      actor.personal ? "/staff/" : "/system/",
                      actor.personal ? actor.person : "desk");
}

}  // namespace tasuki::scenario
