// S8, 1 and 2: the report, and the case.

#include "tests/scenario/scenario_suspicion.h"

#include "tests/scenario/scenario_setting.h"
#include "tests/scenario/scenarios.h"

namespace tasuki::scenario {
namespace {

Setting Suspicion() {
  const Actor doctor = {"clinic",       "夜間救急",
                        "night clinic", "clinic",
                        kNightClinic,   "p-night-doctor-1",
                        v1::ROLE_OB_DR, v1::PURPOSE_MEDICAL_CARE};
  return Staged(
      {OfTheSeed("npo"), OfTheSeed("mh"),
       OfTheSeed("fs", v1::PURPOSE_PROTECTION),
       OfTheSeed("coord", v1::PURPOSE_PROTECTION), OfTheSeed("dev"),
       OfTheSeed("sup"), OfTheSeed("cgc", v1::PURPOSE_PROTECTION), Director(),
       OfTheSeed("hospital"), OfTheSeed("wco"), OfTheSeed("officer")},
      {{kNightClinic,
        "見本夜間救急",
        "Sample night clinic",
        v1::AUDIENCE_TYPE_OB_HOSP,
        false,
        {doctor}}});
}

v1::ReportContent WhatTheDoctorSaw() {
  return FromText<v1::ReportContent>(R"pb(
    kind: REPORT_KIND_CAPA_6
    recipient: "bodies/hokusei-cgc"
    urgency: REPORT_URGENCY_IMMEDIATE
    narrative: "午前二時に受診した乳児。胸部X線で肋骨骨折。説明が合わない。"
    persons { person: PERSON_LABEL_CHILD name: "見本あかり" }
    persons { person: PERSON_LABEL_MOTHER name: "見本つばさ" }
    persons { person: PERSON_LABEL_FATHER name: "見本りく" }
    whereabouts_now: "夜間救急の処置室"
    reporter { name: "当直医" phone: "059-000-0004" }
  )pb");
}

}  // namespace

Scenario AbuseSuspicion() {
  return {"S8",
          "虐待の疑いは、同意がなくても届く",
          "A suspicion of abuse overrides a refusal",
          Suspicion(),
          {MotherRefusesAll, ClinicReportsAtNight, CentreTellsTheCity,
           CentreAsksTheListed, ServiceGivesTheMinimum, CustodyAtTheHospital,
           OldHistoryIsRefused, MotherIsTold, ItWasABoneDisease}};
}

void MotherRefusesAll(Story& story) {
  story.deployment().StartIntake();
  story.tell().Step("0", "母Jは妊娠SOSに、だれにも伝えないでと話した。",
                    "J told the pregnancy SOS to tell nobody.");
  v1::RegisterSubjectRequest client;
  client.set_alias("つき");
  story.Named("J") =
      story.Do("npo", client, "the client is registered").subject().name();
  story.Named("contact") =
      ConfirmRecord(story, "npo", {story.Named("J"), "", ContactOfJ()});
  v1::SendMessageRequest information =
      MessageOf(story, v1::MESSAGE_KIND_INFORMATION, kMaternalHealth,
                {story.Named("contact")});
  information.set_subject(story.Named("J"));
  story.ExpectRefused({"npo"}, {"市に伝える", "tell the city"}, information,
                      Open(v1::REFUSAL_CODE_CONSENT_ABSENT));
}

void ClinicReportsAtNight(Story& story) {
  story.tell().Step("1", "午前二時。夜間救急 → 児相。乳児Kの肋骨骨折を通告。",
                    "Two at night: the clinic reports an infant's broken ribs "
                    "to the guidance centre.");
  v1::GetReportRequest get;
  get.set_name(SendReport(story, "clinic", WhatTheDoctorSaw()));
  for (const char* actor : {"cgc", "director"}) {
    const auto read = story.Do(actor, get, "the centre reads the report");
    story.Expect(read.content().persons_size() == 3 &&
                     read.header().urgency() == v1::REPORT_URGENCY_IMMEDIATE,
                 "child and guardians by name, at once");
  }
  v1::TakeReportRequest take;
  take.set_name(get.name());
  story.Do("cgc", take, "a worker answers for it");
  story.ExpectRefused({"fs", "mh", "hospital"},
                      {"通告を読む", "read the report"}, get,
                      Hidden(v1::REFUSAL_CODE_NO_BASIS));

  v1::RegisterSubjectRequest child;
  child.set_alias("乳児K");
  story.expected().SetSubject(
      story.Do("clinic", child, "the child is registered").subject().name());
  story.Named("x-ray") =
      ConfirmRecord(story, "clinic", {story.subject(), "", XRayOfK()});
  const std::string records = Sent(
      story, "clinic",
      MessageOf(
          story, v1::MESSAGE_KIND_INFORMATION, kCgc,
          {story.Named("x-ray"),
           ConfirmRecord(story, "clinic", {story.subject(), "", OpinionOnK()}),
           ConfirmRecord(story, "clinic",
                         {story.subject(), "", GuardiansOfK()})},
          v1::BASIS_CODE_CAPA_6));
  for (const char* actor : {"cgc", "director"}) {
    ExpectShown(story, actor, records,
                {"C01○ C02● C09● C12● C17●", "CAPA_6: C01 C02 C09 C12 C17"});
  }
  story.Named("records") = records;
  story.tell().Say(
      "同意の関門はない。X線の所見も、保護者の氏名も、そのまま届く。",
      "There is no gate of consent: the X-ray and the guardians' names arrive "
      "in full.");
}

void CentreTellsTheCity(Story& story) {
  story.tell().Step("2", "児相 → 市。要保護、緊急度AA。",
                    "The guidance centre tells the city: protection, AA.");
  Expectations& expected = story.expected();
  const std::vector<std::string> copies =
      TakenOver(story, "cgc", story.Named("records"));
  v1::OpenCaseRequest open;
  open.set_subject(story.subject());
  open.set_class_(v1::CASE_CLASS_PROTECTION);
  open.add_branches(v1::BRANCH_CHILD_WELFARE);
  open.set_alias("K-0");
  open.set_centre_notice_given(true);
  *open.mutable_bind_sections() = {copies.begin(), copies.end()};
  expected.SetCase(story.Do("cgc", open, "a protection case").case_());
  story.Named("sheet") = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), UrgencySheetOfK()});
  expected.Levels({"cgc"}, "C01● C02● C03● C09● C12● C17● C24●");
  expected.Levels({"director"}, "C01● C02● C03● C09● C17● C24●");
  story.ShowEverybody();

  AddMember(story, "cgc", kFamilySupport, "p-cw-1");
  std::vector<std::string> file = copies;
  file.push_back(story.Named("sheet"));
  const std::string notice =
      Sent(story, "cgc",
           MessageOf(story, v1::MESSAGE_KIND_INFORMATION, kFamilySupport, file,
                     v1::BASIS_CODE_CAPA_6));
  ExpectShown(story, "fs", notice,
              {"C01○ C02● C09● C12● C17●", "CAPA_6: C01 C02 C09 C12 C17"});
  v1::RegisterInCouncilRequest council;
  council.set_case_(story.a_case());
  story.Do("coord", council, "the coordinator registers the case");
  v1::AgreeLeadRequest agree;
  agree.set_name(Proposed(story, "cgc",
                          {kCgc, v1::URGENCY_AA, v1::RANK_ONE, "乳児の骨折"}));
  story.Do("fs", agree, "the city agrees");
  ExpectLead(story, {"cgc", "fs"}, {kCgc, v1::URGENCY_AA});
  expected.Levels({"fs"}, "C01● C02● C03● C09● C12● C17● C24● | CENTRE_ONLY");
  expected.Levels({"coord"},
                  "C01● C02● C03● C09● C12● C17● C24● | CENTRE_ONLY");
  // Supervision oversees the cases that the city leads.
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
