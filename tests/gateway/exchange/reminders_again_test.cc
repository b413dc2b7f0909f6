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
  v1::SendMessageRequest ask = Ask(absl::Hours(36));
  ask.add_persons(World::Worker().id);
  Sent(world_, World::Nurse(), ask);
  DisablePerson(World::Worker());
  world_.clock().Advance(absl::Hours(12));
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(absl::Hours(12));
  EXPECT_THAT(Round(), ElementsAre(Late(kMaternal)));
  EXPECT_THAT(Round(), IsEmpty());
  DisablePerson(World::Worker(), false);
  // That it was to be due is no news any more.
  EXPECT_THAT(Round(), ElementsAre(Late(kFamily, World::Worker().id)));
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, WhoIsBackBeforeTheLastMomentHearsThatItComes) {
  v1::SendMessageRequest ask = Ask(absl::Hours(36));
  ask.add_persons(World::Worker().id);
  Sent(world_, World::Nurse(), ask);
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

}  // namespace
}  // namespace tasuki::exchange
