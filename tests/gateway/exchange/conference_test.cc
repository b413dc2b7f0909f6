#include <memory>

#include "tasuki/v1/directory_service.pb.h"
#include "tests/gateway/exchange/conference_setting.h"
#include "tests/status_matchers.h"

// Series, meetings, items and attendance: who may do what, and when.
namespace tasuki::exchange {
namespace {

using ::testing::IsEmpty;
using ::testing::MatchesRegex;

constexpr auto kNotFound = absl::StatusCode::kNotFound;
constexpr auto kRefused = absl::StatusCode::kFailedPrecondition;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr char kUnknown[] = "00000000000000000000000000";

v1::CreateSeriesRequest SeriesOf(const std::string& title,
                                 const std::vector<std::string>& members) {
  v1::CreateSeriesRequest request;
  request.set_title(title);
  *request.mutable_members() = {members.begin(), members.end()};
  return request;
}

TEST(SeriesTest, TitleAndMembersAreChecked) {
  World world;
  const auto create = [&](const std::string& title,
                          const std::vector<std::string>& members) {
    v1::CreateSeriesRequest request = SeriesOf(title, members);
    *request.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
    return world.Call(World::Nurse(), "ConferenceService/CreateSeries", request)
        .status;
  };
  EXPECT_THAT(create("定例", {kFamily}), IsOk());
  EXPECT_THAT(create(std::string(100, 't'), {kFamily}), IsOk());
  const struct {
    std::string title;
    std::vector<std::string> members;
  } kBad[] = {
      {"", {kFamily}},
      {std::string(101, 't'), {kFamily}},
      {"two\nlines", {kFamily}},
      {"t", {}},
      {"t", {kFamily, kFamily}},
      {"t", {kMaternal}},  // the organiser is one anyway
      {"t", {"bodies/unknown"}},
      {"t", {"not a party"}},
      {"t", std::vector<std::string>(31, kFamily)},
  };
  for (const auto& [title, members] : kBad) {
    EXPECT_THAT(create(title, members), StatusIs(kInvalid));
  }
}

// Every request, once with the true name and once with one that nothing has.
TEST(ConferenceTest, WhatIsNotYoursIsWhatDoesNotExist) {
  ConferenceSetting setting;
  const std::string item = setting.Share(setting.ConfirmPregnancy());
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());

  std::map<std::string, std::unique_ptr<google::protobuf::Message>> requests;
  const auto add = [&](const std::string& verb, auto request) {
    *request.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
    requests["ConferenceService/" + verb] =
        std::make_unique<decltype(request)>(request);
  };
  v1::ScheduleMeetingRequest schedule;
  schedule.set_series(setting.series);
  schedule.set_day(kTomorrow);
  add("ScheduleMeeting", schedule);
  v1::ReleaseItemRequest release;
  release.set_series(setting.series);
  release.set_section("sections/" + std::string(kUnknown));
  add("ReleaseItem", release);
  v1::WithdrawItemRequest withdraw;
  withdraw.set_name(item);
  add("WithdrawItem", withdraw);
  const auto add_named = [&](const std::string& verb, auto request) {
    request.set_name(setting.meeting);
    add(verb, request);
  };
  add_named("OpenMeeting", v1::OpenMeetingRequest());
  add_named("CloseMeeting", v1::CloseMeetingRequest());
  add_named("JoinMeeting", v1::JoinMeetingRequest());
  add_named("LeaveMeeting", v1::LeaveMeetingRequest());
  add_named("GetSharedSummary", v1::GetSharedSummaryRequest());
  v1::ConfirmAttendanceRequest confirm;
  confirm.set_party(kFamily);
  confirm.set_person(World::Worker().id);
  add_named("ConfirmAttendance", confirm);

  for (const auto& [verb, request] : requests) {
    const auto* field = request->GetDescriptor()->FindFieldByName("series");
    if (field == nullptr) {
      field = request->GetDescriptor()->FindFieldByName("name");
    }
    const Release hidden =
        setting.world.Call(ConferenceSetting::Stranger(), verb, *request);
    const std::string name =
        request->GetReflection()->GetString(*request, field);
    request->GetReflection()->SetString(
        request.get(), field, name.substr(0, name.find('/') + 1) + kUnknown);
    const Release absent =
        setting.world.Call(ConferenceSetting::Stranger(), verb, *request);
    EXPECT_THAT(hidden.status, StatusIs(kNotFound)) << verb;
    EXPECT_EQ(hidden.status, absent.status) << verb;
    EXPECT_EQ(hidden.refusal.size(), absent.refusal.size()) << verb;
  }
}

TEST(ConferenceTest, OnlyTheOrganiserRunsMeetings) {
  ConferenceSetting setting;
  v1::OpenMeetingRequest open;
  open.set_name(setting.meeting);
  const World::Person coordinator = {"p-coord-1", kFamily, v1::ROLE_COORD};
  EXPECT_THAT(setting.Do(coordinator, "ConferenceService/OpenMeeting", open),
              StatusIs(kRefused));
  const World::Person midwife = {"p-midwife-1", kMaternal, v1::ROLE_MIDWIFE};
  EXPECT_THAT(setting.Do(midwife, "ConferenceService/OpenMeeting", open),
              StatusIs(kRefused));
  EXPECT_THAT(setting.Do(World::Nurse(), "ConferenceService/OpenMeeting", open),
              IsOk());
}

TEST(MeetingTest, IsPlannedForTodayOrLaterAndOpenedOnItsDay) {
  ConferenceSetting setting;
  for (const char* day : {"2026-11-20", "2026-02-30", "tomorrow", ""}) {
    v1::ScheduleMeetingRequest schedule;
    schedule.set_series(setting.series);
    schedule.set_day(day);
    EXPECT_THAT(setting.Do(World::Nurse(), "ConferenceService/ScheduleMeeting",
                           schedule),
                StatusIs(kInvalid))
        << day;
  }
  const std::string tomorrow = setting.Schedule(kTomorrow);
  EXPECT_THAT(setting.Open(tomorrow), StatusIs(kRefused));
  setting.world.clock().Advance(absl::Hours(24));
  EXPECT_THAT(setting.Open(setting.meeting), StatusIs(kRefused));
  EXPECT_THAT(setting.Open(tomorrow), IsOk());
}

TEST(MeetingTest, OfOneSeriesOneIsOpenAtATime) {
  ConferenceSetting setting;
  const std::string second = setting.Schedule(kToday);
  const std::string tomorrow = setting.Schedule(kTomorrow);
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  EXPECT_THAT(setting.Open(setting.meeting), StatusIs(kRefused));
  EXPECT_THAT(setting.Open(second), StatusIs(kRefused));
  EXPECT_THAT(setting.Close(setting.meeting), IsOk());
  EXPECT_THAT(setting.Open(second), IsOk());
  // Nobody closed it; its day did.
  setting.world.clock().Advance(absl::Hours(24));
  EXPECT_THAT(setting.Open(tomorrow), IsOk());
}

TEST(MeetingTest, ClosedMeetingLetsNobodyInAndForgetsItsAliases) {
  ConferenceSetting setting;
  setting.Share(setting.ConfirmPregnancy());
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  ASSERT_THAT(setting.Look(World::Nurse()).status, IsOk());
  EXPECT_THAT(setting.Close(setting.meeting), IsOk());
  EXPECT_THAT(setting.Close(setting.meeting), StatusIs(kRefused));
  EXPECT_THAT(setting.Look(World::Nurse()).status, StatusIs(kRefused));
  EXPECT_THAT(setting.Join(World::Worker()), StatusIs(kRefused));
  EXPECT_THAT(setting.Open(setting.meeting), StatusIs(kRefused));
  EXPECT_THAT(
      setting.Stored<v1::MeetingRow>(Table::kMeeting, IdOf(setting.meeting))
          .aliases(),
      IsEmpty());
}

TEST(MeetingTest, EndsWithItsDay) {
  ConferenceSetting setting;
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Nurse());
  setting.world.clock().Advance(absl::Hours(12));
  EXPECT_THAT(setting.Look(World::Nurse()).status, IsOk());
  setting.world.clock().Advance(absl::Minutes(10));
  EXPECT_THAT(setting.Look(World::Nurse()).status, StatusIs(kRefused));
  EXPECT_THAT(setting.Join(World::Worker()), StatusIs(kRefused));
}

TEST(ItemTest, HolderSeesWhatAConferenceCouldShowAtTheMost) {
  ConferenceSetting setting;
  v1::ReleaseItemRequest release;
  *release.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
  release.set_series(setting.series);
  release.set_section(setting.ConfirmPregnancy());
  const auto released = setting.world.Ask<v1::ReleaseItemResponse>(
      World::Nurse(), "ConferenceService/ReleaseItem", release);
  ASSERT_THAT(setting.world.last_status(), IsOk());
  EXPECT_EQ(released.shown().pregnancy().gestational_age(), "22-33w");
  EXPECT_THAT(released.shown().pregnancy().clinic(), IsEmpty());
}

// What is kept for a repeated call is kept under the party's key, where a
// subject's erasure would not reach it.
TEST(ItemTest, RepeatedReleaseShowsNoRecord) {
  ConferenceSetting setting;
  v1::ReleaseItemRequest release;
  *release.mutable_access() = AccessFor(v1::PURPOSE_CONFERENCE);
  release.set_series(setting.series);
  release.set_section(setting.ConfirmPregnancy());
  release.set_request_id(setting.world.FreshId());
  const auto released = [&] {
    return setting.world.Ask<v1::ReleaseItemResponse>(
        World::Nurse(), "ConferenceService/ReleaseItem", release);
  };
  const v1::ReleaseItemResponse first = released(), again = released();
  EXPECT_TRUE(first.has_shown());
  EXPECT_FALSE(again.has_shown());
  EXPECT_EQ(first.item(), again.item());
}

TEST(ItemTest, OnlyTheHolderReleasesWhatItConfirmed) {
  ConferenceSetting setting;
  const auto status = [&](const World::Person& person,
                          const std::string& section) {
    v1::ReleaseItemRequest release;
    release.set_series(setting.series);
    release.set_section(section);
    return setting.Do(person, "ConferenceService/ReleaseItem", release);
  };
  const std::string section = setting.ConfirmPregnancy();
  EXPECT_THAT(status(World::Worker(), section), StatusIs(kNotFound));
  EXPECT_THAT(status(World::Nurse(), "sections/" + std::string(kUnknown)),
              StatusIs(kNotFound));
  // The SOS service's own, which is bound to no case.
  EXPECT_THAT(status(World::Npo(), setting.opening.sections[0]),
              StatusIs(kRefused));
  v1::Record money;
  money.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  EXPECT_THAT(status(World::Nurse(), setting.Confirm(money)),
              StatusIs(kRefused));
  EXPECT_THAT(status(World::Nurse(), section), IsOk());
}

TEST(ItemTest, SectionIsReleasedToASeriesOnce) {
  ConferenceSetting setting;
  const std::string section = setting.ConfirmPregnancy();
  const std::string item = setting.Share(section);
  EXPECT_EQ(setting.Share(section), item);
  EXPECT_THAT(setting.TakeBack(item), IsOk());
  EXPECT_THAT(setting.TakeBack(item), IsOk());
  EXPECT_NE(setting.Share(section), item);
}

TEST(ItemTest, AnotherMemberDoesNotTakeItBack) {
  ConferenceSetting setting;
  v1::WithdrawItemRequest withdraw;
  withdraw.set_name(setting.Share(setting.ConfirmPregnancy()));
  EXPECT_THAT(
      setting.Do(World::Worker(), "ConferenceService/WithdrawItem", withdraw),
      StatusIs(kNotFound));
}

TEST(AliasTest, IsRandomAndNewInEveryMeeting) {
  ConferenceSetting setting;
  setting.Share(setting.ConfirmPregnancy());
  const auto alias = [&](const std::string& meeting) {
    const auto row =
        setting.Stored<v1::MeetingRow>(Table::kMeeting, IdOf(meeting));
    EXPECT_EQ(row.aliases_size(), 1);
    return row.aliases_size() == 1 ? row.aliases(0).alias() : "";
  };
  std::set<std::string> aliases;
  constexpr int kMeetings = 8;
  for (int i = 0; i < kMeetings; ++i) {
    const std::string meeting = setting.Schedule(kToday);
    ASSERT_THAT(setting.Open(meeting), IsOk());
    aliases.insert(alias(meeting));
    ASSERT_THAT(setting.Close(meeting), IsOk());
  }
  // Two of eight agree by chance in 28 of a million runs; three never.
  EXPECT_GE(aliases.size(), kMeetings - 1);
  for (const std::string& one : aliases) {
    EXPECT_THAT(one, MatchesRegex("C-[0-9A-HJKMNP-TV-Z]{4}"));
  }
}

TEST(AttendanceTest, PersonIsInTheRoomOnce) {
  ConferenceSetting setting;
  EXPECT_THAT(setting.Join(World::Npo()), StatusIs(kRefused));  // not open
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  EXPECT_THAT(setting.Leave(World::Npo()), StatusIs(kRefused));
  EXPECT_THAT(setting.Join(World::Npo()), IsOk());
  EXPECT_THAT(setting.Join(World::Npo()), StatusIs(kRefused));
  EXPECT_THAT(setting.Leave(World::Npo()), IsOk());
  EXPECT_THAT(setting.Join(World::Npo()), IsOk());
  const auto row =
      setting.Stored<v1::MeetingRow>(Table::kMeeting, IdOf(setting.meeting));
  ASSERT_EQ(row.attendance_size(), 2);
  EXPECT_NE(row.attendance(0).left_at(), 0);
  EXPECT_EQ(row.attendance(1).left_at(), 0);
}

TEST(AttendanceTest, RejoiningIsConfirmedAnew) {
  ConferenceSetting setting;
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  setting.Enter(World::Npo());
  ASSERT_THAT(setting.Look(World::Npo()).status, IsOk());
  ASSERT_THAT(setting.Leave(World::Npo()), IsOk());
  EXPECT_THAT(setting.Look(World::Npo()).status, StatusIs(kRefused));
  ASSERT_THAT(setting.Join(World::Npo()), IsOk());
  EXPECT_THAT(setting.Look(World::Npo()).status, StatusIs(kRefused));
}

TEST(AttendanceTest, WhoWasNamedJoinsAsTheSameEntry) {
  ConferenceSetting setting;
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  ASSERT_THAT(setting.Name(World::Npo()), IsOk());
  EXPECT_THAT(setting.Join(World::Npo()), IsOk());
  const auto row =
      setting.Stored<v1::MeetingRow>(Table::kMeeting, IdOf(setting.meeting));
  ASSERT_EQ(row.attendance_size(), 1);
  EXPECT_TRUE(row.attendance(0).confirmed());
  EXPECT_EQ(row.attendance(0).role(), v1::ROLE_NPO_COUNSEL);
}

// The organiser finds out nothing about persons that the directory knows.
TEST(AttendanceTest, PersonsWhoMayNotActAreAlike) {
  ConferenceSetting setting;
  ASSERT_THAT(setting.Open(setting.meeting), IsOk());
  v1::DisablePersonRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_person(ConferenceSetting::SecondNpo().id);
  ASSERT_THAT(
      setting.world
          .Call(World::Officer(), "DirectoryService/DisablePerson", disable)
          .status,
      IsOk());
  const absl::Status unknown = setting.Name({"p-nobody", kNpo, {}});
  EXPECT_THAT(unknown, StatusIs(kRefused));
  EXPECT_EQ(setting.Name({World::Worker().id, kNpo, {}}), unknown);
  EXPECT_EQ(setting.Name(ConferenceSetting::SecondNpo()), unknown);
  EXPECT_THAT(setting.Name(ConferenceSetting::Stranger()), StatusIs(kRefused));
  EXPECT_THAT(setting.Name({"", kNpo, {}}), StatusIs(kInvalid));
  EXPECT_THAT(setting.Name({"p-npo-1", "npo", {}}), StatusIs(kInvalid));
}

}  // namespace
}  // namespace tasuki::exchange
