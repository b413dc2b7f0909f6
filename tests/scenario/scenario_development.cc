// Development, 1 to 3: from the check-up to the plan.

#include "tests/scenario/scenario_development.h"

#include "tests/scenario/scenario_setting.h"
#include "tests/scenario/scenarios.h"

namespace tasuki::scenario {
namespace {

Actor Therapist(const std::string& name, const char* ja, const char* en,
                const std::string& person, v1::Role role) {
  return {name, ja, en, "dev", kDevelopment, person, role, v1::PURPOSE_SUPPORT};
}

Setting Centre() {
  const Actor nursery = {"nursery",
                         "保育所",
                         "nursery",
                         "nursery",
                         kNurseryOfF,
                         "p-nursery-1",
                         v1::ROLE_NURSERY_STAFF,
                         v1::PURPOSE_SUPPORT};
  const Actor school = {"school",
                        "小学校",
                        "school",
                        "school",
                        kSchool,
                        "p-school-1",
                        v1::ROLE_SCHOOL_STAFF,
                        v1::PURPOSE_SUPPORT};
  const Actor therapy_centre = {"therapy-centre",     "発達支援センター",
                                "development centre", "therapy-centre",
                                kTherapyCentre,       "p-dev-centre-1",
                                v1::ROLE_FAC_STAFF,   v1::PURPOSE_SUPPORT};
  return Staged(
      {OfTheSeed("mh"),
       Therapist("st", "言語聴覚士", "speech therapist", "p-st-1", v1::ROLE_ST),
       Therapist("seconded", "出向の作業療法士", "seconded therapist",
                 "p-sec-2", v1::ROLE_OT),
       OfTheSeed("fs"), OfTheSeed("sup"), OfTheSeed("coord"), OfTheSeed("cgc"),
       nursery, therapy_centre, OfTheSeed("officer")},
      {{kSchool,
        "見本小学校",
        "Sample school",
        v1::AUDIENCE_TYPE_SCHOOL,
        false,
        {school}}});
}

v1::Record CheckUp() {
  return FromText<v1::Record>(R"pb(
    child_health {
      check_ups {
        kind: CHECK_UP_KIND_THREE_YEARS
        attendance: APPOINTMENT_STATE_DONE
        findings {
          item: CHECK_UP_ITEM_SPEECH
          result: FINDING_CLASS_WATCH
          note: "二語文が出ない。"
        }
        judgement: CHECK_UP_JUDGEMENT_FOLLOW_UP
      }
    }
  )pb");
}

v1::Record SpeechOfF() {
  return FromText<v1::Record>(R"pb(
    development_assessment {
      speech {
        text: "発音は明瞭。理解は年齢相応、表出は二歳前半。"
        reviewed_summary: "ことばの表出がゆっくり。"
      }
      services: DEVELOPMENT_SERVICE_SPEECH_THERAPY
    }
  )pb");
}

}  // namespace

std::vector<std::string> RawWords() {
  return {"集団の指示で動ける", "言語聴覚士A", "自閉スペクトラム症",
          "絵カードで一日の予定を示す"};
}

v1::Record AssessmentOfF() {
  return FromText<v1::Record>(R"pb(
    development_assessment {
      tests {
        kind: DEVELOPMENT_TEST_KIND_KSPD_2020
        tested_on: "2026-10-08"
        tester: "言語聴覚士A"
        scores { area: DEVELOPMENT_AREA_LANGUAGE_SOCIAL quotient: "72" }
        interpretation_summary: "ことばより見ることが得意。"
      }
      nursery_concern { reviewed_summary: "切り替えに時間がかかる。" }
      clm_items { item: "集団の指示で動ける" state: CLM_STATE_WITH_HELP }
      guidance_plan {
        goal: "朝の支度を一人で始める。"
        goal_summary: "朝の支度を自分で始める。"
        method: "絵カードで一日の予定を示す"
        evaluation: GOAL_EVALUATION_RUNNING
      }
      diagnosis {
        name: "自閉スペクトラム症"
        class: DIAGNOSIS_CLASS_DEVELOPMENTAL
        care_needed: "見通しを先に示す。"
      }
      share_with_nursery: ANSWER_YES
      share_with_school: ANSWER_NO
      care_needed: "絵と短いことばで伝える。"
    }
  )pb");
}

Scenario ChildWithNeeds() {
  return {"development",
          "発達に支援の要る子。個別の指導計画を、保育所と学校へ",
          "A child with developmental needs: its plan, to nursery and school",
          Centre(),
          {ThreeYearCheckUp, SpeechTherapist, CheckListAndPlan,
           NurseryWithConsent, SecondedTherapist, SchoolEntry, NurseryNoMore}};
}

void ThreeYearCheckUp(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "1", "三歳児健診。ことばが少ない。母子保健が支援を始める。",
      "The check-up at three: few words. Maternal health begins.");
  expected.SetSubject(Register(story, "mh", "F"));
  expected.SetCase(OpenCaseOf(
      story, "mh",
      {story.subject(), "F-2", v1::CASE_CLASS_SUPPORT, v1::BRANCH_MATERNAL}));
  story.Named("check-up") =
      ConfirmRecord(story, "mh", {story.subject(), story.a_case(), CheckUp()});
  expected.Levels({"mh"}, "C01● C03● C09● C24●");
  expected.Levels({"sup"}, "C01● C03● C09● C24● | CENTRE_ONLY");
  expected.Levels({"coord"}, "C01● C03● C24● | CENTRE_ONLY");
  story.ShowEverybody();
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  story.ExpectRefused({"st", "fs", "nursery", "school"},
                      {"F-2 を開く", "open F-2"}, read,
                      Hidden(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
}

void SpeechTherapist(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("2", "発達支援室の言語聴覚士が加わり、ことばを評価する。",
                    "The speech therapist of the development unit comes in.");
  TakeIn(story, "mh", {story.a_case(), kDevelopment, {"p-st-1"}});
  expected.Levels({"st", "seconded"}, "C01○ C03● C09● C24◐ | CENTRE_ONLY");
  story.ShowEverybody();
  ConfirmRecord(story, "st", {story.subject(), story.a_case(), SpeechOfF()});
  expected.Levels({"st", "seconded"}, "C01● C03● C09● C10● C24◐ | CENTRE_ONLY");
  expected.Levels({"mh"}, "C01● C03● C09● C10● C24● | CENTRE_ONLY");
  expected.Gain("sup", "C10●");
  story.ShowEverybody();
  ExpectCase(story, "st", story.a_case(),
             {"C01● C03● C09● C10● C24◐ | CENTRE_ONLY",
              "CENTER_INTEGRATED: C03 C09 C24; OWN: C01 C10"});
}

void CheckListAndPlan(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("3",
                    "検査とチェックリスト（CLM）、個別の指導計画。家庭支援には"
                    "要約。",
                    "Test, check list and individual guidance plan; family "
                    "support gets the summary.");
  story.Named("assessment") = ConfirmRecord(
      story, "st", {story.subject(), story.a_case(), AssessmentOfF()});
  story.CheckEverybody();
  TakeIn(story, "mh", {story.a_case(), kFamilySupport, {"p-cw-1"}});
  expected.Levels({"fs"}, "C01● C03● C09● C10◐ C24● | CENTRE_ONLY");
  story.ShowEverybody();
  const auto seen = ExpectCase(story, "fs", story.a_case(),
                               {"C01● C03● C09● C10◐ C24● | CENTRE_ONLY",
                                "CENTER_INTEGRATED: C01 C03 C09 C10 C24"});
  ExpectWithout(story, "fs", seen, RawWords());
  v1::DevelopmentAssessment shown;
  for (const v1::Section& section : seen.case_().sections()) {
    if (section.name() == story.Named("assessment")) {
      shown = section.record().development_assessment();
    }
  }
  story.Expect(
      shown.clm_items().empty() && shown.guidance_plan_size() == 1 &&
          shown.guidance_plan(0).goal_summary() == "朝の支度を自分で始める。" &&
          shown.care_needed() == "絵と短いことばで伝える。",
      "the goal in summary and what helps, but no check list");
  story.tell().Say(
      "チェックリストの答えと方法、診断名、検査した人は発達支援室から出ない。",
      "Answers, methods, the name of the diagnosis and the tester stay with "
      "the unit.");
}

}  // namespace tasuki::scenario
