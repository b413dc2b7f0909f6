// She is in a safe place, and nobody learns where: #28 and #29.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

v1::Record ProtectedPlace() {
  return FromText<v1::Record>(R"pb(
    safety {
      danger_grade: RISK_GRADE_A
      address_protection { active: true }
      shelter { facility_name: "ひまわり寮" address: "となりの県" }
    }
  )pb");
}

v1::Record EntrustedProtection() {
  return FromText<v1::Record>(R"pb(
    placement {
      measures {
        kind: MEASURE_KIND_ENTRUSTED_CUSTODY
        contact: CONTACT_RESTRICTION_FORBIDDEN
      }
      contact_restricted: PERSON_LABEL_PARTNER
      care_needed: "鉄剤を飲む。面会は断る。"
    }
  )pb");
}

}  // namespace

void PlaceIsProtected(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#28",
                    "女性相談支援センターが一時保護。場所は自分だけが持つ。",
                    "The centre protects her; the place stays with it.");
  story.Named("shelter") = ConfirmRecord(
      story, "wco", {story.subject(), story.a_case(), ProtectedPlace()});
  expected.Levels({"wco"},
                  "C01○ C02● C03● C05● C07◐ C14● C15● C16● | OBEY_SAFE_CONTACT "
                  "NO_ONWARD_SHARING STOP_AT_EXPIRY");
  for (const char* actor :
       {"mh", "mh-clerk", "midwife", "sup", "fs", "counsellor"}) {
    expected.Drop({actor}, "C33●");
  }
  expected.Drop({"cgc"}, "C33◐");
  // That there is a place is all that is left of it.
  for (const char* actor :
       {"mh", "mh-clerk", "midwife", "sup", "cgc", "counsellor"}) {
    expected.Gain(actor, "C33○");
  }
  story.tell().Say(
      "支援措置が始まり、どの記録の住所も、見える人がいなくなる。",
      "Address protection begins: place fields close in every record.");
  story.ShowEverybody();
}

void FacilityTakesHerIn(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#28",
                    "女性相談支援センター → 母子生活支援施設。一時保護を委託。",
                    "The centre entrusts her protection to a facility.");
  AddMember(story, kFacility, "p-mother-child-1");
  v1::AcknowledgeConsentRequest acknowledge;
  acknowledge.set_name(story.NameOfConsent("c3"));
  story.Do("hospital", acknowledge, "she says the same at the hospital");
  story.Do("wco", acknowledge, "and at the centre");
  expected.Levels({"facility"},
                  "C01○ C02● C03● C05● C07◐ C14● C16● | OBEY_SAFE_CONTACT "
                  "NO_ONWARD_SHARING STOP_AT_EXPIRY");
  story.ShowEverybody();
  const std::string protection = ConfirmRecord(
      story, "wco", {story.subject(), story.a_case(), EntrustedProtection()});
  ExpectRead(story, "facility",
             SendSections(story, "wco",
                          {kFacility,
                           story.subject(),
                           v1::BASIS_CODE_MEASURE_EXECUTION,
                           {protection}}),
             {v1::PURPOSE_WOMENS_SUPPORT,
              {"C01○ C20● | NO_ONWARD_SHARING STOP_AT_EXPIRY",
               "CONSENT: C01; MEASURE_EXECUTION: C20"},
              {"ひまわり寮"}});
  story.tell().Say(
      "施設には、同意 c3 "
      "により連絡・生活の全部と妊娠の要約、委託により保護の内容。",
      "By c3 the facility gets contact and livelihood in full and the "
      "pregnancy in summary; by the entrustment the terms of the protection.");
  expected.Gain("facility", "C20●");
  story.ShowEverybody();
}

void NobodyLearnsThePlace(Story& story) {
  story.tell().Step("#29", "母子保健と病院が、居場所を尋ねる。",
                    "Maternal health and the hospital ask where she is.");
  // Not even that a place is kept is told.
  for (const char* asker : {"mh", "hospital"}) {
    ExpectQuestionRefused(story, asker,
                          {.recipient = kWomensCentre,
                           .subject = story.subject(),
                           .categories = {v1::CATEGORY_C15},
                           .need = "家庭訪問の予定がある"},
                          {"wco", v1::REFUSAL_CODE_LOCATION_PROTECTED,
                           v1::REFUSAL_CODE_NO_BASIS});
  }
  story.tell().Say(
      "× "
      "どちらにも「根拠がない」としか答えない。場所を守っていることも言わない"
      "。",
      "Both read \"no basis\"; not even that a place is kept is told.");
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  for (const char* actor : {"mh", "fs", "counsellor", "sup", "cgc", "hospital",
                            "npo", "agency", "facility"}) {
    ExpectWithout(story, actor, story.At(actor).Call(read).response,
                  {"ひまわり寮", "となりの県"});
  }
  // The visit is no visit to a place: she is asked by LINE to come out.
  ExpectChannel(story, "mh", v1::CONTACT_CHANNEL_HOME_VISIT, false,
                {v1::CONTACT_CHANNEL_LINE});
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
