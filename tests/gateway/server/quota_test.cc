#include "gateway/server/quota.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "tests/status_matchers.h"

namespace tasuki::server {
namespace {

using absl::Milliseconds;
using absl::ZeroDuration;

const auto kRefused = StatusIs(absl::StatusCode::kResourceExhausted);
const absl::Time kStart = absl::FromUnixSeconds(1'795'000'000);

// Ten a second, two together, and nobody waits for more than half a second.
constexpr Quota::Limits kTen = {.in_flight = 100,
                                .per_second = 10,
                                .burst = 2,
                                .longest_wait = Milliseconds(500)};

// How long a call waits that comes at that time and is answered at once.
absl::Duration Wait(Quota& quota, absl::Time now,
                    const std::string& body = "bodies/a") {
  const auto turn = quota.Take(body, now);
  return turn.ok() ? turn->wait : absl::InfiniteDuration();
}

TEST(QuotaTest, ABodyIsRefusedAtItsLimitAndOthersAreNot) {
  Quota quota({.in_flight = 2});
  const auto first = quota.Take("bodies/a", kStart);
  auto second = quota.Take("bodies/a", kStart);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(quota.in_flight(), 2);
  EXPECT_THAT(quota.Take("bodies/a", kStart), kRefused);
  EXPECT_THAT(quota.Take("bodies/b", kStart), IsOk());
  { const Quota::Place given_back = std::move(second->place); }
  EXPECT_EQ(quota.in_flight(), 1);
  EXPECT_THAT(quota.Take("bodies/a", kStart), IsOk());
}

TEST(QuotaTest, APlaceIsGivenBackOnceHoweverOftenItMoved) {
  Quota quota({.in_flight = 1});
  {
    auto turn = quota.Take("bodies/a", kStart);
    ASSERT_THAT(turn, IsOk());
    Quota::Place moved = std::move(turn->place);
    const Quota::Place again = std::move(moved);
    EXPECT_THAT(quota.Take("bodies/a", kStart), kRefused);
  }
  EXPECT_EQ(quota.in_flight(), 0);
  const auto first = quota.Take("bodies/a", kStart);
  EXPECT_THAT(first, IsOk());
  EXPECT_THAT(quota.Take("bodies/a", kStart), kRefused);
}

TEST(QuotaTest, AFloodGoesThroughAtItsRateAndTheRestIsRefused) {
  Quota quota(kTen);
  std::vector<absl::Duration> waits;
  for (int i = 0; i < 10; ++i) waits.push_back(Wait(quota, kStart));
  const absl::Duration no = absl::InfiniteDuration();
  const std::vector<absl::Duration> expected = {ZeroDuration(),
                                                ZeroDuration(),
                                                ZeroDuration(),
                                                Milliseconds(100),
                                                Milliseconds(200),
                                                Milliseconds(300),
                                                Milliseconds(400),
                                                Milliseconds(500),
                                                no,
                                                no};
  EXPECT_EQ(waits, expected);
  // Who was refused has not used up a turn.
  EXPECT_EQ(Wait(quota, kStart + Milliseconds(100)), Milliseconds(500));
  EXPECT_EQ(Wait(quota, kStart, "bodies/b"), ZeroDuration());
}

TEST(QuotaTest, APauseGivesTheBurstBackAndNoMore) {
  Quota quota(kTen);
  for (int i = 0; i < 8; ++i) Wait(quota, kStart);
  const absl::Time later = kStart + absl::Hours(1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Wait(quota, later), ZeroDuration());
  EXPECT_EQ(Wait(quota, later), Milliseconds(100));
}

TEST(QuotaTest, ALargeCallTakesTheTurnsOfManySmallOnes) {
  EXPECT_EQ(Quota::TurnsOf(0), 1);
  EXPECT_EQ(Quota::TurnsOf(16'383), 1);
  EXPECT_EQ(Quota::TurnsOf(1 << 20), 65);
  Quota quota(kTen);
  EXPECT_THAT(quota.Take("bodies/a", kStart, 6), IsOk());
  EXPECT_EQ(Wait(quota, kStart), Milliseconds(400));
  // However large: the next one is refused, and served when its turn comes.
  const absl::Time later = kStart + absl::Hours(1);
  EXPECT_THAT(quota.Take("bodies/a", later, Quota::TurnsOf(1 << 20)), IsOk());
  EXPECT_EQ(Wait(quota, later), absl::InfiniteDuration());
  EXPECT_EQ(Wait(quota, later + absl::Seconds(7)), ZeroDuration());
}

TEST(QuotaTest, AClockThatIsSetBackShutsNobodyOut) {
  Quota quota(kTen);
  for (int i = 0; i < 8; ++i) Wait(quota, kStart);
  EXPECT_EQ(Wait(quota, kStart - absl::Hours(1)), ZeroDuration());
}

}  // namespace
}  // namespace tasuki::server
