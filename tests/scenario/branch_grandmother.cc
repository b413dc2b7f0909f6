// Her mother knows now, and of what she does not; and the end of c2.

#include "tests/scenario/branch_scenes.h"

namespace tasuki::scenario {
namespace {

// How her mother is reached. Whom and of what only c4 says.
v1::Record PhoneOfHerMother() {
  return FromText<v1::Record>(R"pb(
    subject_profile {
      safe_contact_rules {
        channel: CONTACT_CHANNEL_PARENT_MOBILE
        allowed: true
        priority: 2
        sender_name_to_show: "健診の予約"
      }
      safe_contact_conditions { who_may_pick_up: "祖母。健診の予約だけ" }
    }
  )pb");
}

// Her mother, of appointments only; it opens nothing to any party.
v1::ConsentTerms TermsOfC4(const std::string& subject) {
  v1::ConsentTerms terms = TermsFor(subject, R"pb(
    purposes: PURPOSE_SUPPORT
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_PAPER
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "ja-1"
    language: "ja"
    family { person: PERSON_LABEL_MOTHER topics: FAMILY_TOPIC_APPOINTMENTS }
  )pb");
  terms.add_holders(kMaternalHealth);
  return terms;
}

v1::Inquiry QuestionOfTheGrandmother() {
  return FromText<v1::Inquiry>(R"pb(
    channel: CONTACT_CHANNEL_MOBILE_PHONE
    claimed_relation: CLAIMED_RELATION_PARENT
    name_asked_about: "桜田 由希"
    words {
      text: "前は養子に出すつもりだったのか、と尋ねられた。"
      reviewed_summary: "以前の意向を尋ねられた。"
    }
  )pb");
}

v1::Record BirthAMonthAgo() {
  v1::Record record = FromText<v1::Record>(R"pb(
    pregnancy { birth { gestational_age: "39w1d" } }
  )pb");
  record.mutable_pregnancy()->mutable_birth()->set_born_on(DaysAgo(31));
  return record;
}

void OnlyHerMotherAndOnlyAppointments(Story& story) {
  constexpr auto kPhone = v1::CONTACT_CHANNEL_PARENT_MOBILE;
  const ToTell of_appointments{v1::PERSON_LABEL_MOTHER,
                               v1::FAMILY_TOPIC_APPOINTMENTS};
  // What she forbade at the service is not lifted by another's record.
  ExpectChannel(story, "mh", kPhone, false, {v1::CONTACT_CHANNEL_LINE});
  ExpectTelling(story, "mh", of_appointments, kPhone, false);
  const v1::ConsentTerms terms = TermsOfC4(story.subject());
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() = terms;
  const auto shown = story.Do("mh", preview, "whom she names");
  story.Expect(shown.views().empty() && shown.family_words_ja() ==
                                            "お母さんに、健診や訪問の予定を話し"
                                            "てよい（それ以外は話さない）。",
               "c4 opens nothing to a party, and says whom in plain words");
  story.expected().AddConsent("c4", AgreeTo(story, "mh", terms));
  ExpectTelling(story, "mh", of_appointments, kPhone, true);
  ExpectTelling(story, "mh",
                {v1::PERSON_LABEL_MOTHER, v1::FAMILY_TOPIC_PREGNANCY}, kPhone,
                false);
  ExpectTelling(story, "mh",
                {v1::PERSON_LABEL_FATHER, v1::FAMILY_TOPIC_APPOINTMENTS},
                kPhone, false);
  ExpectChannel(story, "mh", kPhone, false, {v1::CONTACT_CHANNEL_LINE});
  story.tell().Say(
      "同意 c4: "
      "お母さんに、健診と訪問の予定だけ。ほかの家族には、これまでどおり"
      "何も知らせない。",
      "Consent c4: her mother, of appointments only. The rest of the family is "
      "told nothing, as before.");
}

}  // namespace

void HerMotherKnows(Story& story) {
  story.tell().Step(
      "#31", "祖母の電話は健診の予約だけに、という希望を書く。児相に知らせる。",
      "She wishes her mother phoned for appointments only; the guidance centre "
      "is told of her decision.");
  ConfirmRecord(story, "mh",
                {story.subject(), story.a_case(), PhoneOfHerMother()});
  OnlyHerMotherAndOnlyAppointments(story);
  ExpectRead(story, "cgc",
             SendSections(story, "mh",
                          {kCgc,
                           story.subject(),
                           v1::BASIS_CODE_UNSPECIFIED,
                           {story.expected().NameOf("intention-3")},
                           v1::MESSAGE_KIND_NOTICE}),
             {v1::PURPOSE_ASSESSMENT,
              {"C01○ C19◐ | NO_ONWARD_SHARING", "COUNCIL_EXCHANGE: C01 C19"},
              {"母に話しました"}});
  story.ShowEverybody();

  ExpectNeutralAnswer(story, "mh-clerk", QuestionOfTheGrandmother());
  story.Expect(
      NewestHeader(story, "mh").kind() == v1::MESSAGE_KIND_INQUIRY_ALERT,
      "the lead hears that she asked");
  story.tell().Say(
      "× 祖母が、前の縁組の話を尋ねる: だれに対しても同じ答え。主担当には届く"
      "。",
      "Her mother asks about the adoption: she is told what anybody is told; "
      "the lead hears of it.");
  story.ShowEverybody();
}

void AfterTheTeamConsent(Story& story) {
  story.tell().Step("出産から一か月",
                    "同意 c2 は「出産から一か月」で終わる。妊娠SOSが尋ねる。",
                    "Consent c2 ends a month after the birth; the pregnancy "
                    "SOS asks once more.");
  ConfirmRecord(story, "hospital",
                {story.subject(), story.a_case(), BirthAMonthAgo()});
  Expectations& expected = story.expected();
  expected.Levels({"npo"}, "");
  expected.Drop({"mh", "mh-clerk", "midwife"}, "STOP_AT_EXPIRY");
  expected.Levels({"hospital"},
                  "C01● C03● C07● C08● C12● C17● C18● C19● C24○ | "
                  "NO_ONWARD_SHARING");
  story.ShowEverybody();
  v1::GetConsentRequest consent;
  consent.set_name(story.NameOfConsent("c2"));
  story.Expect(story.Do("mh", consent, "what became of c2").state() ==
                   v1::CONSENT_STATE_EXPIRED,
               "c2 has ended");
  v1::GetCaseRequest read;
  read.set_name(story.a_case());
  story.ExpectRefused({"npo"}, {"K-17 をもう一度見る", "look at K-17 again"},
                      read, Hidden(v1::REFUSAL_CODE_CONSENT_EXPIRED));
  v1::SendMessageRequest question =
      QuestionOf({.recipient = kMaternalHealth,
                  .subject = story.subject(),
                  .categories = {v1::CATEGORY_C32},
                  .need = "その後を知りたい"});
  question.set_requested_milestone(v1::MILESTONE_SEEN_BY_DOCTOR);
  v1::SendMessageRequest answer = MessageOf({kService,
                                             story.subject(),
                                             v1::BASIS_CODE_UNSPECIFIED,
                                             {story.expected().NameOf("seen")},
                                             v1::MESSAGE_KIND_ANSWER});
  answer.set_in_reply_to(
      story.Do("npo", question, "the service asks").message());
  story.ExpectRefused({"mh"},
                      {"妊娠SOSに、約束した節目を答える",
                       "answer the service with an agreed milestone"},
                      answer, Open(v1::REFUSAL_CODE_CONSENT_EXPIRED));
}

}  // namespace tasuki::scenario
