#include "gateway/exchange/reminders.h"

#include <string>
#include <vector>

#include "absl/strings/strip.h"
#include "gateway/exchange/message_waiting.h"
#include "tests/gateway/exchange/reminders_setting.h"

// Whom a message calls that waits too long, and how often.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST_F(RemindersTest, RecipientIsToldOnceADayBeforeTheLastMoment) {
  AskedAndSeen(3 * kDay);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(2 * kDay - kSecond);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(kSecond);
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily)));
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(kDay - kSecond);
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, BothSidesAreToldOnceThatTheLastMomentHasPassed) {
  AskedAndSeen(3 * kDay);
  world_.clock().Advance(3 * kDay - kSecond);
  Round();
  world_.clock().Advance(kSecond);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kFamily), Late(kMaternal)));
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(7 * kDay);
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, WhatNobodyHasSeenIsLateAfterADayForBothSides) {
  Consultation();
  world_.clock().Advance(kDay - kSecond);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(kSecond);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kGuidance), Late(kMaternal)));
  EXPECT_THAT(Round(), IsEmpty());
}

// It was late because nobody saw it, and then because nobody answered.
TEST_F(RemindersTest, RequestThatWasSeenLateIsLateAgainAtItsLastMoment) {
  const std::string request = Asked(3 * kDay);
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kFamily), Late(kMaternal)));
  Acknowledge(request);
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily)));
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kFamily), Late(kMaternal)));
}

TEST_F(RemindersTest, UrgentOneIsLateAfterAnHour) {
  v1::SendMessageRequest ask = Ask(absl::ZeroDuration());
  ask.clear_due_at();
  ask.set_urgent(true);
  Sent(world_, World::Nurse(), ask);
  world_.clock().Advance(absl::Hours(1) - kSecond);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(kSecond);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kFamily), Late(kMaternal)));
}

TEST_F(RemindersTest, NothingIsToldOfWhatCameToItsEndInTime) {
  const std::string answered = AskedAndSeen(2 * kDay);
  const std::string returned = Consultation();
  EXPECT_THAT(Round(), IsEmpty());
  Refuse(answered);
  Return(returned);
  // The answer waits to be seen; nobody but its reader has to do that.
  world_.clock().Advance(kDay - kSecond);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(2 * kDay);
  for (const std::string& line : Round()) {
    EXPECT_THAT(line, testing::StartsWith("LATE "));
  }
  for (const Notice& notice : pager_.heard) {
    EXPECT_NE(notice.message, answered);
    EXPECT_NE(notice.message, returned);
  }
}

// Nobody can answer it any more: that it is due is no news.
TEST_F(RemindersTest, WhatExpiredBetweenTwoRoundsIsOnlyLate) {
  AskedAndSeen(2 * kDay);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(2 * kDay);
  EXPECT_THAT(Round(), UnorderedElementsAre(Late(kFamily), Late(kMaternal)));
}

// Its moment lies before the round that could not see it yet.
TEST_F(RemindersTest, WhatIsDueSoonWhenItIsSentIsToldAllTheSame) {
  EXPECT_THAT(Round(), IsEmpty());
  AskedAndSeen(absl::Hours(2));
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily)));
  EXPECT_THAT(Round(), IsEmpty());
}

TEST_F(RemindersTest, AfterARestartAllThatIsSoIsToldAgain) {
  AskedAndSeen(3 * kDay);
  Consultation();
  world_.clock().Advance(2 * kDay);
  const std::vector<std::string> told = Round();
  EXPECT_THAT(told, UnorderedElementsAre(DueSoon(kFamily), Late(kGuidance),
                                         Late(kMaternal)));
  EXPECT_THAT(Round(), IsEmpty());
  Reminders restarted(ledger_, pager_);
  EXPECT_EQ(RoundOf(restarted), told);
}

TEST_F(RemindersTest, RoundThatFailsTellsNothingAndTheNextOneAll) {
  AskedAndSeen(2 * kDay);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(kDay);
  ledger_.fails = true;
  EXPECT_THAT(reminders_.Round(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(pager_.heard, IsEmpty());
  ledger_.fails = false;
  world_.clock().Advance(absl::Minutes(1));
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily)));
}

// That there are no more fields is for the compiler to say.
TEST_F(RemindersTest, ANoticeHasNothingBesidesTheseFive) {
  const std::string request = AskedAndSeen(2 * kDay);
  const absl::Time due = world_.clock().Now() + 2 * kDay;
  OnDuty(World::Worker(), absl::ZeroDuration(), 2 * kDay);
  world_.clock().Advance(kDay);
  Round();
  ASSERT_EQ(pager_.heard.size(), 1);
  const auto& [why, party, person, message, at] = pager_.heard[0];
  EXPECT_EQ(why, NoticeReason::kDueSoon);
  EXPECT_EQ(party, kFamily);
  EXPECT_EQ(person, World::Worker().id);
  EXPECT_EQ(message, request);
  EXPECT_EQ(at, due);
  world_.clock().Advance(kDay);
  Round();
  ASSERT_EQ(pager_.heard.size(), 2);
  for (const Notice& notice : pager_.heard) {
    EXPECT_EQ(notice.message, request);
    EXPECT_EQ(notice.at, due);
  }
}

TEST_F(RemindersTest, EachSideHearsOfItsOwnPersonOnDutyThen) {
  Asked(7 * kDay);
  OnDuty(World::Worker(), kDay, kDay + absl::Hours(1));
  OnDuty(World::Clerk(), kDay, kDay + absl::Hours(1));
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(),
              UnorderedElementsAre(Late(kFamily, World::Worker().id),
                                   Late(kMaternal, World::Clerk().id)));
  world_.clock().Advance(5 * kDay);
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily)));
}

TEST_F(RemindersTest, WhomAMessageNamesIsCalledAndNobodyElseThere) {
  v1::SendMessageRequest ask = Ask(absl::Hours(36));
  ask.add_persons(World::Worker().id);
  Sent(world_, World::Nurse(), ask);
  OnDuty(Coordinator(), absl::ZeroDuration(), 2 * kDay);
  OnDuty(World::Clerk(), absl::ZeroDuration(), 2 * kDay);
  world_.clock().Advance(absl::Hours(12));
  EXPECT_THAT(Round(), ElementsAre(DueSoon(kFamily, World::Worker().id)));
  world_.clock().Advance(absl::Hours(12));
  EXPECT_THAT(Round(),
              UnorderedElementsAre(Late(kFamily, World::Worker().id),
                                   Late(kMaternal, World::Clerk().id)));
}

// Others there must not learn of it: its sender alone hears that it is late.
TEST_F(RemindersTest, WithoutWhomItNamesNobodyIsCalledThere) {
  v1::SendMessageRequest ask = Ask(absl::Hours(36));
  ask.add_persons(World::Worker().id);
  Sent(world_, World::Nurse(), ask);
  DisablePerson(World::Worker());
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), ElementsAre(Late(kMaternal)));
}

TEST_F(RemindersTest, DisabledPartyIsNotCalledAndTheOtherSideIs) {
  Asked(7 * kDay);
  Disable(kFamily);
  world_.clock().Advance(kDay);
  EXPECT_THAT(Round(), ElementsAre(Late(kMaternal)));
  Disable(kMaternal);
  Reminders restarted(ledger_, pager_);
  EXPECT_THAT(RoundOf(restarted), IsEmpty());
}

// Whoever takes an inbox over hears of what is late in it already.
TEST_F(RemindersTest, WhoTakesItOverIsToldToo) {
  const std::string message = Asked(7 * kDay);
  world_.clock().Advance(kDay);
  Round();
  const std::string id(absl::StripPrefix(message, "messages/"));
  Rewrite<v1::MessageRow>(Table::kMessage, id, [](v1::MessageRow& row) {
    row.set_recipient(kSupervision);
  });
  Transaction moved;
  moved.changes.entries = {
      {{Index::kSentOfParty, ListOfReceived(kFamily)}, id, /*erase=*/true},
      {{Index::kSentOfParty, ListOfReceived(kSupervision)}, id}};
  Commit(world_, moved);
  EXPECT_THAT(Round(), ElementsAre(Late(kSupervision)));
}

// A review is asked of one colleague, whoever is on duty.
TEST_F(RemindersTest, ReviewCallsTheColleagueOfWhomItIsAsked) {
  OnDuty(Coordinator(), absl::ZeroDuration(), 2 * kDay);
  AskForReview(World::Worker());
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(absl::Hours(1));
  EXPECT_THAT(Round(), ElementsAre(Late(kFamily, World::Worker().id)));
}

}  // namespace
}  // namespace tasuki::exchange
