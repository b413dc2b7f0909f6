// She is afraid and has nowhere to live: #27.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

// Consent c3: the women's centre and a facility. Where she was stays out of it.
v1::ConsentTerms TermsOfC3(const std::string& subject) {
  return TermsFor(subject, R"pb(
    holders: "bodies/sample-city/units/family-support"
    holders: "bodies/sample-city/units/maternal-health"
    holders: "bodies/ob-hospital"
    holders: "bodies/wco"
    recipients: "bodies/wco"
    recipients: "bodies/mother-child-facility"
    purposes: PURPOSE_WOMENS_SUPPORT
    items {
      level: LEVEL_FULL
      categories: [
        CATEGORY_C01,
        CATEGORY_C02,
        CATEGORY_C03,
        CATEGORY_C05,
        CATEGORY_C14,
        CATEGORY_C16
      ]
    }
    items { level: LEVEL_REDUCED categories: CATEGORY_C07 }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_VOICE
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "women-2026-04"
    language: "ja"
    her_words: "居場所はだれにも言わないで。"
  )pb");
}

// What she is shown before she agrees: the most that each would ever get.
std::vector<v1::ConsentView> ViewsOfC3() {
  auto women = FromText<v1::ConsentView>(R"pb(
    party: "bodies/wco"
    categories { category: CATEGORY_C01 level: LEVEL_EXISTENCE }
    categories { category: CATEGORY_C02 level: LEVEL_FULL }
    categories { category: CATEGORY_C03 level: LEVEL_FULL }
    categories { category: CATEGORY_C05 level: LEVEL_FULL }
    categories { category: CATEGORY_C07 level: LEVEL_REDUCED }
    categories { category: CATEGORY_C14 level: LEVEL_FULL }
    categories { category: CATEGORY_C16 level: LEVEL_FULL }
  )pb");
  v1::ConsentView facility = women;
  facility.set_party("bodies/mother-child-facility");
  return {women, facility};
}

v1::Record WhatFrightensHer() {
  return FromText<v1::Record>(R"pb(
    safety {
      incidents {
        kinds: VIOLENCE_KIND_MENTAL
        source: INFORMATION_SOURCE_TOLD_BY_PERSON
        said_by: PERSON_LABEL_SUBJECT
        text: "知っている男が二晩つづけて戸口に立ち、名前を呼んだ。"
        reviewed_summary: "つきまといを恐れている。"
      }
      perpetrator { person: PERSON_LABEL_PARTNER }
    }
  )pb");
}

// The counsellor's own hand is in the log: party, person and role.
void ExpectRecordedByCounsellor(Story& story,
                                const v1::Disclosure& disclosure) {
  story.Expect(disclosure.evidence_size() == 1,
               "the consent leaves evidence with the counsellor");
  if (disclosure.evidence().empty()) return;
  const v1::ExchangeGroup logged =
      story.EntryOf(disclosure.evidence(0).leaf_hash()).exchange();
  story.Expect(logged.party() == kFamilySupport &&
                   logged.person() == "p-wcw-1" &&
                   logged.role() == v1::ROLE_WCW &&
                   logged.purpose() == v1::PURPOSE_WOMENS_SUPPORT,
               "the log says that the women's counsellor recorded it");
}

// Shows her who would see what, compares that, and records what she agrees to.
std::string AgreeBeforeTheCounsellor(Story& story) {
  v1::GrantConsentRequest grant;
  *grant.mutable_terms() = TermsOfC3(story.subject());
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() = grant.terms();
  auto shown = story.Do("counsellor", preview, "what would be seen");
  grant.set_preview_hash(shown.preview_hash());
  v1::PreviewConsentResponse found, expected;
  for (v1::ConsentView view : shown.views()) {
    view.clear_words_ja();
    view.clear_words_en();
    *found.add_views() = view;
  }
  for (const v1::ConsentView& view : ViewsOfC3()) *expected.add_views() = view;
  story.ExpectSame(found, expected, "what c3 would show");
  const auto granted = story.Do("counsellor", grant, "she agrees");
  ExpectRecordedByCounsellor(story, granted.disclosure());
  return granted.consent();
}

// Her consent to the first stage stands as it was, and shows what it showed.
void ExpectAdoptionUntouched(Story& story) {
  v1::GetConsentRequest get;
  get.set_name(story.NameOfConsent("stage1"));
  const auto stage = story.Do("mh", get, "what became of the first stage");
  story.Expect(stage.state() == v1::CONSENT_STATE_ACTIVE &&
                   stage.terms().adoption_stage() == v1::ADOPTION_STAGE_FIRST,
               "the consent to the first stage is active");
  const std::vector<std::string> recipients(stage.terms().recipients().begin(),
                                            stage.terms().recipients().end());
  story.Expect(recipients == std::vector<std::string>{kAgency},
               "the first stage speaks to the agency alone");
  ExpectCase(story, "agency", story.a_case(), OfTheFirstStage());
  // Neither hears of the other.
  get.set_name(story.NameOfConsent("c3"));
  story.ExpectRefused({"agency", "npo"}, {"同意 c3 を読む", "read consent c3"},
                      get, Hidden(v1::REFUSAL_CODE_NO_BASIS));
}

}  // namespace

void AppliedBefore(Story& story) {
  // Family support is on the team; what is for named persons is not hers yet.
  story.expected().Levels(
      {"counsellor"},
      "C01● C02● C03● C05● C06◐ C07● C16● C17● C18● C19● C24● C25● C31● C32● "
      "C33● | OBEY_SAFE_CONTACT CENTRE_ONLY");
  AgencyJoins(story);
}

void CounsellorHears(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#27", "本人 → 女性相談支援員。男が戸口に立つ。安全な場所がほしい。",
      "She tells the women's counsellor of a man at her door: she wants a safe "
      "place.");
  v1::EndTeamEntryRequest end;
  end.set_case_(story.a_case());
  end.set_party(kFamilySupport);
  story.Do("mh", end, "the lead ends the entry of family support");
  TakeIn(story, "mh", {story.a_case(), kFamilySupport, {"p-cw-1", "p-wcw-1"}});
  expected.Gain("counsellor", "C12●");
  story.ShowEverybody();
  ConfirmRecord(story, "counsellor",
                {story.subject(), story.a_case(), WhatFrightensHer()});
  for (const char* actor : {"counsellor", "sup"}) {
    expected.Gain(actor, "C14●");
  }
  for (const char* actor : {"fs", "mh", "cgc"}) expected.Gain(actor, "C14◐");
  story.tell().Say(
      "暴力の記録は、聞いた支援員と統括に全部、氏名のある職員に要約だけ。",
      "What she fears: the counsellor and the supervision read all of it, who "
      "is named on the case a summary.");
  story.ShowEverybody();
}

void SafePlaceAsked(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#27", "女性相談支援員が同意 c3 を受ける。",
                    "She gives consent c3 before the counsellor.");
  AddMember(story, kWomensCentre, "p-wco-1");
  story.CheckEverybody();
  expected.AddConsent("c3", AgreeBeforeTheCounsellor(story));
  expected.Levels({"wco"},
                  "C01○ C03● C07◐ C14● | NO_ONWARD_SHARING STOP_AT_EXPIRY");
  ExpectCase(story, "wco", story.a_case(),
             {"C01○ C03● C07◐ C14● | NO_ONWARD_SHARING STOP_AT_EXPIRY",
              "WSA_15_COUNCIL: C01 C03 C07 C14"});
  story.tell().Say(
      "すぐに開くのは、支援員の係の記録だけ。母子保健の記録は、保健師が"
      "本人から同じことを聞くまで開かない。",
      "At once it opens what the counsellor's unit holds; maternal health's "
      "records only when the nurse has heard the same from her.");
  story.ShowEverybody();
  v1::AcknowledgeConsentRequest acknowledge;
  acknowledge.set_name(story.NameOfConsent("c3"));
  story.Do("mh", acknowledge, "she says the same to the nurse");
  const Shown opened{
      "C01○ C02● C03● C05● C07◐ C14● C16● | OBEY_SAFE_CONTACT "
      "NO_ONWARD_SHARING STOP_AT_EXPIRY",
      "WSA_15_COUNCIL: C01 C02 C03 C05 C07 C14 C16"};
  expected.Levels({"wco"}, opened.levels);
  ExpectCase(story, "wco", story.a_case(), opened);
  ExpectAdoptionUntouched(story);
  story.tell().Say(
      "女性相談支援センターに開く。ほかの機関に見えるものも、縁組の同意も"
      "変わらない。",
      "It opens for the women's centre; for everybody else nothing changes, "
      "and the consent to the adoption stands.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
