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

// What she told the nurse herself, at the visit of that week. Nothing of it is
// from the hospital's chart.
Written ToldOfThePregnancy() {
  const auto record = [](const char* weeks) {
    v1::Record told;
    told.mutable_pregnancy()->set_gestational_age(weeks);
    return told;
  };
  return {record("33w0d"), record("22-33w")};
}

// The nurse writes down how the pregnancy goes: the agency is to hear of it in
// outline, and its table takes that from maternal health, not from the chart.
void NurseWritesThePregnancy(Story& story) {
  story.Named("told-weeks") = ConfirmRecord(
      story, "mh",
      {story.subject(), story.a_case(), ToldOfThePregnancy().full});
}

// The outline, and nothing of what the hospital found.
void ExpectOutlineOnly(Story& story) {
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  const auto seen = story.Do("agency", read, "the agency reads the case");
  v1::Record shown;
  for (const v1::Section& section : seen.case_().sections()) {
    if (section.kind() != v1::SECTION_KIND_PREGNANCY) continue;
    story.Expect(section.name() == story.Named("told-weeks"),
                 "of the pregnancy the agency is shown what the nurse wrote");
    shown = section.record();
  }
  story.ExpectSame(shown, ToldOfThePregnancy().reduced,
                   "what the agency reads of the pregnancy");
  ExpectWithout(story, "agency", seen,
                {"31w2d", "128/84", "貧血", "見本産科病院", "33w0d"});
}

// She did not agree that the hospital shows its chart: neither does it send it,
// nor does the agency get it by asking.
void ChartStaysClosed(Story& story) {
  story.ExpectRefused(
      {"hospital"},
      {"病院のカルテを機関に送る", "send the hospital's chart to the agency"},
      MessageOf({kAgency,
                 story.subject(),
                 v1::BASIS_CODE_UNSPECIFIED,
                 {story.expected().NameOf("pregnancy")}}),
      Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
  const std::string asked = Ask(story, "agency",
                                {.recipient = kHospital,
                                 .subject = story.subject(),
                                 .categories = {v1::CATEGORY_C07},
                                 .need = "お産の病院のカルテを見たい"});
  v1::SendMessageRequest chart =
      MessageOf({kAgency,
                 story.subject(),
                 v1::BASIS_CODE_UNSPECIFIED,
                 {story.expected().NameOf("pregnancy")},
                 v1::MESSAGE_KIND_ANSWER});
  chart.set_in_reply_to(asked);
  story.ExpectRefused(
      {"hospital"},
      {"求められてカルテで答える", "answer the agency with the chart"}, chart,
      Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
  ExpectRequestRefused(story, asked,
                       {"hospital", "agency", v1::REFUSAL_CODE_NO_BASIS,
                        v1::REFUSAL_CODE_NO_BASIS});
  story.tell().Say(
      "× 機関が病院にカルテを求める: "
      "同意の範囲を超えるので渡せず、病院は断る。",
      "The agency asks the hospital for the chart: beyond what she agreed to, "
      "so the hospital cannot send it, and refuses.");
}

}  // namespace

const Shown& OfTheFirstStage() {
  static const auto* const shown = new Shown{
      "C01○ C03● C05● C07◐ C19● | OBEY_SAFE_CONTACT "
      "NO_ONWARD_SHARING STOP_AT_EXPIRY",
      "ADOPTION_STAGE: C01 C03 C05 C07 C19"};
  return *shown;
}

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
      "機関に届くのは、呼び名、連絡の決まり、意向と、保健師が聞いた妊娠の要約だ"
      "け。病院のカルテは届かない。",
      "The agency gets her handle, how to reach her, her wishes and the "
      "pregnancy in outline as the nurse heard it; nothing of the hospital's "
      "chart.");
  story.ShowEverybody();
  ExpectCase(story, "agency", story.a_case(), shown);
  ExpectOutlineOnly(story);
  ChartStaysClosed(story);
}

void AgencyJoins(Story& story) {
  NurseWritesThePregnancy(story);
  ApplyToTheAgency(story, OfTheFirstStage());
}

void AgencyAfterTheSeal(Story& story) {
  // What maternal health wrote before the seal stays with it; she says once
  // more what the agency needs.
  ConfirmRecord(story, "mh",
                {story.subject(), story.a_case(), WishForAdoption()});
  NurseWritesThePregnancy(story);
  story.expected().Gain("cgc", "C19◐");
  story.expected().Gain("npo", "C19◐");
  story.expected().Gain("cgc", "C07◐");
  story.expected().Gain("npo", "C07○");
  story.CheckEverybody();
  ApplyToTheAgency(story,
                   {"C01○ C03● C07◐ C19● | NO_ONWARD_SHARING STOP_AT_EXPIRY",
                    "ADOPTION_STAGE: C01 C03 C07 C19"});
}

}  // namespace tasuki::scenario
