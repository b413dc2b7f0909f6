#include "gateway/exchange/reminders.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/exchange/message_waiting.h"
#include "gateway/model/canonical.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/passing_ledger.h"
#include "tests/status_matchers.h"

// Whom a message calls that waits too long, and how often.
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr absl::Duration kSecond = absl::Seconds(1);
constexpr absl::Duration kDay = absl::Hours(24);

class Pager : public Notices {
 public:
  void Tell(const Notice& notice) override { heard.push_back(notice); }
  std::vector<Notice> heard;
};

class FailingLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  absl::StatusOr<std::unique_ptr<Snapshot>> Read() override {
    if (fails) return absl::UnavailableError("");
    return next().Read();
  }
  bool fails = false;
};

std::string LineOf(const Notice& notice) {
  const char* const why = notice.why == NoticeReason::kLate      ? "LATE "
                          : notice.why == NoticeReason::kDueSoon ? "DUE_SOON "
                                                                 : "URGENT ";
  return absl::StrCat(why, notice.party, " ", notice.person);
}

std::string DueSoon(const std::string& party, const std::string& person = "") {
  return absl::StrCat("DUE_SOON ", party, " ", person);
}
std::string Late(const std::string& party, const std::string& person = "") {
  return absl::StrCat("LATE ", party, " ", person);
}

// Maternal health asks family support and consults the guidance centre.
class RemindersTest : public ::testing::Test {
 protected:
  RemindersTest() : subject_(Registered(world_, World::Nurse())) {}

  v1::SendMessageRequest Ask(absl::Duration wait) {
    v1::SendMessageRequest ask = RequestTo(kFamily, subject_, v1::CATEGORY_C02);
    ask.set_due_at(absl::ToUnixSeconds(world_.clock().Now() + wait));
    return ask;
  }
  std::string Asked(absl::Duration wait) {
    return Sent(world_, World::Nurse(), Ask(wait));
  }
  // Asked, and seen at once: late at its last moment only.
  std::string AskedAndSeen(absl::Duration wait) {
    const std::string request = Asked(wait);
    Acknowledge(request);
    return request;
  }
  void Acknowledge(const std::string& message) {
    v1::AcknowledgeMessageRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(message);
    EXPECT_THAT(
        world_
            .Call(World::Worker(), "MessageService/AcknowledgeMessage", request)
            .status,
        IsOk());
  }
  void Refuse(const std::string& message) {
    v1::RefuseRequestRequest refuse;
    *refuse.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    refuse.set_name(message);
    refuse.set_code(v1::REFUSAL_CODE_NO_BASIS);
    EXPECT_THAT(
        world_.Call(World::Worker(), "MessageService/RefuseRequest", refuse)
            .status,
        IsOk());
  }
  std::string Consultation() {
    v1::SendMessageRequest send = MessageTo(
        kGuidance, v1::MESSAGE_KIND_CONSULTATION, subject_,
        {Confirmed(world_, World::Nurse(), DraftOf(subject_, Pregnancy()))});
    send.set_basis(v1::BASIS_CODE_CWA_10_CONSULT);
    return Sent(world_, World::Nurse(), send);
  }
  void Return(const std::string& message) {
    v1::ReturnMessageRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(message);
    request.set_reason("REASON-MARK");
    EXPECT_THAT(
        world_.Call(Officer(), "MessageService/ReturnMessage", request).status,
        IsOk());
  }
  void OnDuty(const World::Person& person, absl::Duration from,
              absl::Duration to) {
    v1::SetDutyRosterRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    v1::DutyEntry& entry = *request.add_entries();
    entry.set_person(person.id);
    entry.set_from(absl::ToUnixSeconds(world_.clock().Now() + from));
    entry.set_to(absl::ToUnixSeconds(world_.clock().Now() + to));
    EXPECT_THAT(
        world_.Call(person, "DirectoryService/SetDutyRoster", request).status,
        IsOk());
  }

  // Writes a row as it is after a change.
  template <typename Row, typename Change>
  void Rewrite(Table table, const std::string& id, const Change& change) {
    Row row;
    {
      const auto snapshot = world_.ledger().Read();
      ASSERT_THAT(snapshot, IsOk());
      const auto found = (*snapshot)->Read({table, id});
      ASSERT_THAT(found, IsOk());
      ASSERT_TRUE(row.ParseFromString((*found)->body));
    }
    change(row);
    Transaction transaction;
    transaction.changes.rows = {{{table, id}, Canonical(row), ""}};
    Commit(world_, transaction);
  }
  void Disable(const std::string& party) {
    Rewrite<v1::PartyEntry>(Table::kParty, party, [](v1::PartyEntry& entry) {
      entry.set_disabled(true);
    });
  }

  // What the next round tells, as lines.
  std::vector<std::string> Round() { return RoundOf(reminders_); }
  std::vector<std::string> RoundOf(Reminders& reminders) {
    pager_.heard.clear();
    EXPECT_THAT(reminders.Round(), IsOk());
    std::vector<std::string> lines;
    for (const Notice& notice : pager_.heard) lines.push_back(LineOf(notice));
    return lines;
  }

  World world_;
  Pager pager_;
  FailingLedger ledger_{world_.ledger()};
  Reminders reminders_{ledger_, pager_};
  const std::string subject_;
};

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
  Rewrite<v1::PersonEntry>(
      Table::kPerson, World::Worker().id,
      [](v1::PersonEntry& entry) { entry.set_disabled(true); });
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
  v1::MessageRow notice;
  notice.set_kind(v1::MESSAGE_KIND_BREAK_GLASS_NOTICE);
  notice.set_state(v1::MESSAGE_STATE_SENT);
  notice.set_recipient(kFamily);
  notice.set_person(World::Worker().id);
  notice.set_urgent(true);
  notice.set_sent_at(absl::ToUnixSeconds(world_.clock().Now()));
  notice.set_due_at(absl::ToUnixSeconds(world_.clock().Now() + kDay));
  Transaction sent;
  sent.changes.rows = {{{Table::kMessage, kAbsentId}, Canonical(notice), ""}};
  sent.changes.entries = {
      {{Index::kSentOfParty, ListOfReceived(kFamily)}, kAbsentId}};
  Commit(world_, sent);
  EXPECT_THAT(Round(), IsEmpty());
  world_.clock().Advance(absl::Hours(1));
  EXPECT_THAT(Round(), ElementsAre(Late(kFamily, World::Worker().id)));
}

}  // namespace
}  // namespace tasuki::exchange
