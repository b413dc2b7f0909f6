// She is afraid and has nowhere to live: #27 to #29.

#include "absl/time/clock.h"
#include "tests/scenario/branch_steps.h"

namespace tasuki::scenario {
namespace {

// Consent c3: the women's centre. Where she was stays out of it.
v1::ConsentTerms TermsOfC3(const std::string& subject) {
  v1::ConsentTerms terms = FromText<v1::ConsentTerms>(R"pb(
    holders: "bodies/sample-city/units/maternal-health"
    recipients: "bodies/wco"
    purposes: PURPOSE_WOMENS_SUPPORT
    items {
      level: LEVEL_FULL
      categories: [
        CATEGORY_C01,
        CATEGORY_C02,
        CATEGORY_C03,
        CATEGORY_C05,
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
  terms.set_subject(subject);
  terms.set_valid_until(
      absl::ToUnixSeconds(absl::Now() + absl::Hours(24 * 60)));
  return terms;
}

v1::Record ProtectedPlace() {
  return FromText<v1::Record>(R"pb(
    safety {
      danger_grade: RISK_GRADE_A
      address_protection { active: true }
      shelter { facility_name: "ひまわり寮" address: "となりの県" }
    }
  )pb");
}

v1::SendMessageRequest WhereIsShe(Story& story) {
  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_REQUEST);
  request.set_recipient(kWomensCentre);
  request.set_subject(story.subject());
  request.add_requested(v1::CATEGORY_C15);
  request.mutable_access()->set_need("家庭訪問の予定がある");
  return request;
}

// The counsellor refuses; what the one who asked reads.
void ExpectPlaceKept(Story& story, const std::string& asker) {
  const std::string asked =
      story.Do(asker, WhereIsShe(story), "asks where she is").message();
  v1::RefuseRequestRequest refuse;
  refuse.set_name(asked);
  refuse.set_code(v1::REFUSAL_CODE_LOCATION_PROTECTED);
  story.Do("wco", refuse, "the centre keeps the place to itself");
  const v1::MessageHeader answer = NewestHeader(story, asker);
  story.Expect(answer.in_reply_to() == asked &&
                   answer.refusal() == v1::REFUSAL_CODE_NO_BASIS,
               absl::StrCat(asker, " is not told that a place is kept"));
}

}  // namespace

void SafePlaceAsked(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#27",
                    "本人 → 女性相談支援員。安全な場所がほしい。同意 c3。",
                    "She asks the women's counsellor for a safe place.");
  AddMember(story, kWomensCentre, "p-wco-1");
  story.CheckEverybody();
  expected.AddConsent("c3", AgreeTo(story, "mh", TermsOfC3(story.subject())));
  expected.Levels({"wco"},
                  "C01○ C02● C03● C05● C16● | OBEY_SAFE_CONTACT "
                  "NO_ONWARD_SHARING STOP_AT_EXPIRY");
  story.tell().Say(
      "女性相談支援センターに開く。ほかの機関に見えるものは変わらない。",
      "It opens for the women's centre; for everybody else nothing changes.");
  story.ShowEverybody();
}

void PlaceIsProtected(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("#28",
                    "女性相談支援センターが一時保護。場所は自分だけが持つ。",
                    "The centre protects her; the place stays with it.");
  story.Named("shelter") = ConfirmRecord(
      story, "wco", {story.subject(), story.a_case(), ProtectedPlace()});
  expected.Levels({"wco"},
                  "C01○ C02● C03● C05● C14● C15● C16● | OBEY_SAFE_CONTACT "
                  "NO_ONWARD_SHARING STOP_AT_EXPIRY");
  for (const char* actor : {"mh", "mh-clerk", "midwife", "sup", "fs"}) {
    expected.Drop({actor}, "C33●");
  }
  expected.Drop({"cgc"}, "C33◐");
  // That there is a place is all that is left of it.
  for (const char* actor : {"mh", "mh-clerk", "midwife", "sup", "cgc"}) {
    expected.Gain(actor, "C33○");
  }
  story.tell().Say(
      "支援措置が始まり、どの記録の住所も、見える人がいなくなる。",
      "Address protection begins: place fields close in every record.");
  story.ShowEverybody();
}

void NobodyLearnsThePlace(Story& story) {
  story.tell().Step("#29", "母子保健と病院が、居場所を尋ねる。",
                    "Maternal health and the hospital ask where she is.");
  ExpectPlaceKept(story, "mh");
  ExpectPlaceKept(story, "hospital");
  story.tell().Say(
      "× "
      "どちらにも「根拠がない」としか答えない。場所を守っていることも言わない"
      "。",
      "Both read \"no basis\"; not even that a place is kept is told.");
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  for (const char* actor : {"mh", "fs", "sup", "cgc", "hospital", "npo"}) {
    const auto seen = story.At(actor).Call(read);
    story.Expect(seen.response.SerializeAsString().find("ひまわり寮") ==
                     std::string::npos,
                 absl::StrCat(actor, " does not read the place anywhere"));
  }
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
