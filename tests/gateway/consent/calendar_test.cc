#include "gateway/consent/calendar.h"

#include <gtest/gtest.h>

#include "tests/status_matchers.h"

namespace tasuki::consent {
namespace {

// A moment given in Japan's time.
absl::Time Japan(int year, int month, int day, int hour = 0, int minute = 0,
                 int second = 0) {
  return absl::FromCivil(
      absl::CivilSecond(year, month, day, hour, minute, second), JapanTime());
}

v1::Period Days(absl::string_view from, absl::string_view to) {
  v1::Period period;
  period.set_from(std::string(from));
  period.set_to(std::string(to));
  return period;
}

TEST(CalendarTest, JapanIsNineHoursAheadInWinterAndSummer) {
  EXPECT_EQ(Japan(2026, 1, 1, 9), absl::FromCivil(absl::CivilSecond(2026, 1, 1),
                                                  absl::UTCTimeZone()));
  EXPECT_EQ(Japan(2026, 7, 1, 9), absl::FromCivil(absl::CivilSecond(2026, 7, 1),
                                                  absl::UTCTimeZone()));
}

TEST(CalendarTest, DayChangesAtMidnightInJapan) {
  EXPECT_EQ(DayInJapan(Japan(2026, 3, 31, 23, 59, 59)),
            absl::CivilDay(2026, 3, 31));
  EXPECT_EQ(DayInJapan(Japan(2026, 3, 31, 24)), absl::CivilDay(2026, 4, 1));
  EXPECT_EQ(StartOfDay(absl::CivilDay(2026, 4, 1)), Japan(2026, 4, 1));
}

TEST(CalendarTest, OnlyRealDaysOfTheFormAreDays) {
  for (const char* text :
       {"2026-04-01", "2028-02-29", "1900-01-01", "2199-12-31"}) {
    ASSERT_THAT(ParseDay(text), IsOk()) << text;
    EXPECT_EQ(absl::FormatCivilTime(*ParseDay(text)), text);
  }
  for (const char* text :
       {"", "2026-02-29", "2026-04-31", "2026-00-10", "2026-13-01",
        "2026-01-00", "1899-12-31", "2200-01-01", "2026-4-01", "26-04-01",
        "2026/04/01", "2026-04-01 ", " 2026-04-1", "+026-04-01", "2026-+4-01",
        "2026-04--1", "2026-04-01T"}) {
    EXPECT_THAT(ParseDay(text), StatusIs(absl::StatusCode::kInvalidArgument))
        << text;
  }
}

// 2026-11-20 is a Friday. Public holidays are working days here: the Monday
// after it is one.
TEST(CalendarTest, TheNextWorkingDayIsNoSaturdayOrSunday) {
  const auto end = [](absl::Time moment) {
    return DayInJapan(EndOfNextWorkingDay(moment));
  };
  EXPECT_EQ(end(Japan(2026, 11, 19, 23, 59, 59)), absl::CivilDay(2026, 11, 21));
  EXPECT_EQ(end(Japan(2026, 11, 20)), absl::CivilDay(2026, 11, 24));
  EXPECT_EQ(end(Japan(2026, 11, 21, 12)), absl::CivilDay(2026, 11, 24));
  EXPECT_EQ(end(Japan(2026, 11, 22, 23, 59)), absl::CivilDay(2026, 11, 24));
  EXPECT_EQ(end(Japan(2026, 11, 23)), absl::CivilDay(2026, 11, 25));
  EXPECT_EQ(EndOfNextWorkingDay(Japan(2026, 11, 19, 12)), Japan(2026, 11, 21));
}

TEST(CalendarTest, FiscalYearTurnsAtTheEndOfMarch) {
  EXPECT_EQ(FiscalYear(absl::CivilDay(2027, 3, 31)), 2026);
  EXPECT_EQ(FiscalYear(absl::CivilDay(2027, 4, 1)), 2027);
  EXPECT_EQ(FiscalYear(absl::CivilDay(2026, 12, 31)), 2026);
  EXPECT_EQ(FiscalYear(absl::CivilDay(2027, 1, 1)), 2026);
}

TEST(CalendarTest, FiscalYearEndsAt24HoursOfThe31stOfMarch) {
  const absl::Time end = Japan(2027, 4, 1);
  EXPECT_EQ(EndOfFiscalYear(Japan(2026, 4, 1)), end);
  EXPECT_EQ(EndOfFiscalYear(Japan(2026, 12, 31)), end);
  EXPECT_EQ(EndOfFiscalYear(end - absl::Nanoseconds(1)), end);
  EXPECT_EQ(EndOfFiscalYear(end), Japan(2028, 4, 1));
}

TEST(PeriodTest, BothDaysBelongToIt) {
  const v1::Period period = Days("2026-04-01", "2027-03-31");
  const struct {
    absl::Time moment;
    bool contained;
  } kCases[] = {
      {Japan(2026, 3, 31, 23, 59, 59), false},
      {Japan(2026, 4, 1) - absl::Nanoseconds(1), false},
      {Japan(2026, 4, 1), true},
      {Japan(2027, 3, 31, 23, 59, 59), true},
      {Japan(2027, 4, 1) - absl::Nanoseconds(1), true},
      {Japan(2027, 4, 1), false},
  };
  for (const auto& [moment, contained] : kCases) {
    EXPECT_EQ(Contains(period, moment), contained);
  }
  EXPECT_EQ(EndOfPeriod(period), Japan(2027, 4, 1));
}

TEST(PeriodTest, EmptyBoundIsOpen) {
  const absl::Time now = Japan(2026, 11, 24);
  EXPECT_TRUE(Contains(Days("", ""), now));
  EXPECT_TRUE(Contains(Days("2026-11-24", ""), now));
  EXPECT_FALSE(Contains(Days("2026-11-25", ""), now));
  EXPECT_TRUE(Contains(Days("", "2026-11-24"), now));
  EXPECT_FALSE(Contains(Days("", "2026-11-23"), now));
  EXPECT_EQ(EndOfPeriod(Days("2026-11-24", "")), absl::InfiniteFuture());
}

TEST(PeriodTest, InvalidPeriodContainsNothing) {
  const absl::Time now = Japan(2026, 11, 24);
  for (const v1::Period& period : {Days("soon", ""), Days("", "2026-02-30"),
                                   Days("2026-12-01", "2026-11-30")}) {
    EXPECT_THAT(ValidatePeriod(period),
                StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_FALSE(Contains(period, now));
    EXPECT_EQ(EndOfPeriod(period), absl::InfinitePast());
  }
  EXPECT_THAT(ValidatePeriod(Days("2026-12-01", "2026-12-01")), IsOk());
}

}  // namespace
}  // namespace tasuki::consent
