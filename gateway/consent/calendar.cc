#include "gateway/consent/calendar.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

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

absl::Time EndOfDay(absl::CivilDay day) { return StartOfDay(day + 1); }

}  // namespace

absl::TimeZone JapanTime() { return absl::FixedTimeZone(9 * 60 * 60); }

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

absl::Status ValidatePeriod(const v1::Period& period) {
  absl::CivilDay from(kFirstYear, 1, 1), to(kLastYear, 12, 31);
  for (auto [text, day] :
       {std::pair(&period.from(), &from), std::pair(&period.to(), &to)}) {
    if (text->empty()) continue;
    const absl::StatusOr<absl::CivilDay> parsed = ParseDay(*text);
    if (!parsed.ok()) return parsed.status();
    *day = *parsed;
  }
  if (to < from) {
    return absl::InvalidArgumentError("period ends before it begins");
  }
  return absl::OkStatus();
}

bool Contains(const v1::Period& period, absl::Time moment) {
  if (!ValidatePeriod(period).ok()) return false;
  const bool begun =
      period.from().empty() || moment >= StartOfDay(*ParseDay(period.from()));
  return begun && moment < EndOfPeriod(period);
}

absl::Time EndOfPeriod(const v1::Period& period) {
  if (!ValidatePeriod(period).ok()) return absl::InfinitePast();
  if (period.to().empty()) return absl::InfiniteFuture();
  return EndOfDay(*ParseDay(period.to()));
}

}  // namespace tasuki::consent
