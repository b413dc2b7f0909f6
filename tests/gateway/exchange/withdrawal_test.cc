#include <thread>

#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::WithdrawConsentRequest Withdrawal(const Opening& opening) {
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(opening.consent);
  return withdraw;
}

TEST(WithdrawalTest, ClosesEveryCopyAtOnce) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  ASSERT_THAT(ReadCase(world, World::Worker(), opening.a_case).response,
              HasSubstr("SUMMARY-MARK"));
  ASSERT_THAT(world
                  .Call(World::Nurse(), "ConsentService/WithdrawConsent",
                        Withdrawal(opening))
                  .status,
              IsOk());
  for (const World::Person& person :
       {World::Nurse(), World::Worker(), World::Chief()}) {
    const Release release = ReadCase(world, person, opening.a_case);
    EXPECT_THAT(release.response, Not(HasSubstr("SUMMARY-MARK")));
    EXPECT_THAT(release.response, Not(HasSubstr("COMPLAINT-MARK")));
  }
}

TEST(WithdrawalTest, TellsTheRecipientToStop) {
  World world;
  const Opening opening = PlayOpening(world);
  world.Call(World::Npo(), "ConsentService/WithdrawConsent",
             Withdrawal(opening));
  v1::ListMessagesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  const auto inbox = world.Ask<v1::ListMessagesResponse>(
      World::Nurse(), "MessageService/ListMessages", list);
  ASSERT_EQ(inbox.messages_size(), 2);
  EXPECT_EQ(inbox.messages(1).kind(), v1::MESSAGE_KIND_STOP_USE);
}

// A recipient that sees only itself among them does not count the others by
// what lies between two of its receipts.
TEST(WithdrawalTest, TakesOneEntryHoweverManyAreTold) {
  for (const std::vector<std::string>& recipients :
       {std::vector<std::string>{kMaternal},
        std::vector<std::string>{kMaternal, kFamily, kSupervision}}) {
    World world;
    const Opening opening = PlayOpening(world, recipients);
    AddFamilySupport(world, opening);
    const auto before = world.log().List(0, 1000);
    world.Call(World::Nurse(), "ConsentService/WithdrawConsent",
               Withdrawal(opening));
    const auto after = world.log().List(0, 1000);
    ASSERT_TRUE(before.ok() && after.ok());
    EXPECT_EQ(after->size() - before->size(), 1u);
  }
}

TEST(WithdrawalTest, ExpiryClosesLikeAWithdrawal) {
  World world;
  const Opening opening = PlayOpening(world);
  world.clock().Advance(absl::Hours(24 * 89));
  EXPECT_THAT(ReadCase(world, World::Nurse(), opening.a_case).response,
              HasSubstr("COMPLAINT-MARK"));
  world.clock().Advance(absl::Hours(24 * 2));
  EXPECT_THAT(ReadCase(world, World::Nurse(), opening.a_case).response,
              Not(HasSubstr("COMPLAINT-MARK")));
}

// Outwardly the case is not there; the log knows that there was a consent.
TEST(WithdrawalTest, TheLogSaysThatTheConsentEnded) {
  for (const bool withdrawn : {true, false}) {
    World world;
    const Opening opening = PlayOpening(world);
    AddToTeam(world, opening, kNpo, v1::RELATION_MEMBER);
    InCase(world, World::Nurse(), opening, Pregnancy());
    v1::ConsentTerms terms = TermsFor(world, opening.subject, kMaternal, kNpo);
    v1::ConsentItem& item = *terms.add_items();
    item.set_level(v1::LEVEL_FULL);
    item.add_categories(v1::CATEGORY_C01);
    item.add_categories(v1::CATEGORY_C07);
    const std::string consent = Grant(world, World::Nurse(), terms);
    ASSERT_THAT(ReadCase(world, World::Npo(), opening.a_case).status, IsOk());
    if (withdrawn) {
      Opening other = opening;
      other.consent = consent;
      world.Call(World::Nurse(), "ConsentService/WithdrawConsent",
                 Withdrawal(other));
    } else {
      world.clock().Advance(absl::Hours(24 * 91));
    }
    const Release hidden = ReadCase(world, World::Npo(), opening.a_case);
    EXPECT_THAT(hidden.status, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_EQ(Outward(hidden),
              Outward(ReadCase(world, World::Npo(),
                               std::string("cases/") + kAbsentId)));
    const std::vector<int> codes = CodesLogged(world, hidden);
    EXPECT_THAT(
        codes, testing::Contains(withdrawn ? v1::REFUSAL_CODE_CONSENT_WITHDRAWN
                                           : v1::REFUSAL_CODE_CONSENT_EXPIRED));
    EXPECT_THAT(codes, Not(testing::Contains(v1::REFUSAL_CODE_NO_BASIS)));
  }
}

TEST(WithdrawalTest, StrangerCannotRecordOne) {
  World world;
  const Opening opening = PlayOpening(world);
  const Release release =
      world.Call(World::Therapist(), "ConsentService/WithdrawConsent",
                 Withdrawal(opening));
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ReadCase(world, World::Nurse(), opening.a_case).response,
              HasSubstr("COMPLAINT-MARK"));
}

// Promise 3: a read that starts after the withdrawal was acknowledged cannot
// disclose, however many reads are under way.
TEST(WithdrawalTest, NoReadThatStartsAfterItDisclosesAnything) {
  World world;
  const Opening opening = PlayOpening(world);
  std::atomic<bool> acknowledged = false, stop = false;
  std::atomic<int> before = 0, late = 0, leaks = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const bool started_after = acknowledged;
        const Release release = ReadCase(world, World::Nurse(), opening.a_case);
        const bool shown =
            release.response.find("COMPLAINT-MARK") != std::string::npos;
        if (!started_after) {
          before += shown ? 1 : 0;
        } else {
          leaks += shown ? 1 : 0;
          ++late;
        }
      }
    });
  }
  while (before < 20) std::this_thread::yield();
  EXPECT_THAT(world
                  .Call(World::Npo(), "ConsentService/WithdrawConsent",
                        Withdrawal(opening))
                  .status,
              IsOk());
  acknowledged = true;
  while (late < 50) std::this_thread::yield();
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(leaks, 0);
  EXPECT_GE(late, 50);
}

// A machine's clock that is put back does not bring back what has expired.
TEST(WithdrawalTest, NoClockThatJumpsBackRevivesAnExpiredConsent) {
  World world;
  const Opening opening = PlayOpening(world);
  std::atomic<bool> closed = false, stop = false;
  std::atomic<int> before = 0, late = 0, leaks = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const bool started_after = closed;
        const Release release = ReadCase(world, World::Nurse(), opening.a_case);
        const bool shown =
            release.response.find("COMPLAINT-MARK") != std::string::npos;
        if (!started_after) before += shown ? 1 : 0;
        if (started_after) ++late;
        leaks += started_after && shown ? 1 : 0;
        if (!shown) closed = true;
      }
    });
  }
  while (before < 20) std::this_thread::yield();
  for (int jump = 0; jump < 20; ++jump) {
    world.clock().Advance(absl::Hours(24 * 91));
    while (!closed) std::this_thread::yield();
    world.clock().Advance(-absl::Hours(24 * 91));
    const int so_far = late;
    while (late < so_far + 5) std::this_thread::yield();
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(leaks, 0);
}

}  // namespace
}  // namespace tasuki::exchange
