// Danger to life: what is looked at afterwards, by whom, and by when (SR-27).
#include "gateway/exchange/break_glass_figures.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/break_glass_setting.h"

namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(BreakGlassTest, IsReviewedByAnotherWhoseRoleReviews) {
  const std::string opening = OpenedByHospital();
  ASSERT_THAT(End(SocialWorker(), opening), IsOk());
  // The social worker's role reviews, and not what she opened herself.
  EXPECT_EQ(CodeShown(Review(SocialWorker(), opening)),
            v1::REFUSAL_CODE_CONFLICT_OF_INTEREST);
  EXPECT_EQ(CodeShown(Review(HospitalNurse(), opening)),
            v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  EXPECT_THAT(
      Review(Doctor(), opening, v1::BREAK_GLASS_VERDICT_TOO_WIDE).status,
      IsOk());
  const v1::GetBreakGlassResponse got = Got(SocialWorker(), opening);
  EXPECT_EQ(got.opening().reviewed_by(), Doctor().id);
  EXPECT_EQ(got.opening().verdict(), v1::BREAK_GLASS_VERDICT_TOO_WIDE);
  EXPECT_EQ(got.review_note(), "NOTE-MARK");
}

TEST_F(BreakGlassTest, OfAUnitOfTheCityIsReviewedByChiefOrHead) {
  const std::string opening = Opened(World::Worker(), Asking(Coordinator().id));
  ASSERT_THAT(End(World::Worker(), opening), IsOk());
  EXPECT_EQ(CodeShown(Review(Coordinator(), opening)),
            v1::REFUSAL_CODE_ROLE_NOT_ALLOWED);
  EXPECT_THAT(Review(Head(), opening).status, IsOk());
}

// What is read after the review, nobody would look at.
TEST_F(BreakGlassTest, IsNotReviewedWhileItRunsAndNotTwice) {
  const std::string opening = OpenedByHospital();
  EXPECT_THAT(Review(Doctor(), opening).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
  world_.clock().Advance(absl::Hours(24));
  EXPECT_THAT(Review(Doctor(), opening).status, IsOk());
  EXPECT_THAT(Review(Doctor(), opening).status,
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(BreakGlassTest, AMalformedReviewNamesTheField) {
  const std::string opening = OpenedByHospital();
  ASSERT_THAT(End(SocialWorker(), opening), IsOk());
  EXPECT_THAT(
      std::string(Review(Doctor(), opening, v1::BREAK_GLASS_VERDICT_UNSPECIFIED)
                      .status.message()),
      HasSubstr("verdict"));
  v1::ReviewBreakGlassRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  request.set_name(opening);
  request.set_verdict(v1::BREAK_GLASS_VERDICT_JUSTIFIED);
  request.set_note(std::string(1001, 'x'));
  const absl::Status status =
      world_.Call(Doctor(), "BreakGlassService/ReviewBreakGlass", request)
          .status;
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(status.message()), HasSubstr("note"));
  EXPECT_EQ(Got(Doctor(), opening).opening().reviewed_by(), "");
}

// The sample day is a Saturday: the next working day is Monday, until 24:00.
TEST_F(BreakGlassTest, IsReviewedByTheEndOfTheNextWorkingDay) {
  const std::string opening = OpenedByHospital();
  const v1::Opening got = Got(Doctor(), opening).opening();
  EXPECT_EQ(absl::FormatTime(absl::RFC3339_sec,
                             absl::FromUnixSeconds(got.review_by()),
                             absl::FixedTimeZone(9 * 60 * 60)),
            "2026-11-24T00:00:00+09:00");
  EXPECT_FALSE(got.overdue());
  const absl::Duration left =
      absl::FromUnixSeconds(got.review_by()) - world_.clock().Now();
  world_.clock().Advance(left - absl::Milliseconds(1));
  EXPECT_FALSE(Got(Doctor(), opening).opening().overdue());
  world_.clock().Advance(absl::Milliseconds(1));
  EXPECT_TRUE(Got(Doctor(), opening).opening().overdue());
}

// Somebody who is shown a part anyway, and more while it is open.
TEST_F(BreakGlassTest, TheReviewSaysWhatOrdinaryPolicyWouldHaveShown) {
  const Shown ordinary = ShownTo(World::Worker());
  ASSERT_THAT(ordinary, Not(IsEmpty()));
  const std::string opening = Opened(World::Worker(), Asking(Coordinator().id));
  const Shown opened = ShownTo(World::Worker());
  ASSERT_NE(opened, ordinary);
  ShownTo(Coordinator());  // nothing of it rests on the opening
  const v1::GetBreakGlassResponse got = Got(Head(), opening);
  ASSERT_EQ(got.reads_size(), 1);
  EXPECT_EQ(got.reads(0).person(), World::Worker().id);
  EXPECT_EQ(got.reads(0).time_ms(), absl::ToUnixMillis(world_.clock().Now()));
  EXPECT_EQ(ShownIn(got.reads(0).shown()), opened);
  EXPECT_EQ(ShownIn(got.reads(0).without_it()), ordinary);
}

// Of a section that is hidden without it, and of one that holds what another
// section, whose reader it is anyway, holds as well.
TEST_F(BreakGlassTest, TheReviewCountsNoSectionForAnother) {
  InCase(world_, World::Worker(), case_, Profile());
  const Shown ordinary = ShownTo(World::Worker());
  const std::string opening = Opened(World::Worker(), Asking(Coordinator().id));
  const Shown opened = ShownTo(World::Worker());
  const v1::GetBreakGlassResponse got = Got(Head(), opening);
  ASSERT_EQ(got.reads_size(), 1);
  EXPECT_EQ(ShownIn(got.reads(0).shown()), opened);
  EXPECT_EQ(ShownIn(got.reads(0).without_it()), ordinary);
}

TEST_F(BreakGlassTest,
       TheReviewOfAHiddenCaseSaysThatNothingWouldHaveBeenShown) {
  const std::string opening = OpenedByHospital();
  const Shown opened = ShownTo(SocialWorker());
  ASSERT_THAT(End(SocialWorker(), opening), IsOk());
  Read(SocialWorker());  // refused again
  const v1::GetBreakGlassResponse got = Got(Doctor(), opening);
  ASSERT_EQ(got.reads_size(), 1);
  EXPECT_EQ(ShownIn(got.reads(0).shown()), opened);
  EXPECT_THAT(got.reads(0).without_it(), IsEmpty());
}

// Whatever lies before it in the log, and after it.
TEST_F(BreakGlassTest, TheReviewFindsItsReadsInALongLog) {
  for (int i = 0; i < 40; ++i) ShownTo(World::Worker());
  world_.clock().Advance(absl::Hours(30));
  for (int i = 0; i < 40; ++i) ShownTo(World::Worker());
  world_.clock().Advance(absl::Hours(30));
  const std::string opening = OpenedByHospital();
  ShownTo(SocialWorker());
  ShownTo(World::Worker());
  ShownTo(SocialWorker());
  world_.clock().Advance(absl::Hours(60));
  for (int i = 0; i < 40; ++i) ShownTo(World::Worker());
  EXPECT_EQ(Got(Doctor(), opening).reads_size(), 2);
}

TEST_F(BreakGlassTest, AReviewThatIsLateStandsFirstAndHoldsNobodyUp) {
  const std::string late = OpenedByHospital();
  world_.clock().Advance(absl::Hours(24 * 4));
  const size_t before = InboxOf(world_, Doctor()).messages().size();
  const std::string next = OpenedByHospital();  // never refused
  EXPECT_THAT(Read(SocialWorker()).status, IsOk());
  // The second person, and the doctor as the one who is asked to join.
  EXPECT_EQ(InboxOf(world_, Doctor()).messages().size(), before + 2);
  const v1::ListBreakGlassResponse list = List(Doctor());
  ASSERT_EQ(list.openings_size(), 2);
  EXPECT_EQ(list.openings(0).name(), late);
  EXPECT_TRUE(list.openings(0).overdue());
  EXPECT_EQ(list.openings(1).name(), next);
  EXPECT_FALSE(list.openings(1).overdue());
}

// Of two notices about one opening, which of them asks to join at once.
int UrgentNoticesTo(World& world, const std::string& party) {
  const auto state = world.ledger().Read();
  EXPECT_THAT(state, IsOk());
  const auto page = (*state)->List({Index::kMessagesOfParty, party}, 0, 1000);
  EXPECT_THAT(page, IsOk());
  int urgent = 0;
  for (const IndexEntry& entry : (*page)->entries) {
    const auto row = (*state)->Read({Table::kMessage, entry.id});
    EXPECT_THAT(row, IsOk());
    v1::MessageRow message;
    EXPECT_TRUE(message.ParseFromString((*row)->body));
    EXPECT_FALSE(message.person().empty());
    urgent += message.urgent() ? 1 : 0;
  }
  return urgent;
}

TEST_F(BreakGlassTest, WhileAReviewIsLateThoseWhoReviewAreAskedToJoin) {
  const std::string late = Opened(World::Worker(), Asking(Coordinator().id));
  EXPECT_EQ(UrgentNoticesTo(world_, kSupervision), 0);
  world_.clock().Advance(absl::Hours(24 * 4));
  // Another person's review is not hers.
  Opened(Coordinator(), Asking(World::Worker().id));
  EXPECT_EQ(UrgentNoticesTo(world_, kSupervision), 0);
  Opened(World::Worker(), Asking(Coordinator().id));
  EXPECT_EQ(UrgentNoticesTo(world_, kSupervision), 2);
  ASSERT_THAT(Review(Head(), late).status, IsOk());
  Opened(World::Worker(), Asking(Coordinator().id));
  EXPECT_EQ(UrgentNoticesTo(world_, kSupervision), 2);
}

TEST_F(BreakGlassTest, AListGoesOnWhereItsPageEnds) {
  std::vector<std::string> all;
  for (int i = 0; i < 3; ++i) all.push_back(OpenedByHospital());
  ASSERT_THAT(End(SocialWorker(), all[0]), IsOk());
  ASSERT_THAT(Review(Doctor(), all[0]).status, IsOk());
  std::vector<std::string> listed;
  std::string token;
  do {
    const v1::ListBreakGlassResponse page = List(HospitalNurse(), 1, token);
    ASSERT_EQ(page.openings_size(), 1);
    listed.push_back(page.openings(0).name());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(listed, (std::vector<std::string>{all[1], all[2], all[0]}));
}

TEST_F(BreakGlassTest, IsCountedUntilItIsReviewed) {
  const auto figures = [&] {
    const auto counted = CountWaitingOpenings(world_.ledger());
    EXPECT_THAT(counted, IsOk());
    return std::pair(counted->waiting, counted->overdue);
  };
  EXPECT_EQ(figures(), std::pair(0, 0));
  const std::string opening = OpenedByHospital();
  EXPECT_EQ(figures(), std::pair(1, 0));
  world_.clock().Advance(absl::Hours(24 * 4));
  EXPECT_EQ(figures(), std::pair(1, 1));
  ASSERT_THAT(Review(Doctor(), opening).status, IsOk());
  EXPECT_EQ(figures(), std::pair(0, 0));
}

}  // namespace
}  // namespace tasuki::exchange
