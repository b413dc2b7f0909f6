#include <atomic>
#include <thread>

#include "tests/gateway/exchange/consent_steps.h"
#include "tests/status_text.h"

// She withdraws a part: towards some, or of some categories (SR-20).
namespace tasuki::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kStory[] = "COMPLAINT-MARK";  // C06
constexpr char kWeeks[] = "30w0d";           // C07

TEST(ConsentPartTest, ACategoryIsGoneFromEveryCopyAndTheRestStays) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  ASSERT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  ASSERT_TRUE(Sees(world, World::Worker(), opening, "SUMMARY-MARK"));
  ASSERT_THAT(Withdraw(world, World::Nurse(),
                       WithdrawalOf(opening.consent, {}, {v1::CATEGORY_C06}))
                  .status,
              IsOk());
  for (const World::Person& person :
       {World::Nurse(), World::Worker(), World::Chief()}) {
    EXPECT_FALSE(Sees(world, person, opening, kStory));
    EXPECT_FALSE(Sees(world, person, opening, "SUMMARY-MARK"));
  }
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kWeeks));
  EXPECT_THAT(ReadMessage(world, World::Nurse(), opening.message).response,
              testing::Not(HasSubstr(kStory)));
}

TEST(ConsentPartTest, IsNarrowedAndTellsWhatWasTakenToWhoReadsItWhole) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::WithdrawConsentRequest request =
      WithdrawalOf(opening.consent, {}, {v1::CATEGORY_C06});
  request.set_told_consequences(true);
  ASSERT_THAT(Withdraw(world, World::Nurse(), request).status, IsOk());
  const auto whole = ConsentAs(world, World::Npo(), opening.consent);
  EXPECT_EQ(whole.state(), v1::CONSENT_STATE_NARROWED);
  ASSERT_THAT(whole.history(), SizeIs(1));
  EXPECT_EQ(whole.history(0).party(), kMaternal);
  EXPECT_THAT(whole.history(0).categories(), ElementsAre(v1::CATEGORY_C06));
  EXPECT_TRUE(whole.history(0).told_consequences());
  const auto own = ConsentAs(world, World::Nurse(), opening.consent);
  EXPECT_EQ(own.state(), v1::CONSENT_STATE_NARROWED);
  EXPECT_THAT(own.history(), IsEmpty());
  for (const v1::ConsentItem& item : own.terms().items()) {
    for (const int category : item.categories()) {
      EXPECT_NE(category, v1::CATEGORY_C06);
    }
  }
}

TEST(ConsentPartTest, TowardsOneRecipientNothingChangesForTheOther) {
  World world;
  const Opening opening = PlayOpening(world, {kMaternal, kHospital});
  ASSERT_THAT(
      Withdraw(world, World::Npo(), WithdrawalOf(opening.consent, {kHospital}))
          .status,
      IsOk());
  EXPECT_TRUE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_THAT(StopsTo(world, World::Nurse()), IsEmpty());
  // The other does not hear that anything was withdrawn towards somebody.
  EXPECT_EQ(ConsentAs(world, World::Nurse(), opening.consent).state(),
            v1::CONSENT_STATE_ACTIVE);
  const auto whole = ConsentAs(world, World::Npo(), opening.consent);
  EXPECT_EQ(whole.state(), v1::CONSENT_STATE_NARROWED);
  ASSERT_THAT(whole.history(), SizeIs(1));
  EXPECT_THAT(whole.history(0).recipients(), ElementsAre(kHospital));
}

TEST(ConsentPartTest, TowardsWhoReceivedItTheCopiesOfTheCopyCloseToo) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  ASSERT_THAT(
      Withdraw(world, World::Npo(), WithdrawalOf(opening.consent, {kMaternal}))
          .status,
      IsOk());
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_FALSE(Sees(world, World::Worker(), opening, "SUMMARY-MARK"));
}

TEST(ConsentPartTest, OfWhatIsLeftNothingIsAWithdrawalOfAll) {
  World world;
  const Opening opening = PlayOpening(world);
  Withdraw(world, World::Npo(), WithdrawalOf(opening.consent, {kMaternal}));
  const auto whole = ConsentAs(world, World::Npo(), opening.consent);
  EXPECT_EQ(whole.state(), v1::CONSENT_STATE_WITHDRAWN);
}

TEST(ConsentPartTest, WhatIsNotInItIsTakenAsSaidAndChangesNothing) {
  World world;
  const Opening opening = PlayOpening(world);
  for (const v1::WithdrawConsentRequest& request :
       {WithdrawalOf(opening.consent, {kFamily}),
        WithdrawalOf(opening.consent, {}, {v1::CATEGORY_C21})}) {
    EXPECT_THAT(Withdraw(world, World::Npo(), request).status, IsOk());
  }
  const auto whole = ConsentAs(world, World::Npo(), opening.consent);
  EXPECT_EQ(whole.state(), v1::CONSENT_STATE_ACTIVE);
  EXPECT_THAT(whole.history(), IsEmpty());
  EXPECT_THAT(StopsTo(world, World::Nurse()), IsEmpty());
}

TEST(ConsentPartTest, PartsAddUpAndASecondTimeIsNoChange) {
  World world;
  const Opening opening = PlayOpening(world);
  for (int i = 0; i < 2; ++i) {
    for (const v1::Category category : {v1::CATEGORY_C06, v1::CATEGORY_C07}) {
      Withdraw(world, World::Npo(),
               WithdrawalOf(opening.consent, {}, {category}));
    }
  }
  EXPECT_THAT(ConsentAs(world, World::Npo(), opening.consent).history(),
              SizeIs(2));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kStory));
  EXPECT_FALSE(Sees(world, World::Nurse(), opening, kWeeks));
}

TEST(ConsentPartTest, ScopeThatIsNoScopeIsRefusedByField) {
  World world;
  const Opening opening = PlayOpening(world);
  const auto unknown = static_cast<v1::Category>(4711);
  const std::pair<v1::WithdrawConsentRequest, std::string> bad[] = {
      {WithdrawalOf(opening.consent, {"nobody"}), "recipients"},
      {WithdrawalOf(opening.consent, {kFamily, kFamily}), "recipients"},
      {WithdrawalOf(opening.consent, std::vector<std::string>(21, kFamily)),
       "recipients"},
      {WithdrawalOf(opening.consent, {}, {unknown}), "categories"},
      {WithdrawalOf(opening.consent, {}, {v1::CATEGORY_UNSPECIFIED}),
       "categories"},
      {WithdrawalOf(opening.consent, {}, {v1::CATEGORY_C06, v1::CATEGORY_C06}),
       "categories"}};
  for (const auto& [request, field] : bad) {
    EXPECT_THAT(Withdraw(world, World::Npo(), request).status,
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(field)));
  }
  EXPECT_EQ(ConsentAs(world, World::Npo(), opening.consent).state(),
            v1::CONSENT_STATE_ACTIVE);
}

TEST(ConsentPartTest, SaysTheTrueReasonInTheLog) {
  World world;
  const Opening opening = PlayOpening(world);
  Withdraw(world, World::Npo(),
           WithdrawalOf(opening.consent, {}, {v1::CATEGORY_C16}));
  // The service may send nothing of livelihood any more.
  const Release release =
      Send(world, World::Npo(),
           MessageTo(kMaternal, v1::MESSAGE_KIND_INFORMATION, opening.subject,
                     {opening.sections[1]}));
  EXPECT_FALSE(release.status.ok());
  EXPECT_THAT(CodesLogged(world, release),
              testing::Contains(v1::REFUSAL_CODE_CONSENT_WITHDRAWN));
}

// Promise 3, of a part.
TEST(ConsentPartTest, NoReadThatStartsAfterItDisclosesThePart) {
  World world;
  const Opening opening = PlayOpening(world);
  std::atomic<bool> acknowledged = false, stop = false;
  std::atomic<int> before = 0, late = 0, leaks = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const bool started_after = acknowledged;
        const bool shown = Sees(world, World::Nurse(), opening, kStory);
        if (!started_after) before += shown ? 1 : 0;
        if (started_after) ++late;
        leaks += started_after && shown ? 1 : 0;
      }
    });
  }
  while (before < 20) std::this_thread::yield();
  EXPECT_THAT(Withdraw(world, World::Npo(),
                       WithdrawalOf(opening.consent, {}, {v1::CATEGORY_C06}))
                  .status,
              IsOk());
  acknowledged = true;
  while (late < 30) std::this_thread::yield();
  stop = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(leaks, 0);
}

}  // namespace
}  // namespace tasuki::exchange
