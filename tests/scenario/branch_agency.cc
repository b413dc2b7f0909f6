// The adoption agency: #22, before and after the seal.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

v1::ConsentTerms TermsOfStageOne(const std::string& subject) {
  return TermsFor(subject, R"pb(
    holders: "bodies/sample-city/units/maternal-health"
    recipients: "bodies/adoption-agency"
    purposes: PURPOSE_FOSTER_ADOPTION
    items { level: LEVEL_EXISTENCE categories: CATEGORY_C01 }
    items { level: LEVEL_REDUCED categories: CATEGORY_C07 }
    items {
      level: LEVEL_FULL
      categories: [ CATEGORY_C03, CATEGORY_C05, CATEGORY_C19 ]
    }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_PAPER
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "stage1-2026-04"
    language: "ja"
    adoption_stage: ADOPTION_STAGE_FIRST
    her_words: "養親を選ぶところまで。病院の記録は見せないで。"
  )pb");
}

v1::Record WishForAdoption() {
  return FromText<v1::Record>(R"pb(
    intention {
      birth_mode: BIRTH_MODE_CONFIDENTIAL
      raise: RAISE_WISH_ADOPTION_VIA_AGENCY
      words {
        text: "養親になる人を選びたい。"
        reviewed_summary: "特別養子縁組を望む。"
      }
    }
  )pb");
}

}  // namespace

void ApplyToTheAgency(Story& story, const Shown& shown) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#22", "本人が養子縁組あっせん機関に申し込む。第一段階の同意だけ。",
      "She applies to the adoption agency and consents to the first stage.");
  AddMember(story, kAgency, "p-adopt-1");
  story.CheckEverybody();
  expected.AddConsent("stage1",
                      AgreeTo(story, "mh", TermsOfStageOne(story.subject())));
  expected.Levels({"agency"}, shown.levels);
  story.tell().Say(
      "機関に届くのは、呼び名、連絡の決まり、意向だけ。病院のカルテは届かない"
      "。",
      "The agency gets her handle, how to reach her and her wishes; nothing of "
      "the hospital's chart.");
  story.ShowEverybody();
  ExpectCase(story, "agency", story.a_case(), shown);
  story.ExpectRefused(
      {"hospital"},
      {"病院のカルテを機関に送る", "send the hospital's chart to the agency"},
      MessageOf({kAgency,
                 story.subject(),
                 v1::BASIS_CODE_UNSPECIFIED,
                 {story.expected().NameOf("pregnancy")}}),
      Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
}

void AgencyJoins(Story& story) {
  ApplyToTheAgency(story, {"C01○ C03● C05● C19● | OBEY_SAFE_CONTACT "
                           "NO_ONWARD_SHARING STOP_AT_EXPIRY",
                           "ADOPTION_STAGE: C01 C03 C05 C19"});
}

void AgencyAfterTheSeal(Story& story) {
  // What maternal health wrote before the seal stays with it; she says once
  // more what the agency needs.
  ConfirmRecord(story, "mh",
                {story.subject(), story.a_case(), WishForAdoption()});
  story.expected().Gain("cgc", "C19◐");
  story.expected().Gain("npo", "C19◐");
  story.CheckEverybody();
  ApplyToTheAgency(story, {"C01○ C03● C19● | NO_ONWARD_SHARING STOP_AT_EXPIRY",
                           "ADOPTION_STAGE: C01 C03 C19"});
}

}  // namespace tasuki::scenario
