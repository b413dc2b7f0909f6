// Single parent, 1 to 3: the adviser, and who needs how much of the money.

#include "tests/scenario/scenario_single_parent.h"

#include "tests/scenario/scenario_setting.h"
#include "tests/scenario/scenarios.h"

namespace tasuki::scenario {
namespace {

Setting Advice() {
  const Actor adviser = {"adviser",
                         "母子・父子自立支援員",
                         "single-parent adviser",
                         "fs",
                         kFamilySupport,
                         "p-single-1",
                         v1::ROLE_SINGLE_PARENT_ADV,
                         v1::PURPOSE_SUPPORT};
  const Actor welfare = {"welfare",
                         "福祉事務所",
                         "welfare office",
                         "welfare",
                         kWelfareOffice,
                         "p-welfare-1",
                         v1::ROLE_WELFARE_WORKER,
                         v1::PURPOSE_SUPPORT};
  Actor home = OfTheSeed("facility", v1::PURPOSE_SUPPORT);
  home.has_row = true;
  const Actor nursery = {"nursery",
                         "保育所",
                         "nursery",
                         "nursery",
                         "bodies/sample-nursery",
                         "p-nursery-1",
                         v1::ROLE_NURSERY_STAFF,
                         v1::PURPOSE_SUPPORT};
  return Staged(
      {adviser, OfTheSeed("mh"), OfTheSeed("mh-clerk"), OfTheSeed("dev"),
       OfTheSeed("sup"), OfTheSeed("cgc"), home, nursery, OfTheSeed("officer")},
      {{kWelfareOffice,
        "見本市 福祉事務所",
        "Sample City, welfare office",
        v1::AUDIENCE_TYPE_WELFARE_OFFICE,
        false,
        {welfare}}});
}

v1::Record ProfileOfG() {
  return FromText<v1::Record>(R"pb(
    subject_profile {
      legal_name: "大西 奈々"
      birth_date: "1998-11-30"
      safe_contact_rules {
        channel: CONTACT_CHANNEL_MOBILE_PHONE
        allowed: true
        priority: 1
      }
    }
  )pb");
}

v1::Record MoneyOfG() {
  return FromText<v1::Record>(R"pb(
    livelihood {
      income: INCOME_STATE_UNSTABLE
      monthly_income_yen: 118000
      employer: "みなと弁当"
      debts_yen: 430000
      arrears: ARREARS_KIND_RENT
      rent_arrears_months: 3
      public_assistance: PUBLIC_ASSISTANCE_NONE
      allowances: ALLOWANCE_KIND_CHILD_REARING
      eviction_threatens: ANSWER_YES
      situation {
        text: "児童扶養手当は全部支給。家賃を三か月滞納し、退去を迫られた。"
        reviewed_summary: "収入が不安定で、住まいを失うおそれがある。"
      }
    }
  )pb");
}

v1::Record AssistanceOfG() {
  return FromText<v1::Record>(R"pb(
    livelihood {
      public_assistance: PUBLIC_ASSISTANCE_APPLIED
      situation {
        text: "十月一日に申請。扶養照会は止めている。"
        reviewed_summary: "生活保護を申請中。"
      }
    }
  )pb");
}

}  // namespace

std::vector<std::string> FiguresOfG() {
  return {"みなと弁当", "児童扶養手当は全部支給"};
}

Scenario MotherOnHerOwn() {
  return {"single-parent",
          "ひとり親。手当と暮らしのこと、だれがどこまで見るか",
          "A single parent: allowance and livelihood, and who sees how much",
          Advice(),
          {AdviserListens, NurseSeesClasses, WelfareOfficeAnswers,
           HomeWithConsent, FormerHusbandPhones, MoneyTakenBack, AllTakenBack}};
}

void AdviserListens(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step(
      "1", "母G → 母子・父子自立支援員。児童扶養手当と、家賃の滞納。",
      "G tells the single-parent adviser: the allowance, and rent "
      "in arrears.");
  expected.SetSubject(Register(story, "adviser", "G"));
  expected.SetCase(OpenCaseOf(
      story, "adviser",
      {story.subject(), "G-5", v1::CASE_CLASS_SUPPORT, v1::BRANCH_MATERNAL}));
  ConfirmRecord(story, "adviser",
                {story.subject(), story.a_case(), ProfileOfG()});
  story.Named("money") = ConfirmRecord(
      story, "adviser", {story.subject(), story.a_case(), MoneyOfG()});
  expected.Levels({"adviser"},
                  "C01● C02● C03● C05● C16● C24● | OBEY_SAFE_CONTACT");
  expected.Levels({"sup"},
                  "C01● C02● C03● C05● C16● C24● | OBEY_SAFE_CONTACT "
                  "CENTRE_ONLY");
  story.ShowEverybody();
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  story.ExpectRefused({"mh", "dev", "welfare", "nursery", "facility"},
                      {"G-5 を開く", "open G-5"}, read,
                      Hidden(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
  // A case of support is the city's own.
  story.ExpectRefused({"cgc"}, {"G-5 を開く", "open G-5"}, read,
                      Hidden(v1::REFUSAL_CODE_CITY_ONLY_CASE));
}

void NurseSeesClasses(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("2", "母子保健が加わる。生活のことは区分だけ。",
                    "Maternal health comes in: of the money, classes only.");
  TakeIn(story, "adviser", {story.a_case(), kMaternalHealth, {"p-phn-1"}});
  expected.Levels({"mh", "mh-clerk"},
                  "C01● C02● C03● C05● C16◐ C24● | OBEY_SAFE_CONTACT "
                  "CENTRE_ONLY");
  story.ShowEverybody();
  const auto seen =
      ExpectCase(story, "mh", story.a_case(),
                 {"C01● C02● C03● C05● C16◐ C24● | OBEY_SAFE_CONTACT "
                  "CENTRE_ONLY",
                  "CENTER_INTEGRATED: C01 C02 C03 C05 C16 C24"});
  v1::Livelihood shown;
  for (const v1::Section& section : seen.case_().sections()) {
    if (section.name() == story.Named("money")) {
      shown = section.record().livelihood();
    }
  }
  story.ExpectSame(shown, FromText<v1::Livelihood>(R"pb(
                     income: INCOME_STATE_UNSTABLE
                     public_assistance: PUBLIC_ASSISTANCE_NONE
                     eviction_threatens: ANSWER_YES
                     situation {
                       reviewed_summary: "収入が不安定で、住まいを失うおそれが"
                                         "ある。"
                     }
                   )pb"),
                   "neither sum nor employer nor allowance");
}

void WelfareOfficeAnswers(Story& story) {
  story.tell().Step("3", "自立支援員 ↔ 福祉事務所。同じ市でも、要る項目だけ。",
                    "Adviser and welfare office: one city, but only what is "
                    "needed.");
  const ToAsk for_what = {.recipient = kFamilySupport,
                          .subject = story.subject(),
                          .categories = {v1::CATEGORY_C16},
                          .need = "保護の要否を判断するため",
                          .basis = v1::BASIS_CODE_INTERNAL_OTHER_DUTY};
  story.ExpectRefused({"welfare"},
                      {"知らされていない人のことを尋ねる",
                       "ask about somebody it was not told of"},
                      QuestionOf(for_what), Hidden(v1::REFUSAL_CODE_NO_BASIS));
  TakeIn(story, "adviser", {story.a_case(), kWelfareOffice, {"p-welfare-1"}});
  story.CheckEverybody();
  ToSend money = {kWelfareOffice,
                  story.subject(),
                  v1::BASIS_CODE_INTERNAL_OTHER_DUTY,
                  {story.Named("money")},
                  v1::MESSAGE_KIND_ANSWER};
  v1::SendMessageRequest answer = MessageOf(money);
  answer.set_in_reply_to(Ask(story, "welfare", for_what));
  const std::string told =
      story.Do("adviser", answer, "the adviser answers").message();
  ExpectRead(story, "welfare", told,
             {v1::PURPOSE_SUPPORT,
              {"C16◐ | NO_ONWARD_SHARING", "INTERNAL_OTHER_DUTY: C16"},
              FiguresOfG()});
  TakeOver(story, "welfare", told, v1::PURPOSE_SUPPORT);
  // And the other way round: the state of public assistance.
  answer = MessageOf({kFamilySupport,
                      story.subject(),
                      v1::BASIS_CODE_INTERNAL_OTHER_DUTY,
                      {ConfirmRecord(story, "welfare",
                                     {story.subject(), "", AssistanceOfG()})},
                      v1::MESSAGE_KIND_ANSWER});
  answer.set_in_reply_to(Ask(story, "adviser",
                             {.recipient = kWelfareOffice,
                              .subject = story.subject(),
                              .categories = {v1::CATEGORY_C16},
                              .need = "手当と生活保護を調整するため",
                              .basis = v1::BASIS_CODE_INTERNAL_OTHER_DUTY}));
  ExpectRead(story, "adviser",
             story.Do("welfare", answer, "the office answers").message(),
             {v1::PURPOSE_SUPPORT,
              {"C16◐ | CENTRE_ONLY", "INTERNAL_OTHER_DUTY: C16"},
              {"扶養照会"}});
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
