// Single parent, 4 to 7: a home that she agrees to, and what she takes back.

#include "tests/scenario/scenario_single_parent.h"

namespace tasuki::scenario {
namespace {

v1::ConsentTerms TermsOfTheMove(const std::string& subject) {
  return TermsFor(subject, R"pb(
    holders: "bodies/sample-city/units/family-support"
    recipients: "bodies/mother-child-facility"
    purposes: PURPOSE_SUPPORT
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
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_PAPER
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "move-2026-04"
    language: "ja"
    her_words: "借金のことは、入所が決まるまで。"
  )pb");
}

v1::Inquiry QuestionOfTheFormerHusband() {
  return FromText<v1::Inquiry>(R"pb(
    channel: CONTACT_CHANNEL_MOBILE_PHONE
    claimed_relation: CLAIMED_RELATION_PARTNER
    name_asked_about: "大西 奈々"
    words {
      text: "児童扶養手当をもらっているはずだ、どこに住んでいる、と元夫から。"
      reviewed_summary: "手当と住所を尋ねられた。"
    }
  )pb");
}

ToSend MoneyToTheHome(Story& story) {
  return {kHomeForMothers,
          story.subject(),
          v1::BASIS_CODE_UNSPECIFIED,
          {story.Named("money")}};
}

void TakeBack(Story& story, const std::vector<v1::Category>& categories) {
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(story.NameOfConsent("move"));
  withdraw.set_told_consequences(true);
  for (const v1::Category category : categories) {
    withdraw.add_categories(category);
  }
  story.Do("adviser", withdraw, "what she takes back is recorded");
  const v1::MessageHeader stop = NewestHeader(story, "facility");
  story.Expect(stop.kind() == v1::MESSAGE_KIND_STOP_USE &&
                   stop.consent() == withdraw.name(),
               "the home is told to stop");
}

}  // namespace

void HomeWithConsent(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("4", "母子生活支援施設への入所。同意した施設だけが見る。",
                    "She agrees to a home for mothers and children: it reads, "
                    "and nobody else.");
  story.ExpectRefused(
      {"adviser"}, {"同意の前に施設へ送る", "send it before the consent"},
      MessageOf(MoneyToTheHome(story)), Open(v1::REFUSAL_CODE_CONSENT_ABSENT));
  // For a mother and child the home's people are of the women's branch.
  v1::ReclassifyCaseRequest branch;
  branch.set_case_(story.a_case());
  branch.add_branches(v1::BRANCH_MATERNAL);
  branch.add_branches(v1::BRANCH_WOMEN);
  story.Do("adviser", branch, "the women's branch is open, too");
  TakeIn(story, "adviser",
         {story.a_case(), kHomeForMothers, {"p-mother-child-1"}});
  story.CheckEverybody();
  expected.AddConsent(
      "move", AgreeTo(story, "adviser", TermsOfTheMove(story.subject())));
  const char kHome[] =
      "C01○ C02● C03● C05● C16● | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
      "STOP_AT_EXPIRY";
  expected.Levels({"facility"}, kHome);
  story.ShowEverybody();
  ExpectCase(story, "facility", story.a_case(),
             {kHome, "CONSENT: C01 C02 C03 C05 C16"});
  ToSend nursery = MoneyToTheHome(story);
  nursery.recipient = "bodies/sample-nursery";
  story.ExpectRefused(
      {"adviser"},
      {"保育所に生活のことを送る", "send the nursery what she lives on"},
      MessageOf(nursery), Open(v1::REFUSAL_CODE_CONSENT_SCOPE));
}

void FormerHusbandPhones(Story& story) {
  story.tell().Step("5", "元夫から電話。「手当をもらっているだろう」",
                    "Her former husband phones: she gets the allowance, "
                    "doesn't she?");
  ExpectNeutralAnswer(story, "mh-clerk", QuestionOfTheFormerHusband());
  story.Expect(
      NewestHeader(story, "adviser").kind() == v1::MESSAGE_KIND_INQUIRY_ALERT,
      "the lead is alerted");
  for (const char* actor : {"adviser", "mh", "mh-clerk", "sup"}) {
    story.expected().Gain(actor, "C25●");
  }
  story.ShowEverybody();
  ExpectChannel(story, "adviser", v1::CONTACT_CHANNEL_HOUSEHOLD_NOTICE, false,
                {v1::CONTACT_CHANNEL_MOBILE_PHONE});
}

void MoneyTakenBack(Story& story) {
  story.tell().Step("6", "「お金のことは、もう見せないで」。一部だけの撤回。",
                    "\"Not my money any more\": she takes back a part.");
  TakeBack(story, {v1::CATEGORY_C16});
  story.expected().Drop({"facility"}, "C16●");
  story.ShowEverybody();
  story.ExpectRefused(
      {"adviser"},
      {"施設に生活のことを送る", "send the home what she lives on"},
      MessageOf(MoneyToTheHome(story)),
      Open(v1::REFUSAL_CODE_CONSENT_WITHDRAWN));
}

void AllTakenBack(Story& story) {
  story.tell().Step("7", "入所をやめ、同意を全部取り消す。市の支援は続く。",
                    "She does not move and takes back all of it; the city goes "
                    "on.");
  TakeBack(story, {});
  story.expected().Levels({"facility"}, "");
  story.ShowEverybody();
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  story.ExpectRefused({"facility"}, {"G-5 をもう一度見る", "look at G-5 again"},
                      read, Hidden(v1::REFUSAL_CODE_CONSENT_WITHDRAWN));
}

}  // namespace tasuki::scenario
