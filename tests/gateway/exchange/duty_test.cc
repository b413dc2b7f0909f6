#include <future>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/exchange/urgent_notice.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

// Who is on duty, and whom an urgent message calls.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Pager : public Notices {
 public:
  void Tell(const Notice& notice) override {
    // After the commit: the message is there to be read.
    heard.push_back(absl::StrCat(notice.party, " ", notice.person));
    last = notice;
  }
  std::vector<std::string> heard;
  Notice last;
};

struct Setting {
  World world;
  Pager pager;
  NoticingLedger ledger{world.ledger(), pager};
  Exchange exchange{ledger, world.log(), "replica-1", "test"};

  int64_t In(absl::Duration wait) {
    return absl::ToUnixSeconds(world.clock().Now() + wait);
  }
  v1::SetDutyRosterRequest Roster(const std::string& person,
                                  absl::Duration from, absl::Duration to) {
    v1::SetDutyRosterRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    v1::DutyEntry& entry = *request.add_entries();
    entry.set_person(person);
    entry.set_from(In(from));
    entry.set_to(In(to));
    return request;
  }
  Release Set(const World::Person& person,
              const v1::SetDutyRosterRequest& request) {
    return world.Call(person, "DirectoryService/SetDutyRoster", request);
  }
  v1::GetDutyRosterResponse Get(const World::Person& person,
                                const std::string& party) {
    v1::GetDutyRosterRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_party(party);
    const auto roster = world.Ask<v1::GetDutyRosterResponse>(
        person, "DirectoryService/GetDutyRoster", request);
    EXPECT_THAT(world.last_status(), IsOk());
    return roster;
  }
  // Through the exchange that has a pager.
  Release Through(const World::Person& person, v1::SendMessageRequest request) {
    if (request.request_id().empty()) request.set_request_id(world.FreshId());
    std::promise<Release> promise;
    exchange.Handle("/tasuki.v1.MessageService/SendMessage",
                    world.CredentialsOf(person), request.SerializeAsString(),
                    [&](Release release) { promise.set_value(release); });
    return promise.get_future().get();
  }
  v1::SendMessageRequest Urgent(const std::string& subject) {
    v1::SendMessageRequest ask = RequestTo(kFamily, subject, v1::CATEGORY_C02);
    ask.set_urgent(true);
    return ask;
  }
};

TEST(DutyTest, UrgentMessageNamesThePersonOnDuty) {
  Setting set;
  const std::string subject = Registered(set.world, World::Nurse());
  ASSERT_THAT(set.Set(World::Worker(),
                      set.Roster("p-cw-1", -absl::Hours(1), absl::Hours(1)))
                  .status,
              IsOk());
  const Release sent = set.Through(World::Nurse(), set.Urgent(subject));
  ASSERT_THAT(sent.status, IsOk());
  v1::SendMessageResponse response;
  response.ParseFromString(sent.response);
  EXPECT_THAT(set.pager.heard, ElementsAre(absl::StrCat(kFamily, " p-cw-1")));
  EXPECT_EQ(set.pager.last.why, NoticeReason::kUrgent);
  EXPECT_EQ(set.pager.last.message, response.message());
  EXPECT_EQ(set.pager.last.at, set.world.clock().Now());
  EXPECT_TRUE(
      HeaderFor(set.world, World::Worker(), response.message()).urgent());
}

// The pager is told all the same: somebody else has to look.
TEST(DutyTest, WithNobodyOnDutyTheNoticeHasNoPerson) {
  Setting set;
  const std::string subject = Registered(set.world, World::Nurse());
  ASSERT_THAT(set.Set(World::Worker(),
                      set.Roster("p-cw-1", -absl::Hours(1), absl::Hours(1)))
                  .status,
              IsOk());
  set.world.clock().Advance(absl::Hours(1));
  ASSERT_THAT(set.Through(World::Nurse(), set.Urgent(subject)).status, IsOk());
  EXPECT_THAT(set.pager.heard, ElementsAre(absl::StrCat(kFamily, " ")));
}

TEST(DutyTest, NothingIsToldOfWhatIsNotUrgentRefusedOrRepeated) {
  Setting set;
  const std::string subject = Registered(set.world, World::Nurse());
  v1::SendMessageRequest calm = set.Urgent(subject), bad = set.Urgent(subject);
  calm.set_urgent(false);
  bad.mutable_access()->clear_need();
  EXPECT_THAT(set.Through(World::Nurse(), calm).status, IsOk());
  EXPECT_THAT(set.Through(World::Nurse(), bad).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(set.pager.heard, IsEmpty());
  v1::SendMessageRequest twice = set.Urgent(subject);
  twice.set_request_id("urgent-0000000000");
  EXPECT_THAT(set.Through(World::Nurse(), twice).status, IsOk());
  EXPECT_THAT(set.Through(World::Nurse(), twice).status, IsOk());
  EXPECT_EQ(set.pager.heard.size(), 1);
}

TEST(DutyTest, OwnPartyReadsTheRosterFromNowOn) {
  Setting set;
  v1::SetDutyRosterRequest roster =
      set.Roster("p-coord-1", absl::Hours(1), absl::Hours(2));
  *roster.add_entries() =
      set.Roster("p-cw-1", -absl::Hours(1), absl::Hours(1)).entries(0);
  ASSERT_THAT(set.Set(World::Worker(), roster).status, IsOk());
  const auto persons = [&] {
    std::vector<std::string> on_duty;
    const v1::GetDutyRosterResponse roster = set.Get(World::Worker(), "");
    for (const v1::DutyEntry& entry : roster.entries()) {
      on_duty.push_back(entry.person());
    }
    return on_duty;
  };
  EXPECT_THAT(persons(), ElementsAre("p-cw-1", "p-coord-1"));
  set.world.clock().Advance(absl::Hours(1));
  EXPECT_THAT(persons(), ElementsAre("p-coord-1"));
}

TEST(DutyTest, OthersReadWhetherSomebodyIsThereAndNotWho) {
  Setting set;
  EXPECT_EQ(set.Get(World::Nurse(), kFamily).entries_size(), 0);
  ASSERT_THAT(set.Set(World::Worker(),
                      set.Roster("p-cw-1", absl::Hours(1), absl::Hours(2)))
                  .status,
              IsOk());
  EXPECT_EQ(set.Get(World::Nurse(), kFamily).entries_size(), 0);
  set.world.clock().Advance(absl::Hours(1));
  const v1::GetDutyRosterResponse seen = set.Get(World::Nurse(), kFamily);
  ASSERT_EQ(seen.entries_size(), 1);
  EXPECT_EQ(seen.entries(0).person(), "");
}

TEST(DutyTest, RosterOfNobodyIsNotFound) {
  Setting set;
  v1::GetDutyRosterRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_party("bodies/nobody");
  EXPECT_THAT(
      set.world.Call(World::Nurse(), "DirectoryService/GetDutyRoster", request)
          .status,
      StatusIs(absl::StatusCode::kNotFound));
  request.set_party("nobody");
  EXPECT_THAT(
      set.world.Call(World::Nurse(), "DirectoryService/GetDutyRoster", request)
          .status,
      StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(DutyTest, RosterThatMakesNoSenseIsRefusedWhole) {
  Setting set;
  const v1::SetDutyRosterRequest good =
      set.Roster("p-cw-1", absl::ZeroDuration(), absl::Hours(2));
  v1::SetDutyRosterRequest long_ago = good, backwards = good, stranger = good,
                           nobody = good, too_many = good;
  long_ago.mutable_entries(0)->set_from(set.In(-absl::Hours(48)));
  backwards.mutable_entries(0)->set_to(good.entries(0).from());
  *stranger.add_entries() = good.entries(0);
  stranger.mutable_entries(1)->set_person("p-phn-1");
  nobody.mutable_entries(0)->set_person("p-nobody");
  for (int i = 0; i < 200; ++i) *too_many.add_entries() = good.entries(0);
  const struct {
    v1::SetDutyRosterRequest request;
    absl::string_view field;
  } kCases[] = {{long_ago, "entries.from:"},
                {backwards, "entries.to:"},
                {stranger, "entries.person:"},
                {nobody, "entries.person:"},
                {too_many, "entries:"}};
  for (const auto& [bad, field] : kCases) {
    const Release release = set.Set(World::Worker(), bad);
    EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(std::string(release.status.message()),
                HasSubstr(std::string(field)));
  }
  EXPECT_EQ(set.Get(World::Worker(), "").entries_size(), 0);
}

TEST(DutyTest, OfficerSetsNoRoster) {
  Setting set;
  const Release release =
      set.Set(World::Officer(),
              set.Roster("p-security-1", absl::ZeroDuration(), absl::Hours(1)));
  EXPECT_EQ(CodeShown(release), v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
}

}  // namespace
}  // namespace tasuki::exchange
