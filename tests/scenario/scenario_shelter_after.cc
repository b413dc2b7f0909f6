// S3, 8 and 9: what could still tell the place, and what the conference hears.

#include "tests/scenario/scenario_shelter.h"

namespace tasuki::scenario {
namespace {

constexpr const char* kAttendees[] = {"sup", "mh", "fs", "cgc"};

v1::ConsentTerms TermsOfTheConference(const std::string& subject,
                                      const std::string& series) {
  v1::ConsentTerms terms = TermsFor(subject, R"pb(
    holders: "bodies/sample-city/units/family-support"
    recipients: "bodies/sample-city/units/family-support"
    recipients: "bodies/sample-city/units/maternal-health"
    recipients: "bodies/sample-city/units/supervision"
    recipients: "bodies/hokusei-cgc"
    purposes: PURPOSE_CONFERENCE
    items { level: LEVEL_EXISTENCE categories: CATEGORY_C01 }
    items { level: LEVEL_FULL categories: CATEGORY_C03 }
    items { level: LEVEL_REDUCED categories: CATEGORY_C25 }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_VOICE
    capacity: CONSENT_CAPACITY_GUARDIAN_FOR_CHILD
    text_version: "conference-2026-04"
    language: "ja"
  )pb");
  terms.add_series(series);
  return terms;
}

template <typename Request>
Request InConference(const std::string& name) {
  Request request;
  request.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
  request.set_name(name);
  return request;
}

std::string SeriesOfTheCity(Story& story) {
  v1::CreateSeriesRequest create;
  create.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
  create.set_title("実務者会議");
  for (const char* actor : {"mh", "fs", "cgc"}) {
    create.add_members(story.At(actor).actor().party);
  }
  return story.Do("sup", create, "the chief sets up the series").series();
}

// Everybody comes in and is confirmed.
std::string MeetingOf(Story& story, const std::string& series) {
  v1::ScheduleMeetingRequest schedule;
  schedule.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
  schedule.set_series(series);
  schedule.set_day(TodayInJapan());
  const std::string meeting =
      story.Do("sup", schedule, "the meeting is planned").meeting();
  story.Do("sup", InConference<v1::OpenMeetingRequest>(meeting), "it opens");
  for (const char* name : kAttendees) {
    const Actor& actor = story.At(name).actor();
    story.Do(name, InConference<v1::JoinMeetingRequest>(meeting), "joins");
    auto confirm = InConference<v1::ConfirmAttendanceRequest>(meeting);
    confirm.set_party(actor.party);
    confirm.set_person(actor.person);
    story.Do("sup", confirm, "is confirmed");
  }
  return meeting;
}

v1::Record OnTheScreen() {
  return FromText<v1::Record>(R"pb(
    meeting {
      kind: MEETING_KIND_PRACTITIONERS
      policy { reviewed_summary: "転出し、引き継いだ。" }
      lead_kind: AUDIENCE_TYPE_CITY_FS
    }
  )pb");
}

}  // namespace

void LeaksAreClosed(Story& story) {
  story.tell().Step("8",
                    "保育所の契約、児童手当、健康保険。場所が漏れる手続き"
                    "を一つずつ閉じる。",
                    "Nursery, allowance, insurance: what could tell the place "
                    "is seen to, one by one.");
  v1::ConfirmSectionRequest of_a_place;
  of_a_place.set_implies_place(true);
  ConfirmRecord(story, "wcw",
                {story.Named("D"), story.Named("case of D"), LeaksOfD()},
                of_a_place);
  const char kUnit[] = "C01● C02● C03● C05● C23◐ C24● C33○ | OBEY_SAFE_CONTACT";
  ExpectSeenOfD(
      story,
      {{"wcw",
        "C01● C02● C03● C05● C14● C15○ C23◐ C24● C33○ | OBEY_SAFE_CONTACT "
        "CENTRE_ONLY STOP_AT_EXPIRY CONTACT_THROUGH_RELAY "
        "via bodies/wco"},
       {"fs", kUnit},
       {"coord", kUnit},
       {"sup",
        "C01● C02● C03● C05● C14● C15○ C23◐ C24● C33○ | OBEY_SAFE_CONTACT "
        "CENTRE_ONLY CONTACT_THROUGH_RELAY "
        "via bodies/sample-city/units/family-support"},
       {"wco",
        "C01○ C02● C05● C14● C15● C33● | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
        "STOP_AT_EXPIRY"}});
  v1::GetCaseRequest read;
  read.set_name(story.Named("case of D"));
  for (const char* actor : {"wcw", "fs", "coord", "sup"}) {
    ExpectWithout(story, actor, story.At(actor).Call(read).response,
                  {"港町保育所", "みさき市"});
  }
  // A notice to the household and the text of a transfer would tell, too.
  for (const char* actor : {"fs", "mh"}) {
    for (const v1::ContactChannel channel :
         {v1::CONTACT_CHANNEL_HOUSEHOLD_NOTICE,
          v1::CONTACT_CHANNEL_BANK_TRANSFER_TEXT}) {
      ExpectChannel(story, actor, channel, false,
                    {v1::CONTACT_CHANNEL_MOBILE_PHONE});
    }
  }
  story.tell().Say(
      "場所が分かる文章と記したので、書いた係にも要約だけが見える。",
      "It is marked as text that tells a place: even its own unit reads the "
      "summary alone.");
  story.ShowEverybody();
}

void ConferenceIsTold(Story& story) {
  story.tell().Step("9", "実務者会議。Eは「転出し、引き継いだ」とだけ。",
                    "The conference: of E, \"moved, handed over\" and no "
                    "more.");
  v1::ReclassifyCaseRequest moved;
  moved.set_case_(story.a_case());
  moved.set_status(v1::CASE_STATUS_MOVED_OUT);
  story.Do("fs", moved, "the child has moved");
  const std::string told = ConfirmRecord(
      story, "fs", {story.subject(), story.a_case(), HandOverOfE()});
  story.ShowEverybody();
  const std::string series = SeriesOfTheCity(story);
  story.expected().AddConsent(
      "conference",
      AgreeTo(story, "fs", TermsOfTheConference(story.subject(), series)));
  v1::ReleaseItemRequest release;
  release.mutable_access()->set_purpose(v1::PURPOSE_CONFERENCE);
  release.set_series(series);
  release.set_section(story.Named("profile"));
  story.ExpectRefused({"fs"},
                      {"氏名と住所を会議に出す", "release name and address"},
                      release, Open(v1::REFUSAL_CODE_AUDIENCE_LEVEL));
  release.set_section(told);
  story.ExpectSame(story.Do("fs", release, "it is released").shown(),
                   OnTheScreen(), "what can be shown");
  const std::string meeting = MeetingOf(story, series);
  for (const char* actor : kAttendees) {
    const auto screen = story.Do(
        actor, InConference<v1::GetSharedSummaryRequest>(meeting), "reads");
    story.Expect(screen.items_size() == 1 && screen.items(0).alias() != "E-1" &&
                     screen.items(0).holder() == kFamilySupport,
                 "one item, under the alias of the day");
    if (screen.items_size() != 1) continue;
    story.ExpectSame(screen.items(0).record(), OnTheScreen(),
                     absl::StrCat("the screen, read by ", actor));
    ExpectGrounds(story, screen.disclosure(), "CONSENT: C01 C25",
                  absl::StrCat("the screen of ", actor));
  }
  story.ExpectRefused({"wco", "far-1", "other-city"},
                      {"会議の画面を開く", "open the screen"},
                      InConference<v1::GetSharedSummaryRequest>(meeting),
                      Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.Do("sup", InConference<v1::CloseMeetingRequest>(meeting), "it closes");
  story.tell().Say("画面には、引き継いだことだけ。どこへかは、どこにもない。",
                   "The screen says that it was handed over, and nowhere to "
                   "whom.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
