#include "tests/gateway/exchange/reminders_setting.h"

// Who was disabled when there was something to tell, and is enabled again.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST_F(RemindersTest, PartyThatIsEnabledAgainIsToldOnceWhatBecameLate) {
  const std::string settled = Asked(7 * kDay);
  const std::string waits = Asked(7 * kDay);
  Round();
  Disable(kFamily);
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), ElementsAre(Late(kMaternal), Late(kMaternal)));
  Disable(kFamily, false);
  Acknowledge(settled);
  EXPECT_THAT(Round(), ElementsAre(Late(kFamily)));
  ASSERT_EQ(pager_.heard.size(), 1);
  EXPECT_EQ(pager_.heard[0].message, waits);
  EXPECT_THAT(Round(), IsEmpty());
}

// What it was told before is not told again.
TEST_F(RemindersTest, PartyThatIsEnabledAgainHearsNothingTwice) {
  Asked(7 * kDay);
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kFamily), Late(kMaternal)));
  Disable(kFamily);
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), IsEmpty());
  Disable(kFamily, false);
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, WhomItNamesIsToldOnceTheyAreBack) {
  AskedByName(absl::Hours(36));
  DisablePerson(World::Worker());
  world_.clock().Advance(absl::Hours(12));
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(absl::Hours(12));
  EXPECT_THAT(Round(), ElementsAre(Late(kMaternal)));
  EXPECT_THAT(Round(), IsEmpty());
  DisablePerson(World::Worker(), false);
  // Nobody has seen it for a day; its last moment is still to come.
  EXPECT_THAT(Round(),
              UnorderedElementsAre(DueSoon(kFamily, World::Worker().id),
                                   Late(kFamily, World::Worker().id)));
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, ThatItWasToBeDueIsNoNewsAfterItsLastMoment) {
  AskedByName(absl::Hours(36));
  DisablePerson(World::Worker());
  world_.clock().Advance(absl::Hours(36));
  EXPECT_THAT(Round(), ElementsAre(Late(kMaternal)));
  DisablePerson(World::Worker(), false);
  EXPECT_THAT(Round(), ElementsAre(Late(kFamily, World::Worker().id)));
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, WhoIsBackHearsNothingThatTheyHeardBefore) {
  AskedByName(4 * kDay);
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kFamily, World::Worker().id),
                                            Late(kMaternal)));
  DisablePerson(World::Worker());
  world_.clock().Advance(2 * kDay);
  EXPECT_THAT(Round(), IsEmpty());
  EXPECT_THAT(Round(), IsEmpty());
  DisablePerson(World::Worker(), false);
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily, World::Worker().id)));
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, WhoIsBackBeforeTheLastMomentHearsThatItComes) {
  AskedByName(absl::Hours(36));
  DisablePerson(World::Worker());
  world_.clock().Advance(absl::Hours(12));
  EXPECT_THAT(Round(), IsEmpty());
  // Away with the party as well.
  Disable(kFamily);
  EXPECT_THAT(Round(), IsEmpty());
  Disable(kFamily, false);
  DisablePerson(World::Worker(), false);
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily, World::Worker().id)));
  EXPECT_THAT(Round(), IsEmpty());
}

// The review has to happen, and that one is asked for is no secret of the
// colleague's.
TEST_F(RemindersTest, ReviewCallsWhoIsOnDutyWhileTheColleagueIsAway) {
  OnDuty(Coordinator(), absl::ZeroDuration(), 2 * kDay);
  AskForReview(World::Worker());
  DisablePerson(World::Worker());
  world_.clock().Advance(absl::Hours(1));
  EXPECT_THAT(Round(), ElementsAre(Late(kFamily, Coordinator().id)));
  DisablePerson(World::Worker(), false);
  EXPECT_THAT(Round(), IsEmpty());
}

}  // namespace
}  // namespace tasuki::exchange
