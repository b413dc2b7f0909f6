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
       OfTheSeed("coord", v1::PURPOSE_PROTECTION), OfTheSeed("dev"),
       OfTheSeed("sup"), OfTheSeed("cgc", v1::PURPOSE_PROTECTION), Director(),
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
          {NurseryReports, IntakeAndSafetyCheck, CheckUpHistory,
           ClinicAnswersInPart, CityNotifies, CentreTakesTheLead, Visits,
           FatherAsksWhoReported, Custody, BodiesDisagree, PractitionersAgree,
           HandedBack}};
}

void NurseryReports(Story& story) {
  story.deployment().StartIntake();
  story.tell().Step("1", "保育所 → 家庭支援。四歳の児童Bの背中にあざ。通告。",
                    "The nursery reports a bruised child to family support.");
  const std::string report = SendReport(story, "nursery", WhatTheNurserySaw());
  v1::GetReportRequest get;
  get.set_name(report);
  const auto read = story.Do("fs", get, "the duty desk reads the report");
  story.Expect(read.content().reporter().name() == kReporter &&
                   read.sender() == kNursery,
               "the body that was addressed knows who reported");
  const auto own = story.Do("nursery", get, "the nursery asks what became");
  story.Expect(!own.has_content(), "who sent it reads the header alone");
  story.ExpectRefused({"mh", "sup", "cgc", "dev", "clinic"},
                      {"通告を読む", "read the report"}, get,
                      Hidden(v1::REFUSAL_CODE_NO_BASIS));
  v1::TakeReportRequest take;
  take.set_name(report);
  story.Do("fs", take, "a worker answers for it");
  story.tell().Say(
      "通告は同意を問わず届き、職員が引き受けた。通告者を知るのは受けた係だけ"
      "。",
      "It arrives whatever the consent, and a worker takes it. Only the unit "
      "that was addressed knows who reported.");
  story.CheckEverybody();
}

void IntakeAndSafetyCheck(Story& story) {
  story.tell().Step("2", "家庭支援が受付票を書く。48時間以内に本人を目視した。",
                    "Family support writes the intake sheet; the child was "
                    "seen with own eyes within 48 hours.");
  Expectations& expected = story.expected();
  v1::RegisterSubjectRequest child;
  child.set_alias("児童B");
  expected.SetSubject(
      story.Do("fs", child, "the child is registered").subject().name());
  v1::OpenCaseRequest open;
  open.set_subject(story.subject());
  open.set_class_(v1::CASE_CLASS_PROTECTION);
  open.add_branches(v1::BRANCH_CHILD_WELFARE);
  open.set_alias("B-4");
  open.set_centre_notice_given(true);
  expected.SetCase(story.Do("fs", open, "a protection case").case_());
  story.Named("intake") = ConfirmRecord(
      story, "fs", {story.subject(), story.a_case(), ReportOfB()});
  expected.Levels({"fs"},
                  "C01● C02● C03● C12● C13● C17● C24● C33● | "
                  "OBEY_SAFE_CONTACT");
  expected.Levels({"coord"},
                  "C01● C02● C03● C17● C24● C33● | OBEY_SAFE_CONTACT");
  expected.Levels({"sup"},
                  "C01● C02● C03● C12● C13◐ C17● C24● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  story.tell().Say(
      "統括には通告者の種別だけ。名のない職員には評価も通告者も見えない。",
      "Supervision sees what kind of reporter it was. A worker who is not "
      "named on the case sees neither assessment nor reporter.");
  story.ShowEverybody();
  ExpectInCaseOnlyFor(story, {"fs"}, kReporter);
}

}  // namespace tasuki::scenario
