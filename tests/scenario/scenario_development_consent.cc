// Development, 4 to 7: nursery and school, with a parent's consent and after.

#include "tests/scenario/scenario_development.h"

namespace tasuki::scenario {
namespace {

// A parent's consent to one place where the child spends its days.
v1::ConsentTerms TermsOfThePlan(const std::string& subject, const char* place,
                                const char* text_version) {
  v1::ConsentTerms terms = TermsFor(subject, R"pb(
    holders: "bodies/sample-city/units/child-development"
    purposes: PURPOSE_SUPPORT
    items { level: LEVEL_EXISTENCE categories: CATEGORY_C01 }
    items { level: LEVEL_FULL categories: CATEGORY_C03 }
    items {
      level: LEVEL_REDUCED
      categories: [ CATEGORY_C10, CATEGORY_C23 ]
    }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_PAPER
    capacity: CONSENT_CAPACITY_GUARDIAN_FOR_CHILD
    language: "ja"
    her_words: "診断名は伝えないで。"
  )pb");
  terms.add_recipients(place);
  terms.set_text_version(text_version);
  return terms;
}

v1::Record SeenAtTheNursery() {
  return FromText<v1::Record>(R"pb(
    development_assessment {
      informant: INFORMANT_NURSERY
      observation { reviewed_summary: "絵があると自分で動ける。" }
    }
  )pb");
}

v1::Record SchoolConsultation() {
  return FromText<v1::Record>(R"pb(
    development_assessment {
      school_entry {
        text: "通級を希望。母は特別支援学級も見学した。"
        reviewed_summary: "通級による指導を希望。"
      }
      share_with_school: ANSWER_YES
    }
  )pb");
}

ToSend AssessmentTo(Story& story, const char* place) {
  return {place,
          story.subject(),
          v1::BASIS_CODE_UNSPECIFIED,
          {story.Named("assessment")}};
}

// What a place with consent reads of the case.
constexpr char kPlan[] = "C01○ C10◐ | NO_ONWARD_SHARING STOP_AT_EXPIRY";

}  // namespace

void NurseryWithConsent(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("4", "保護者の同意で、保育所に計画の要約。学校にはまだ。",
                    "With a parent's consent the nursery gets the plan in "
                    "summary; the school nothing yet.");
  story.ExpectRefused(
      {"st"},
      {"同意の前に保育所へ送る", "send it to the nursery before the consent"},
      MessageOf(AssessmentTo(story, kNurseryOfF)),
      Open(v1::REFUSAL_CODE_CONSENT_ABSENT));
  TakeIn(story, "mh", {story.a_case(), kNurseryOfF, {"p-nursery-1"}});
  story.CheckEverybody();
  expected.AddConsent(
      "nursery",
      AgreeTo(story, "st",
              TermsOfThePlan(story.subject(), kNurseryOfF, "nursery-2026-04")));
  expected.Levels({"nursery"}, kPlan);
  story.ShowEverybody();
  const auto seen =
      ExpectCase(story, "nursery", story.a_case(), {kPlan, "CONSENT: C01 C10"});
  ExpectWithout(story, "nursery", seen, RawWords());
  ExpectRead(story, "nursery",
             SendSections(story, "st", AssessmentTo(story, kNurseryOfF)),
             {v1::PURPOSE_SUPPORT, {kPlan, "CONSENT: C01 C10"}, RawWords()});
  // The check-up is maternal health's, and was not agreed to.
  story.ExpectRefused(
      {"mh"}, {"保育所に健診の記録を送る", "send the nursery the check-up"},
      MessageOf({kNurseryOfF,
                 story.subject(),
                 v1::BASIS_CODE_UNSPECIFIED,
                 {story.Named("check-up")}}),
      Open(v1::REFUSAL_CODE_CONSENT_ABSENT));
  story.ExpectRefused({"st"},
                      {"学校に計画を送る", "send the plan to the school"},
                      MessageOf(AssessmentTo(story, kSchool)),
                      Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
  // What the nursery sees is its own record; the unit writes down what it says.
  ConfirmRecord(story, "nursery",
                {story.subject(), story.a_case(), SeenAtTheNursery()});
  expected.Levels({"nursery"}, "C01○ C10● | NO_ONWARD_SHARING STOP_AT_EXPIRY");
  story.ShowEverybody();
}

void SecondedTherapist(Story& story) {
  story.tell().Step("5",
                    "児童発達支援センターがチームに入る。そこからの出向職員は、"
                    "市の記録を見られなくなる。",
                    "The development centre joins: its own person, seconded to "
                    "the city, sees the city's records no more.");
  TakeIn(story, "mh", {story.a_case(), kTherapyCentre, {"p-dev-centre-1"}});
  story.expected().Levels({"seconded"}, "");
  story.ShowEverybody();
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  story.ExpectRefused({"seconded"}, {"F-2 を開く", "open F-2"}, read,
                      Hidden(v1::REFUSAL_CODE_CONFLICT_OF_INTEREST));
  story.tell().Say(
      "出向元が事案の当事者になったから。同じ係の言語聴覚士は変わらない。",
      "Her home body is a party now; for the speech therapist beside her "
      "nothing changes.");
}

void SchoolEntry(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("6", "就学相談。あらためて同意を得て、学校に渡す。",
                    "School entry: another consent, and the school reads.");
  ConfirmRecord(story, "st",
                {story.subject(), story.a_case(), SchoolConsultation()});
  TakeIn(story, "mh", {story.a_case(), kSchool, {"p-school-1"}});
  story.CheckEverybody();
  expected.AddConsent("school", AgreeTo(story, "st",
                                        TermsOfThePlan(story.subject(), kSchool,
                                                       "school-2026-04")));
  expected.Levels({"school"}, kPlan);
  story.ShowEverybody();
  const auto seen =
      ExpectCase(story, "school", story.a_case(), {kPlan, "CONSENT: C01 C10"});
  std::vector<std::string> hidden = RawWords();
  hidden.emplace_back("特別支援学級");
  ExpectWithout(story, "school", seen, hidden);
  story.Expect(seen.SerializeAsString().find("通級による指導を希望。") !=
                   std::string::npos,
               "the school reads what is wished for");
}

void NurseryNoMore(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("7", "卒園。保護者が保育所への同意を取り消す。",
                    "The child has left; the consent for the nursery is "
                    "withdrawn.");
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(story.NameOfConsent("nursery"));
  withdraw.set_told_consequences(true);
  story.Do("st", withdraw, "the withdrawal is recorded");
  // Its own record stays.
  expected.Levels({"nursery"}, "");
  story.ShowEverybody();
  const v1::MessageHeader stop = NewestHeader(story, "nursery");
  story.Expect(stop.kind() == v1::MESSAGE_KIND_STOP_USE &&
                   stop.consent() == story.NameOfConsent("nursery") &&
                   stop.still_allowed().empty(),
               "the nursery is told to stop, and no law lets it go on");
  story.ExpectRefused({"st"},
                      {"保育所にもう一度送る", "send it to the nursery again"},
                      MessageOf(AssessmentTo(story, kNurseryOfF)),
                      Open(v1::REFUSAL_CODE_CONSENT_WITHDRAWN));
  ExpectCase(story, "school", story.a_case(), {kPlan, "CONSENT: C01 C10"});
}

}  // namespace tasuki::scenario
