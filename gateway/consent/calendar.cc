#include "gateway/consent/calendar.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "gateway/base/status_macros.h"

namespace tasuki::consent {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
constexpr int kFirstMonthOfFiscalYear = 4;

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

absl::Status NotADay() {
  return absl::InvalidArgumentError("not a day of the form YYYY-MM-DD");
}

// The days of a period; a bound that is not set is open.
struct Days {
  std::optional<absl::CivilDay> first, last;

  // The first moment after them.
  absl::Time End() const {
    return last.has_value() ? StartOfDay(*last + 1) : absl::InfiniteFuture();
  }
};

absl::StatusOr<Days> DaysOf(const v1::Period& period) {
  Days days;
  if (!period.from().empty()) {
    ASSIGN_OR_RETURN(days.first, ParseDay(period.from()));
  }
  if (!period.to().empty()) {
    ASSIGN_OR_RETURN(days.last, ParseDay(period.to()));
  }
  if (days.first.has_value() && days.last.has_value() &&
      *days.last < *days.first) {
    return absl::InvalidArgumentError("period ends before it begins");
  }
  return days;
}

}  // namespace

absl::TimeZone JapanTime() {
  // Once: making a zone looks it up by name, under a lock.
  static const absl::TimeZone japan = absl::FixedTimeZone(9 * 60 * 60);
  return japan;
}

absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return NotADay();
  int year, month, day;
  // SimpleAtoi takes signs and spaces too: only digits may reach it.
  if (!AllDigits(text.substr(0, 4)) || !AllDigits(text.substr(5, 2)) ||
      !AllDigits(text.substr(8, 2)) ||
      !absl::SimpleAtoi(text.substr(0, 4), &year) ||
      !absl::SimpleAtoi(text.substr(5, 2), &month) ||
      !absl::SimpleAtoi(text.substr(8, 2), &day)) {
    return NotADay();
  }
  const absl::CivilDay parsed(year, month, day);
  // CivilDay turns 30 February into 2 March: such a day was never meant.
  if (year < kFirstYear || year > kLastYear || parsed.month() != month ||
      parsed.day() != day) {
    return NotADay();
  }
  return parsed;
}

absl::CivilDay DayInJapan(absl::Time moment) {
  return absl::ToCivilDay(moment, JapanTime());
}

absl::Time StartOfDay(absl::CivilDay day) {
  return absl::FromCivil(day, JapanTime());
}

int FiscalYear(absl::CivilDay day) {
  const int year = static_cast<int>(day.year());
  return day.month() < kFirstMonthOfFiscalYear ? year - 1 : year;
}

absl::Time EndOfFiscalYear(absl::Time moment) {
  const int next = FiscalYear(DayInJapan(moment)) + 1;
  return StartOfDay(absl::CivilDay(next, kFirstMonthOfFiscalYear, 1));
}

absl::Time EndOfNextWorkingDay(absl::Time moment) {
  absl::CivilDay day = DayInJapan(moment) + 1;
  while (absl::GetWeekday(day) == absl::Weekday::saturday ||
         absl::GetWeekday(day) == absl::Weekday::sunday) {
    ++day;
  }
  return StartOfDay(day + 1);
}

absl::Status ValidatePeriod(const v1::Period& period) {
  return DaysOf(period).status();
}

bool Contains(const v1::Period& period, absl::Time moment) {
  const absl::StatusOr<Days> days = DaysOf(period);
  if (!days.ok()) return false;
  const bool begun =
      !days->first.has_value() || moment >= StartOfDay(*days->first);
  return begun && moment < days->End();
}

absl::Time EndOfPeriod(const v1::Period& period) {
  const absl::StatusOr<Days> days = DaysOf(period);
  return days.ok() ? days->End() : absl::InfinitePast();
}

}  // namespace tasuki::consent
