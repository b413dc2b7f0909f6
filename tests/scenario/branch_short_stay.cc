// After the birth: she applies for a short stay at the facility, #30.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

// The facility's own part of c3: what it tells the city of the stay.
v1::ConsentTerms TermsOfTheStay(const std::string& subject) {
  return TermsFor(subject, R"pb(
    holders: "bodies/mother-child-facility"
    recipients: "bodies/sample-city/units/family-support"
    recipients: "bodies/sample-city/units/maternal-health"
    purposes: PURPOSE_SUPPORT
    items { level: LEVEL_FULL categories: CATEGORY_C16 }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_PAPER
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "women-2026-04"
    language: "ja"
    her_words: "費用の手続きに要ることだけ。"
  )pb");
}

v1::Record Application() {
  return FromText<v1::Record>(R"pb(
    livelihood {
      income: INCOME_STATE_NONE
      housing_kind: HOUSING_KIND_FACILITY
      situation {
        text: "親子で十四日間の短期入所を申し込む。自己負担は免除を希望。"
        reviewed_summary: "親子で短期入所中。"
      }
    }
  )pb");
}

v1::Record Birth() {
  v1::Record record = FromText<v1::Record>(R"pb(
    pregnancy { birth { gestational_age: "38w4d" } }
  )pb");
  record.mutable_pregnancy()->mutable_birth()->set_born_on(DaysAgo(5));
  return record;
}

}  // namespace

void ShortStay(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "#30", "出産から五日。施設 → 家庭支援。親子の短期入所を申し込む。",
      "Five days after the birth the facility applies to family support for a "
      "short stay of mother and child.");
  ConfirmRecord(story, "hospital", {story.subject(), story.a_case(), Birth()});
  story.CheckEverybody();
  expected.AddConsent(
      "stay", AgreeTo(story, "facility", TermsOfTheStay(story.subject())));
  const std::string application = ConfirmRecord(
      story, "facility", {story.subject(), story.a_case(), Application()});
  expected.Levels(
      {"fs"},
      "C01● C02● C03● C05● C06◐ C07● C12● C14◐ C16● C17● C18● C19● C24● "
      "C25● C26● C31● C32● | OBEY_SAFE_CONTACT CENTRE_ONLY "
      "ALIAS_ONLY STOP_AT_EXPIRY");
  const std::vector<std::string> place = {"ひまわり寮", "となりの県"};
  ExpectRead(story, "fs",
             SendSections(story, "facility",
                          {kFamilySupport,
                           story.subject(),
                           v1::BASIS_CODE_UNSPECIFIED,
                           {application}}),
             {v1::PURPOSE_SUPPORT,
              {"C16● | CENTRE_ONLY STOP_AT_EXPIRY", "CONSENT: C16"},
              place});
  // Maternal health reads the summary, and that her address is closed.
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  const auto seen = story.Do("mh", read, "maternal health reads the case");
  ExpectWithout(story, "mh", seen, place);
  v1::Record shown;
  for (const v1::Section& section : seen.case_().sections()) {
    if (section.name() == application) shown = section.record();
  }
  story.ExpectSame(shown, FromText<v1::Record>(R"pb(
                     livelihood {
                       income: INCOME_STATE_NONE
                       situation { reviewed_summary: "親子で短期入所中。" }
                     }
                   )pb"),
                   "in short stay, says the facility");
  story.tell().Say(
      "家庭支援には費用の手続きに要る生活の全部。措置はない。母子保健に"
      "見えるのは「短期入所中」と、住所が守られていることだけ。",
      "Family support gets all of the livelihood that the costs need, and no "
      "measure; maternal health reads \"in short stay\", and that her address "
      "is kept.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
