#include "gateway/store/clock_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tasuki::store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::Time kMorning = absl::FromUnixSeconds(1'800'000'000);
constexpr absl::Duration kCadence = absl::Seconds(60);

TEST(ClockWatchTest, SaysNothingOfAClockThatRuns) {
  ClockWatch watch(kMorning);
  absl::Time now = kMorning + absl::Hours(60);  // a weekend
  for (int i = 0; i < 100; ++i, now += kCadence) {
    EXPECT_THAT(watch.Look(now, now, kCadence), IsEmpty());
  }
  // A correction, as machines are set by others.
  now -= absl::Seconds(30);
  EXPECT_THAT(watch.Look(now, now + absl::Seconds(30), kCadence), IsEmpty());
}

TEST(ClockWatchTest, SaysOnceThatItIsBehindAndAgainTheNextTime) {
  ClockWatch watch(kMorning);
  const absl::Time log = kMorning + absl::Hours(1);
  EXPECT_THAT(watch.Look(kMorning, log, kCadence), HasSubstr("behind"));
  EXPECT_THAT(watch.Look(kMorning + kCadence, log, kCadence), IsEmpty());
  EXPECT_THAT(watch.Look(log, log, absl::Hours(1)), IsEmpty());
  EXPECT_THAT(watch.Look(kMorning, log, kCadence), HasSubstr("behind"));
}

TEST(ClockWatchTest, SaysThatItWentAhead) {
  ClockWatch watch(kMorning);
  EXPECT_THAT(watch.Look(kMorning, kMorning, kCadence), IsEmpty());
  const absl::Time ahead = kMorning + absl::Minutes(10);
  EXPECT_THAT(watch.Look(ahead, ahead, kCadence), HasSubstr("ahead"));
  EXPECT_THAT(watch.Look(ahead + kCadence, ahead + kCadence, kCadence),
              IsEmpty());
}

TEST(ClockWatchTest, SaysAtTheStartThatItIsAYearAhead) {
  const absl::Time ahead = kMorning + absl::Hours(24 * 365);
  EXPECT_THAT(ClockWatch(kMorning).Look(ahead, ahead, kCadence),
              HasSubstr("ahead"));
}

}  // namespace
}  // namespace tasuki::store
