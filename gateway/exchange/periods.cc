#include "gateway/exchange/periods.h"

#include <algorithm>

#include "gateway/consent/calendar.h"

namespace tasuki::exchange {
namespace {

constexpr int kMonthsOfAccess = 3;

}  // namespace

bool InPeriod(Reading& state, const v1::Period& period) {
  // The answer can only change at midnight in Japan.
  const absl::CivilDay today = consent::DayInJapan(state.now());
  state.Until(consent::StartOfDay(today + 1));
  return consent::Contains(period, state.now());
}

bool InThisFiscalYear(Reading& state, absl::Time moment) {
  state.Until(consent::EndOfFiscalYear(state.now()));
  return consent::FiscalYear(consent::DayInJapan(moment)) ==
         consent::FiscalYear(consent::DayInJapan(state.now()));
}

absl::CivilDay MonthsLater(absl::CivilDay day, int months) {
  const absl::CivilMonth month = absl::CivilMonth(day) + months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  return std::min(absl::CivilDay(month) + (day.day() - 1), last);
}

absl::Time EndOfAccess(absl::Time closed) {
  return consent::StartOfDay(
      MonthsLater(consent::DayInJapan(closed), kMonthsOfAccess) + 1);
}

}  // namespace tasuki::exchange
