// S3, 1 and 2: what she tells, and what her child has seen.

#include "tests/scenario/scenario_shelter.h"

#include "tests/scenario/scenario_setting.h"
#include "tests/scenario/scenarios.h"

namespace tasuki::scenario {
namespace {

Newcomer OtherCentre() {
  const auto officer = [](const char* name, const char* ja, const char* en,
                          const char* person) {
    return Actor{name,         ja,     en,           "far-cgc",
                 kOtherCentre, person, v1::ROLE_CWO, v1::PURPOSE_HANDOVER};
  };
  return {
      kOtherCentre,
      "転出先の児童相談所（名は伏せる）",
      "Guidance centre of the new area (not named)",
      v1::AUDIENCE_TYPE_CGC,
      false,
      {officer("far-1", "転出先児相", "new guidance centre", "p-far-1"),
       officer("far-2", "その二人目", "its second officer", "p-far-2"),
       officer("far-3", "名のない職員", "an officer not named", "p-far-3")}};
}

Setting Flight() {
  const Actor counsellor = {"wcw",
                            "女性相談支援員",
                            "women's counsellor",
                            "fs",
                            kFamilySupport,
                            "p-wcw-1",
                            v1::ROLE_WCW,
                            v1::PURPOSE_WOMENS_SUPPORT};
  const Actor refuge = {
      "refuge", "避難先の施設", "refuge",           "refuge",
      kRefuge,  "p-refuge-1",   v1::ROLE_FAC_STAFF, v1::PURPOSE_WOMENS_SUPPORT};
  const Actor nurse = {"other-city",
                       "転出先の市町村",
                       "new municipality",
                       "other-city",
                       kOtherCity,
                       "p-other-city-1",
                       v1::ROLE_OTHER_CITY_WORKER,
                       v1::PURPOSE_HANDOVER};
  return Staged({counsellor, OfTheSeed("fs", v1::PURPOSE_PROTECTION),
                 OfTheSeed("coord", v1::PURPOSE_PROTECTION), OfTheSeed("mh"),
                 OfTheSeed("mh-clerk"), OfTheSeed("dev"), OfTheSeed("sup"),
                 OfTheSeed("cgc", v1::PURPOSE_PROTECTION), OfTheSeed("wco"),
                 OfTheSeed("officer")},
                {{kRefuge,
                  "避難先の施設（名は伏せる）",
                  "Refuge (not named)",
                  v1::AUDIENCE_TYPE_MCL_FAC,
                  false,
                  {refuge}},
                 {kOtherCity,
                  "転出先の市町村（名は伏せる）",
                  "New municipality (not named)",
                  v1::AUDIENCE_TYPE_OTHER_CITY,
                  false,
                  {nurse}},
                 OtherCentre()});
}

v1::ConsentTerms TermsForTheCentre(const std::string& subject) {
  return TermsFor(subject, R"pb(
    holders: "bodies/sample-city/units/family-support"
    recipients: "bodies/wco"
    purposes: PURPOSE_WOMENS_SUPPORT
    items {
      level: LEVEL_FULL
      categories: [
        CATEGORY_C01,
        CATEGORY_C02,
        CATEGORY_C05,
        CATEGORY_C14,
        CATEGORY_C33
      ]
    }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_VOICE
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "shelter-2026-04"
    language: "ja"
    her_words: "県の相談支援センターにだけ伝えて。"
  )pb");
}

// An adult's own matter goes to the police as she wills (SR-14).
void NotAgainstHerWill(Story& story) {
  v1::SendMessageRequest report = MessageOf({"bodies/prefectural-police",
                                             story.Named("D"),
                                             v1::BASIS_CODE_DVA_6_REPORT,
                                             {story.Named("violence")}});
  report.set_attempt(v1::CONSENT_ATTEMPT_REFUSED);
  report.set_attempt_reason("警察には言わないでと話した");
  story.ExpectRefused(
      {"wcw"},
      {"本人の意思に反して警察に伝える", "tell the police against her will"},
      report, Open(v1::REFUSAL_CODE_NO_BASIS));
}

}  // namespace

Scenario MotherMovesToAShelter() {
  return {"S3",
          "DVから逃れる母と子。避難先をだれにも知らせない",
          "A mother flees from violence with her child, and nobody learns "
          "where to",
          Flight(),
          {SheIsHeard, ChildHasSeenIt, CityWorksTogether, CentreShelters,
           PlaceIsAskedFor, HusbandCalls, HusbandWantsACopy, AddressIsProtected,
           NewCityAsks, NobodyLearnsTheCity, CentresHandOver, LeaksAreClosed,
           ConferenceIsTold}};
}

void ExpectSeenOfD(Story& story, const SeenBy& seen) {
  v1::GetCaseRequest read;
  read.set_name(story.Named("case of D"));
  for (const Actor& actor : story.deployment().cast()) {
    const auto reply = story.At(actor.name).Call(read);
    const auto expected = seen.find(actor.name);
    const std::string levels =
        reply.ok() ? LevelsText(reply.response.disclosure()) : "";
    story.Expect(
        levels == (expected == seen.end() ? "" : expected->second),
        absl::StrCat(actor.name, " is shown ", levels, " of the case of D"));
  }
}

void SheIsHeard(Story& story) {
  story.tell().Step("1",
                    "母D → 女性相談支援員。夫の暴力。伝えてよいのは県の"
                    "女性相談支援センターだけ。",
                    "D tells the women's counsellor; the women's centre alone "
                    "may hear of it.");
  story.Named("D") = Register(story, "wcw", "D");
  story.Named("case of D") = OpenCaseOf(
      story, "wcw",
      {story.Named("D"), "D-3", v1::CASE_CLASS_SUPPORT, v1::BRANCH_WOMEN});
  ConfirmRecord(story, "wcw",
                {story.Named("D"), story.Named("case of D"), ProfileOfD()});
  story.Named("violence") = ConfirmRecord(
      story, "wcw",
      {story.Named("D"), story.Named("case of D"), ViolenceAgainstD()});
  SeenBy seen = {
      {"wcw", "C01● C02● C03● C05● C14● C24● C33● | OBEY_SAFE_CONTACT"},
      {"fs", "C01● C02● C03● C05● C24● C33● | OBEY_SAFE_CONTACT"},
      {"coord", "C01● C02● C03● C05● C24● C33● | OBEY_SAFE_CONTACT"},
      {"sup",
       "C01● C02● C03● C05● C14● C24● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY"}};
  ExpectSeenOfD(story, seen);
  story.ExpectRefused(
      {"wcw"},
      {"同意の前にセンターへ送る", "send it to the centre before the consent"},
      MessageOf({kWomensCentre,
                 story.Named("D"),
                 v1::BASIS_CODE_UNSPECIFIED,
                 {story.Named("violence")}}),
      Open(v1::REFUSAL_CODE_CONSENT_ABSENT));

  TakeIn(story, "wcw", {story.Named("case of D"), kWomensCentre, {"p-wco-1"}});
  AgreeTo(story, "wcw", TermsForTheCentre(story.Named("D")));
  const char kCentre[] =
      "C01○ C02● C05● C14● C33● | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
      "STOP_AT_EXPIRY";
  seen["wco"] = kCentre;
  ExpectSeenOfD(story, seen);
  ExpectCase(story, "wco", story.Named("case of D"),
             {kCentre, "WSA_15_COUNCIL: C01 C02 C05 C14 C33"});
  story.tell().Say(
      "暴力の記録は、聞いた支援員と統括、同意したセンターだけ。同じ係の職員に"
      "も見えない。",
      "What she told of the violence: the counsellor, the supervision, and the "
      "centre that she agreed to; not the colleagues of the unit.");
}

void ChildHasSeenIt(Story& story) {
  story.tell().Step("2",
                    "児童E（一歳）の前での暴力。家庭支援が心理的虐待の"
                    "疑いとして受け、児相に通告する。住所は入れない。",
                    "E, one year old, has seen it: family support registers "
                    "psychological abuse and reports it without the place.");
  NotAgainstHerWill(story);
  Expectations& expected = story.expected();
  expected.SetSubject(Register(story, "fs", "児童E"));
  expected.SetCase(
      OpenCaseOf(story, "fs",
                 {story.subject(), "E-1", v1::CASE_CLASS_PROTECTION,
                  v1::BRANCH_CHILD_WELFARE}));
  story.Named("profile") = ConfirmRecord(
      story, "fs", {story.subject(), story.a_case(), ProfileOfE()});
  story.Named("intake") = ConfirmRecord(
      story, "fs", {story.subject(), story.a_case(), IntakeOfE()});
  expected.Levels({"fs"},
                  "C01● C02● C03● C05● C12● C13● C17● C24● C33● | "
                  "OBEY_SAFE_CONTACT");
  expected.Levels({"coord", "wcw"},
                  "C01● C02● C03● C05● C17● C24● C33● | OBEY_SAFE_CONTACT");
  expected.Levels({"sup"},
                  "C01● C02● C03● C05● C12● C13◐ C17● C24● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  story.ShowEverybody();
  story.Named("report") = SendSections(
      story, "fs",
      {kCgc, story.subject(), v1::BASIS_CODE_CAPA_6, {story.Named("intake")}});
  ExpectRead(story, "cgc", story.Named("report"),
             {v1::PURPOSE_PROTECTION,
              {"C01○ C02● C12● C17●", "CAPA_6: C01 C02 C12 C17"},
              OldPlaces()});
  story.tell().Say(
      "大人のことは本人の意思による。子のことは同意を待たずに児相へ。",
      "What is hers goes as she wills; what is the child's does not wait for "
      "a consent.");
  story.ShowEverybody();
}

void CityWorksTogether(Story& story) {
  story.tell().Step("2", "母子保健と児相がEの事案に加わり、要対協に登録。",
                    "Maternal health and the guidance centre join; the case "
                    "is registered in the council.");
  Expectations& expected = story.expected();
  TakeIn(story, "fs", {story.a_case(), kMaternalHealth, {"p-phn-1"}});
  story.Named("old profile") = ConfirmRecord(
      story, "mh",
      {story.subject(), story.a_case(), ProfileOfEAtMaternalHealth()});
  story.Named("check-ups") = ConfirmRecord(
      story, "mh", {story.subject(), story.a_case(), CheckUpsOfE()});
  v1::RegisterInCouncilRequest council;
  council.set_case_(story.a_case());
  v1::CouncilMember& centre = *council.add_members();
  centre.set_party(kCgc);
  centre.add_persons("p-cwo-1");
  story.Do("coord", council, "the coordinator registers the case");
  const std::vector<std::string> copies =
      TakenOver(story, "cgc", story.Named("report"), story.a_case());
  story.Expect(copies.size() == 1, "a copy of the intake sheet");
  if (copies.size() == 1) story.Named("copy of the intake") = copies[0];
  story.Named("visit") = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), VisitToE()});
  story.Named("assessment") = ConfirmRecord(
      story, "cgc", {story.subject(), story.a_case(), AssessmentOfE()});
  expected.Levels({"fs"},
                  "C01● C02● C03● C05● C09● C12● C13● C17● C24● C25● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"coord", "wcw"},
                  "C01● C02● C03● C05● C09● C17● C24● C25● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"sup"},
                  "C01● C02● C03● C05● C09● C12● C13◐ C17● C24● C25● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"mh"},
                  "C01● C02● C03● C05● C09● C12● C17◐ C24● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"mh-clerk"},
                  "C01● C02● C03● C05● C09● C17◐ C24● C33● | "
                  "OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"cgc"},
                  "C01● C02● C03● C05● C09● C12● C17● C24● C25● C33● | "
                  "OBEY_SAFE_CONTACT NO_ONWARD_SHARING");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
