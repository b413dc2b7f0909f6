// S2, 1 and 2: from the nursery's report to the case.

#include "tests/scenario/scenario_protection.h"

#include "tests/scenario/scenario_setting.h"
#include "tests/scenario/scenarios.h"

namespace tasuki::scenario {
namespace {

Setting Protection() {
  const Actor nursery = {"nursery",
                         "保育所",
                         "nursery",
                         "nursery",
                         kNursery,
                         "p-nursery-1",
                         v1::ROLE_NURSERY_STAFF,
                         v1::PURPOSE_SUPPORT};
  const Actor director = {"director",
                          "児相所長",
                          "director of the guidance centre",
                          "cgc",
                          kCgc,
                          "p-cgc-director-1",
                          v1::ROLE_CGC_DIR,
                          v1::PURPOSE_PROTECTION,
                          false};
  const Actor doctor = {"clinic",
                        "小児科",
                        "paediatric clinic",
                        "clinic",
                        kClinic,
                        "p-child-doctor-1",
                        v1::ROLE_OB_DR,
                        v1::PURPOSE_MEDICAL_CARE};
  return Staged(
      {OfTheSeed("mh"), OfTheSeed("fs", v1::PURPOSE_PROTECTION),
       OfTheSeed("coord"), OfTheSeed("dev"), OfTheSeed("sup"),
       OfTheSeed("cgc", v1::PURPOSE_PROTECTION), director,
       OfTheSeed("hospital"), OfTheSeed("npo"), nursery, OfTheSeed("officer")},
      {{kClinic,
        "見本小児科",
        "Sample paediatric clinic",
        v1::AUDIENCE_TYPE_OB_HOSP,
        false,
        {doctor}}});
}

v1::ReportContent WhatTheNurserySaw() {
  return FromText<v1::ReportContent>(R"pb(
    kind: REPORT_KIND_CAPA_6
    recipient: "bodies/sample-city/units/family-support"
    urgency: REPORT_URGENCY_WITHIN_48_HOURS
    narrative: "登園した四歳児の背中に、新しいあざと古いあざ。"
    persons { person: PERSON_LABEL_CHILD name: "見本ひろと" }
    reporter { name: "見本保育所 主任" phone: "059-000-0003" }
  )pb");
}

}  // namespace

Scenario ProtectionReferral() {
  return {"S2",
          "要保護児童の送致、ランクの変更、主担当の交代",
          "A protection case: referral, change of rank, switch of lead",
          Protection(),
          {NurseryReports}};
}

void NurseryReports(Story& story) {
  story.deployment().StartIntake();
  story.tell().Step("1", "保育所 → 家庭支援。四歳の児童Bの背中にあざ。通告。",
                    "The nursery reports a bruised child to family support.");
  story.Named("report") = SendReport(story, "nursery", WhatTheNurserySaw());
  story.CheckEverybody();
}

}  // namespace tasuki::scenario
