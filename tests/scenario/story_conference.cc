// The regular conference: one screen for everybody in the room.

#include <algorithm>

#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/scenario_steps.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

constexpr const char* kAttendees[] = {"sup", "mh",       "fs",
                                      "cgc", "hospital", "npo"};

constexpr char kOfTheScreen[] = "CONSENT: C01 C07 C24 C25 C32";

v1::Access ForConference() {
  v1::Access access;
  access.set_purpose(v1::PURPOSE_CONFERENCE);
  return access;
}

template <typename Request>
Request About(const std::string& name) {
  Request request;
  *request.mutable_access() = ForConference();
  request.set_name(name);
  return request;
}

std::string OpenMeetingToday(Story& story) {
  v1::ScheduleMeetingRequest schedule;
  *schedule.mutable_access() = ForConference();
  schedule.set_series(story.Named("series"));
  schedule.set_day(TodayInJapan());
  const std::string meeting =
      story.Do("sup", schedule, "plans the meeting").meeting();
  story.Do("sup", About<v1::OpenMeetingRequest>(meeting), "opens it");
  return meeting;
}

void Release(Story& story, absl::string_view actor, const std::string& section,
             const v1::Record& shown) {
  v1::ReleaseItemRequest release;
  *release.mutable_access() = ForConference();
  release.set_series(story.Named("series"));
  release.set_section(story.expected().NameOf(section));
  const auto released =
      story.Do(actor, release, absl::StrCat("releases ", section));
  story.Named(absl::StrCat("item ", section)) = released.item();
  story.ExpectSame(released.shown(), shown,
                   absl::StrCat("what can be shown of ", section));
}

void ConfirmPresence(Story& story, const std::string& meeting,
                     const Actor& actor) {
  auto confirm = About<v1::ConfirmAttendanceRequest>(meeting);
  confirm.set_party(actor.party);
  confirm.set_person(actor.person);
  story.Do("sup", confirm, "confirms who is there");
}

v1::GetSharedSummaryResponse Screen(Story& story, absl::string_view actor,
                                    const std::string& meeting) {
  auto reply =
      story.Do(actor, About<v1::GetSharedSummaryRequest>(meeting), "reads");
  if (!reply.items().empty()) {
    ExpectGrounds(story, reply.disclosure(), kOfTheScreen,
                  absl::StrCat("what ", actor, " reads on the screen"));
  }
  reply.clear_disclosure();
  return reply;
}

// The alias of the day, the same in every item, and nobody else's name.
std::string AliasOf(Story& story, const v1::GetSharedSummaryResponse& screen) {
  std::string alias;
  for (const v1::SharedItem& item : screen.items()) {
    story.Expect(alias.empty() || alias == item.alias(),
                 "one alias for one case");
    alias = item.alias();
  }
  story.Expect(!alias.empty() && alias != "K-17" && alias != "ゆき",
               "an alias of the day");
  return alias;
}

v1::SharedItem ItemOf(const std::string& alias, v1::SectionKind kind,
                      absl::string_view holder, const v1::Record& record) {
  v1::SharedItem item;
  item.set_alias(alias);
  item.set_kind(kind);
  item.set_holder(std::string(holder));
  *item.mutable_record() = record;
  return item;
}

v1::GetSharedSummaryResponse ExpectedScreen(const std::string& alias) {
  v1::GetSharedSummaryResponse screen;
  for (const char* party : {kCgc, kHospital, kFamilySupport, kMaternalHealth,
                            kSupervision, kService}) {
    screen.add_parties(party);
  }
  std::sort(screen.mutable_parties()->begin(), screen.mutable_parties()->end());
  *screen.add_items() =
      ItemOf(alias, v1::SECTION_KIND_PREGNANCY, kHospital, PregnancyOnScreen());
  *screen.add_items() = ItemOf(alias, v1::SECTION_KIND_CASE_MANAGEMENT,
                               kMaternalHealth, ManagementOnScreen());
  *screen.add_items() =
      ItemOf(alias, v1::SECTION_KIND_VISIT, kMaternalHealth, VisitOnScreen());
  *screen.add_items() = ItemOf(alias, v1::SECTION_KIND_MEETING, kFamilySupport,
                               ShortMeeting().reduced);
  *screen.add_items() =
      ItemOf(alias, v1::SECTION_KIND_MILESTONE, kMaternalHealth,
             MilestoneReached(v1::MILESTONE_MET_CITY_NURSE).full);
  return screen;
}

void ReleaseItems(Story& story) {
  Release(story, "mh", "management", ManagementOnScreen());
  Release(story, "mh", "visit", VisitOnScreen());
  Release(story, "mh", "met-nurse",
          MilestoneReached(v1::MILESTONE_MET_CITY_NURSE).full);
  Release(story, "hospital", "pregnancy", PregnancyOnScreen());
  Release(story, "fs", "meeting", ShortMeeting().reduced);
  story.tell().Say(
      "各機関は、会議に出してよい確定済みの記録だけを自分で選ぶ。",
      "Each body releases what it confirmed and wants on the screen.");
}

// Who she is, how to reach her, tests, money, family: not even if somebody
// wanted to.
void NeverOnTheScreen(Story& story) {
  v1::ReleaseItemRequest release;
  *release.mutable_access() = ForConference();
  release.set_series(story.Named("series"));
  for (const char* section : {"told", "livelihood", "family"}) {
    release.set_section(story.expected().NameOf(section));
    const auto reply = story.At("mh").Call(release);
    story.Expect(absl::IsFailedPrecondition(reply.status) &&
                     reply.refusal.code() == v1::REFUSAL_CODE_AUDIENCE_LEVEL,
                 absl::StrCat(section, " is for no conference"));
  }
  release.set_section(story.expected().NameOf("syphilis"));
  story.ExpectRefused(
      {"hospital"},
      {"梅毒の検査を会議に出す", "release the syphilis test to the conference"},
      release, Open(v1::REFUSAL_CODE_AUDIENCE_LEVEL));
}

// Another day, another alias.
void NextMeeting(Story& story, const std::string& alias) {
  const std::string meeting = OpenMeetingToday(story);
  story.Do("mh", About<v1::JoinMeetingRequest>(meeting), "joins the next");
  ConfirmPresence(story, meeting, story.At("mh").actor());
  story.Expect(AliasOf(story, Screen(story, "mh", meeting)) != alias,
               "the alias is new in every meeting");
  story.Do("sup", About<v1::CloseMeetingRequest>(meeting), "closes the next");
}

void Enter(Story& story, const std::string& meeting) {
  for (const char* actor : kAttendees) {
    story.Do(actor, About<v1::JoinMeetingRequest>(meeting), "joins");
  }
  const auto screen = About<v1::GetSharedSummaryRequest>(meeting);
  const auto early = story.At("npo").Call(screen);
  story.Expect(absl::IsFailedPrecondition(early.status),
               "nobody reads before being confirmed");
  for (const char* actor : kAttendees) {
    ConfirmPresence(story, meeting, story.At(actor).actor());
  }
}

void LateJoiner(Story& story, const std::string& meeting,
                const v1::GetSharedSummaryResponse& before) {
  story.Do("wco", About<v1::JoinMeetingRequest>(meeting), "comes late");
  const auto screen = Screen(story, "mh", meeting);
  story.Expect(screen.items_size() == 0, "the screen is empty at once");
  story.Expect(screen.parties_size() == before.parties_size() + 1,
               "it says who is in the room");
  story.tell().Say(
      "女性相談が遅れて入る。本人はここへの共有に同意していないので、画面は"
      "すぐに空になる。",
      "The women's centre comes late. She did not agree to share with it: the "
      "screen is empty at once.");
  story.Do("wco", About<v1::LeaveMeetingRequest>(meeting), "leaves");
  story.ExpectSame(Screen(story, "mh", meeting), before,
                   "what was there is there again");
  story.tell().Say("退室すると、元に戻る。", "When it leaves, all is back.");
}

}  // namespace

void Conference(Story& story) {
  story.tell().Step("#16", "定例WEB会議。議題は K-17。",
                    "The regular web conference; K-17 is on the agenda.");
  ReleaseItems(story);
  NeverOnTheScreen(story);
  const std::string meeting = OpenMeetingToday(story);
  Enter(story, meeting);
  const auto screen = Screen(story, "npo", meeting);
  const std::string alias = AliasOf(story, screen);
  for (const char* actor : kAttendees) {
    story.ExpectSame(Screen(story, actor, meeting), ExpectedScreen(alias),
                     absl::StrCat("the screen, read by ", actor));
  }
  story.tell().Say(
      absl::StrCat("画面は全員に同じ。ケースの名前はこの日だけの ", alias,
                   "。週数は幅で、氏名・連絡方法・検査・生活・家族・父親は"
                   "出ない。出していない「意向」も出ない。"),
      absl::StrCat("Everybody sees the same screen, under ", alias,
                   " for this day. Weeks are a band; no name, contact, tests, "
                   "money, family or father; nor her wishes, which nobody "
                   "released."));
  LateJoiner(story, meeting, screen);
  story.ExpectRefused({"agency"}, {"会議の画面を開く", "open the screen"},
                      About<v1::GetSharedSummaryRequest>(meeting),
                      Hidden(v1::REFUSAL_CODE_NO_BASIS));

  v1::WithdrawItemRequest withdraw;
  *withdraw.mutable_access() = ForConference();
  withdraw.set_name(story.Named("item meeting"));
  story.Do("fs", withdraw, "family support takes its item back");
  auto less = ExpectedScreen(alias);
  less.mutable_items()->DeleteSubrange(less.items_size() - 2, 1);
  story.ExpectSame(Screen(story, "cgc", meeting), less,
                   "what is taken back is gone at the next read");

  story.Do("sup", About<v1::CloseMeetingRequest>(meeting), "closes it");
  story.Expect(absl::IsFailedPrecondition(
                   story.At("mh")
                       .Call(About<v1::GetSharedSummaryRequest>(meeting))
                       .status),
               "nothing is read after the end");
  NextMeeting(story, alias);
  story.tell().Say(
      "閉会。画面はもう開けない。次の回のケースの名前は、また別のもの。",
      "Closed: the screen opens no more. In the next meeting the alias is "
      "another one.");
  // What is shared on the screen stays there.
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
