// S3, 3 to 5: the shelter, the husband, and the address.

#include "tests/scenario/scenario_shelter.h"

namespace tasuki::scenario {
namespace {

// Told at the centre: that a place is kept, and through whom she is reached.
v1::ConsentTerms TermsOfTheRelay(const std::string& subject) {
  return TermsFor(subject, R"pb(
    holders: "bodies/wco"
    recipients: "bodies/sample-city/units/family-support"
    purposes: PURPOSE_WOMENS_SUPPORT
    items { level: LEVEL_EXISTENCE categories: CATEGORY_C15 }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_VOICE
    capacity: CONSENT_CAPACITY_ADULT
    text_version: "relay-2026-04"
    language: "ja"
    her_words: "支援員さんからの連絡は、センターを通して。"
  )pb");
}

ToAsk WhereSheIs(Story& story) {
  return {.recipient = kWomensCentre,
          .subject = story.Named("D"),
          .categories = {v1::CATEGORY_C15},
          .need = "家庭訪問の予定がある"};
}

v1::Inquiry QuestionOfTheHusband() {
  return FromText<v1::Inquiry>(R"pb(
    channel: CONTACT_CHANNEL_MOBILE_PHONE
    claimed_relation: CLAIMED_RELATION_PARENT
    name_asked_about: "見本 みなと"
    words {
      text: "父と名のる人。子の予防接種の予定を知りたい、いまどこにいる。"
      reviewed_summary: "父と名のる人が予防接種の予定と居場所を尋ねた。"
    }
  )pb");
}

v1::DecideCopyRequestRequest AllInOrder(const std::string& name) {
  v1::DecideCopyRequestRequest decide;
  decide.set_name(name);
  decide.set_identity_verified(true);
  decide.set_authority_checked(true);
  decide.set_safe_to_hand_over(true);
  return decide;
}

void ExpectHeld(Story& story, const std::string& name) {
  v1::ListCopyRequestsRequest list;
  list.set_case_(story.a_case());
  const auto listed = story.Do("sup", list, "the chief lists the requests");
  story.Expect(
      listed.copy_requests_size() == 1 &&
          listed.copy_requests(0).name() == name &&
          listed.copy_requests(0).state() == v1::COPY_REQUEST_STATE_HELD,
      "his request is held");
}

// He is adverse (CE-18), and nobody has found him entitled (CE-19).
void ExpectNoCopy(Story& story, const std::string& request) {
  v1::GetCaseRequest copy;
  copy.set_name(story.a_case());
  copy.mutable_access()->set_purpose(v1::PURPOSE_SELF_DISCLOSURE);
  copy.mutable_access()->set_request_reference(request);
  const auto reply = story.At("sup").Call(copy);
  story.Expect(absl::IsNotFound(reply.status) &&
                   reply.refusal.code() == v1::REFUSAL_CODE_UNSPECIFIED &&
                   reply.refusal.evidence_size() == 1,
               "no copy is prepared for him");
  if (reply.refusal.evidence_size() != 1) return;
  const v1::AuditEntry entry =
      story.EntryOf(reply.refusal.evidence(0).leaf_hash());
  const std::vector<int> codes(entry.office().true_codes().begin(),
                               entry.office().true_codes().end());
  story.Expect(
      codes == std::vector<int>{v1::REFUSAL_CODE_ADVERSE_REQUESTER,
                                v1::REFUSAL_CODE_REPRESENTATIVE_UNVERIFIED},
      "the log has both reasons");
}

}  // namespace

void CentreShelters(Story& story) {
  story.tell().Step("3", "女性相談支援センターが保護を、県外の施設に委託する。",
                    "The women's centre entrusts her protection to a refuge "
                    "in another prefecture.");
  const ToConfirm place = {story.Named("D"), story.Named("case of D"),
                           Shelter()};
  story.Named("shelter") = ConfirmRecord(story, "wco", place);
  AgreeTo(story, "wco", TermsOfTheRelay(story.Named("D")));
  ExpectSeenOfD(
      story,
      {{"wcw",
        "C01● C02● C03● C05● C14● C15○ C24● C33● | OBEY_SAFE_CONTACT "
        "CENTRE_ONLY STOP_AT_EXPIRY CONTACT_THROUGH_RELAY "
        "via bodies/wco"},
       {"fs", "C01● C02● C03● C05● C24● C33● | OBEY_SAFE_CONTACT"},
       {"coord", "C01● C02● C03● C05● C24● C33● | OBEY_SAFE_CONTACT"},
       {"sup",
        "C01● C02● C03● C05● C14● C24● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY"},
       {"wco",
        "C01○ C02● C05● C14● C15● C33● | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
        "STOP_AT_EXPIRY"}});
  const std::string protection = ConfirmRecord(
      story, "wco",
      {story.Named("D"), story.Named("case of D"), EntrustedProtectionOfD()});
  // The refuge is not put on the team: a team is shown to all of it.
  const std::string entrusted = SendSections(story, "wco",
                                             {kRefuge,
                                              story.Named("D"),
                                              v1::BASIS_CODE_MEASURE_EXECUTION,
                                              {protection}});
  ExpectRead(story, "refuge", entrusted,
             {v1::PURPOSE_WOMENS_SUPPORT,
              {"C20● | NO_ONWARD_SHARING", "MEASURE_EXECUTION: C20"},
              OldPlaces()});
  TakeOver(story, "refuge", entrusted, v1::PURPOSE_WOMENS_SUPPORT);
  story.tell().Say(
      "場所を持つのはセンターだけ。女性相談支援員には、場所があることと、連絡は"
      "センターを通すことだけ。",
      "The centre alone holds the place; the counsellor learns that there is "
      "one, and that she is reached through the centre.");
  story.ShowEverybody();
}

void PlaceIsAskedFor(Story& story) {
  story.tell().Step("3", "家庭支援と女性相談支援員が、居場所を尋ねる。",
                    "Family support and the counsellor ask where she is.");
  ExpectQuestionRefused(
      story, "fs", WhereSheIs(story),
      {"wco", v1::REFUSAL_CODE_LOCATION_PROTECTED, v1::REFUSAL_CODE_NO_BASIS});
  // She knows that there is a place, and so is told why.
  ExpectQuestionRefused(story, "wcw", WhereSheIs(story),
                        {"wco", v1::REFUSAL_CODE_LOCATION_PROTECTED,
                         v1::REFUSAL_CODE_LOCATION_PROTECTED});
  v1::SendMessageRequest nurse = QuestionOf(WhereSheIs(story));
  story.ExpectRefused({"mh", "cgc", "other-city"},
                      {"知らされていない人の居場所を尋ねる",
                       "ask where somebody is of whom it was not told"},
                      nurse, Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.ShowEverybody();
}

void HusbandCalls(Story& story) {
  story.tell().Step("4", "夫 → 母子保健。「子どもの予防接種は、いつ」",
                    "The husband phones maternal health: when is the child's "
                    "vaccination?");
  ExpectNeutralAnswer(story, "mh-clerk", QuestionOfTheHusband());
  story.Expect(
      NewestHeader(story, "fs").kind() == v1::MESSAGE_KIND_INQUIRY_ALERT &&
          NewestHeader(story, "fs").subject() == story.subject(),
      "the lead of the child's case is alerted");
  for (const char* actor : {"mh", "mh-clerk"}) {
    story.expected().Gain(actor, "C25●");
  }
  story.ShowEverybody();
  // The reminder of the vaccination does not go to the home either.
  for (const v1::ContactChannel channel :
       {v1::CONTACT_CHANNEL_HOME_PHONE, v1::CONTACT_CHANNEL_HOME_MAIL,
        v1::CONTACT_CHANNEL_HOUSEHOLD_NOTICE}) {
    ExpectChannel(story, "mh", channel, false,
                  {v1::CONTACT_CHANNEL_MOBILE_PHONE});
  }
}

void HusbandWantsACopy(Story& story) {
  story.tell().Step("4", "夫は親権者として、子の記録の開示を求める。",
                    "As a parent he asks for a copy of the child's record.");
  v1::RecordCopyRequestRequest record;
  record.set_case_(story.a_case());
  record.set_subject(story.subject());
  record.set_requester(v1::COPY_REQUESTER_PARENT);
  story.ExpectRefused({"mh", "fs"},
                      {"窓口で開示の求めを扱う", "handle his request"}, record,
                      Hidden(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED));
  const std::string request =
      story.Do("sup", record, "the chief holds his request").copy_request();
  ExpectHeld(story, request);
  story.ExpectRefused({"sup"},
                      {"本人確認も親権も済んだとして開示を決める",
                       "decide for him, verified as a parent with authority"},
                      AllInOrder(request),
                      Open(v1::REFUSAL_CODE_ADVERSE_REQUESTER));
  ExpectHeld(story, request);
  ExpectNoCopy(story, request);
  story.tell().Say(
      "法律上の親でも、利害が対立する求めは保留のまま。何も出ない。",
      "A lawful parent, and adverse: the request is held and nothing comes "
      "out.");
  story.ShowEverybody();
}

void AddressIsProtected(Story& story) {
  story.tell().Step("5",
                    "住所の支援措置。古い記録の住所も電話も、全員に閉じる。",
                    "Her address is protected: of every old record address "
                    "and phone close for everybody.");
  Expectations& expected = story.expected();
  ExpectInCaseOnlyFor(story, {"fs", "coord", "wcw", "sup", "mh", "mh-clerk"},
                      "見本市港町二丁目");
  ConfirmRecord(
      story, "wcw",
      {story.Named("D"), story.Named("case of D"), MeasureAskedForD()});
  ConfirmRecord(story, "fs",
                {story.subject(), story.a_case(), MeasureAskedForE()});
  // That there is a place is left (CE-06) to who holds such a record itself, to
  // supervision, and to the guidance centre in the council (CE-59 to CE-61); to
  // the last two also that it is kept, since the measure says so.
  for (const char* actor :
       {"fs", "coord", "wcw", "mh", "mh-clerk", "sup", "cgc"}) {
    expected.Drop({actor}, "C33●");
    expected.Gain(actor, "C33○");
  }
  for (const char* actor : {"sup", "cgc"}) {
    expected.Gain(actor, "C15○");
    expected.ThroughRelay(actor, kFamilySupport);
  }
  story.ShowEverybody();
  for (const std::string& place : OldPlaces()) {
    ExpectInCaseOnlyFor(story, {}, place);
  }
  ExpectCase(story, "mh", story.a_case(),
             {"C01● C02● C03● C05● C09● C12● C17◐ C24● C25● C33○ | "
              "OBEY_SAFE_CONTACT CENTRE_ONLY",
              "CENTER_INTEGRATED: C02 C03 C05 C12 C17 C24 C25; "
              "COUNCIL_EXCHANGE: C01; OWN: C09 C33"});
  // Of her own case the centre that protects her goes on reading it.
  ExpectSeenOfD(
      story,
      {{"wcw",
        "C01● C02● C03● C05● C14● C15○ C24● C33○ | OBEY_SAFE_CONTACT "
        "CENTRE_ONLY STOP_AT_EXPIRY CONTACT_THROUGH_RELAY "
        "via bodies/wco"},
       {"fs", "C01● C02● C03● C05● C24● C33○ | OBEY_SAFE_CONTACT"},
       {"coord", "C01● C02● C03● C05● C24● C33○ | OBEY_SAFE_CONTACT"},
       {"sup",
        "C01● C02● C03● C05● C14● C15○ C24● C33○ | OBEY_SAFE_CONTACT "
        "CENTRE_ONLY CONTACT_THROUGH_RELAY "
        "via bodies/sample-city/units/family-support"},
       {"wco",
        "C01○ C02● C05● C14● C15● C33● | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
        "STOP_AT_EXPIRY"}});
  const std::string again = SendSections(
      story, "fs",
      {kCgc, story.subject(), v1::BASIS_CODE_CAPA_6, {story.Named("profile")}});
  ExpectRead(story, "cgc", again,
             {v1::PURPOSE_PROTECTION,
              {"C01○ C02● C05● C33○ | OBEY_SAFE_CONTACT NO_ONWARD_SHARING",
               "CAPA_6: C02; COUNCIL_EXCHANGE: C01 C05 C33"},
              OldPlaces()});
}

}  // namespace tasuki::scenario
