// The first meeting in a café, and what she agrees to there.

#include "absl/time/clock.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

int64_t InFourMonths() {
  return absl::ToUnixSeconds(absl::Now() + absl::Hours(24 * 120));
}

// The series has been there for long; the city's chief organises it.
void HaveSeries(Story& story) {
  v1::CreateSeriesRequest request;
  request.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
  request.set_title("定例WEB会議");
  for (const char* member : {kMaternalHealth, kFamilySupport, kCgc, kHospital,
                             kService, kWomensCentre}) {
    request.add_members(member);
  }
  story.Named("series") =
      story.Do("sup", request, "the chief has a series").series();
}

void WriteDown(Story& story) {
  v1::ConfirmSectionRequest joint;
  joint.add_parties_concerned(kService);
  const Written visit = JointVisit();
  story.Confirm("mh", {"visit", visit.full, visit.reduced}, joint);
  const struct {
    const char* nick;
    Written written;
  } kRecords[] = {
      {"told", WhatSheTold()},
      {"intention", HerIntention()},
      {"family", HerFamily()},
      {"livelihood", HerLivelihood()},
      {"met-nurse", MilestoneReached(v1::MILESTONE_MET_CITY_NURSE)}};
  for (const auto& [nick, written] : kRecords) {
    story.Confirm("mh", {nick, written.full, written.reduced});
    story.expected().See(MaternalHealth(), nick, written.full);
    story.expected().See({"fs", "sup"}, nick, written.full);
  }
  story.expected().See(MaternalHealth(), "visit", visit.full);
  story.expected().See({"fs", "sup"}, "visit", visit.full);
  story.expected().Levels(MaternalHealth(),
                          "C01● C02● C03● C05● C06● C07● C16● C17● C18● C19● "
                          "C24● C25● C31● C32● C33● | OBEY_SAFE_CONTACT "
                          "CENTRE_ONLY");
  story.expected().Levels({"fs"},
                          "C01● C02● C03● C05● C06◐ C07● C16● C17● C18● C19● "
                          "C24● C25● C31● C32● C33● | OBEY_SAFE_CONTACT "
                          "CENTRE_ONLY");
  story.expected().Levels({"sup"},
                          "C01● C02● C03● C05● C06● C07● C16● C17● C18● C19● "
                          "C24● C25● C31● C32● C33● | OBEY_SAFE_CONTACT "
                          "CENTRE_ONLY");
  story.expected().Grounds(MaternalHealth(),
                           "CENTER_INTEGRATED: C01 C03 C07 C19 C25; OWN: C02 "
                           "C05 C06 C16 C17 C18 C24 C31 C32 C33");
  story.expected().Grounds({"fs"},
                           "CENTER_INTEGRATED: C02 C05 C06 C16 C17 C24 C31 C32 "
                           "C33; OWN: C01 C03 C07 C18 C19 C25");
  story.expected().Grounds({"sup"},
                           "CENTER_INTEGRATED: C01 C02 C03 C05 C06 C07 C16 C17 "
                           "C18 C19 C24 C25 C31 C32 C33");
}

// Records what she agrees to, after she was shown who would see what.
std::string Agree(Story& story, const v1::ConsentTerms& terms,
                  const std::vector<v1::ConsentView>& expected) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() = terms;
  auto previewed = story.Do("mh", preview, "the consent is previewed");
  v1::GrantConsentRequest grant;
  *grant.mutable_terms() = terms;
  grant.set_preview_hash(previewed.preview_hash());
  v1::PreviewConsentResponse shown, expected_views;
  for (v1::ConsentView view : previewed.views()) {
    story.Expect(!view.words_ja().empty() && !view.words_en().empty(),
                 "in plain words");
    view.clear_words_ja();
    view.clear_words_en();
    *shown.add_views() = view;
  }
  *expected_views.mutable_views() = {expected.begin(), expected.end()};
  story.ExpectSame(shown, expected_views, "what she is shown");
  return story.Do("mh", grant, "the consent is recorded").consent();
}

// The gateway tells a holder who did not record it.
void ExpectNotice(Story& story, absl::string_view actor,
                  const std::string& nick, const std::string& consent) {
  v1::MessageHeader header;
  header.set_name(story.NewestMessage(actor));
  header.set_kind(v1::MESSAGE_KIND_CONSENT_NOTICE);
  header.set_recipient(story.At(actor).actor().party);
  header.set_subject(story.subject());
  header.set_state(v1::MESSAGE_STATE_SENT);
  header.set_consent(consent);
  story.expected().Deliver(nick, {header, {}, ""});
}

void AgreeToTheTeam(Story& story) {
  Expectations& expected = story.expected();
  const std::string c2 =
      Agree(story, TermsOfC2(story.subject(), InFourMonths()), ViewsOfC2());
  ExpectNotice(story, "hospital", "c2 to hospital", c2);
  ExpectNotice(story, "npo", "c2 to service", c2);
  expected.AddConsent("c2", c2);
  expected.KnowConsent(MaternalHealth(), "c2", v1::CONSENT_STATE_ACTIVE);
  expected.KnowConsent({"npo", "hospital"}, "c2", v1::CONSENT_STATE_ACTIVE);
  story.tell().Say(
      "同意 c2: "
      "市・病院・妊娠SOSの最小限のチーム。検査の機微（C08）は含まない。"
      "親・パートナー・学校には知らせない。約束した節目は「市の保健師に会った」"
      "「受診した」だけ。",
      "Consent c2: a minimum team of city, hospital and service. C08 is not "
      "ticked; parents, partner and school are never told; the milestones are "
      "\"met the city's nurse\" and \"saw a doctor\".");
}

void AgreeToTheConference(Story& story) {
  Expectations& expected = story.expected();
  const std::string consent = Agree(
      story,
      TermsOfConference(story.subject(), story.Named("series"), InFourMonths()),
      ViewsOfConference());
  ExpectNotice(story, "fs", "conference to fs", consent);
  ExpectNotice(story, "hospital", "conference to hospital", consent);
  expected.AddConsent("conference", consent);
  expected.KnowConsent(MaternalHealth(), "conference",
                       v1::CONSENT_STATE_ACTIVE);
  // The hospital is a holder; of the recipients, who works for her by now.
  expected.KnowConsent({"fs", "sup", "hospital"}, "conference",
                       v1::CONSENT_STATE_ACTIVE);
}

}  // namespace

void FirstMeeting(Story& story) {
  story.tell().Step(
      "#8", "妊娠SOSと保健師が、喫茶店で本人に会う。受診と費用を説明する。",
      "The service and the city's nurse meet her in a café; the nurse explains "
      "clinic and costs.");
  HaveSeries(story);
  WriteDown(story);
  AgreeToTheTeam(story);
  AgreeToTheConference(story);
  story.CheckEverybody();
  v1::AcknowledgeConsentRequest acknowledge;
  acknowledge.set_name(story.NameOfConsent("c2"));
  story.Do("npo", acknowledge, "the service was there and says the same");
  // Of its first message more may be read now: who goes with her.
  Expectations::Letter& referral = story.expected().LetterOf("referral");
  *referral.sections[0].second.mutable_sos_contact()->mutable_accompaniment() =
      FactsOfTheSeedCase()[0].reduced.sos_contact().accompaniment();
  referral.levels =
      "C01○ C03● C05● C06● C07● C16◐ C19● C25◐ | OBEY_SAFE_CONTACT "
      "CENTRE_ONLY STOP_AT_EXPIRY";
  referral.grounds = "CONSENT: C01 C03 C05 C06 C07 C16 C19 C25";
  acknowledge.set_name(story.NameOfConsent("conference"));
  story.Do("fs", acknowledge, "family support confirms the conference");
  story.tell().Say(
      "妊娠SOSは同席していたので、同意をその場で確認した。病院は本人に会うまで"
      "確認できず、病院の記録は閉じたまま。",
      "The service was there and acknowledges. The hospital cannot before it "
      "has met her: its records stay closed.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
