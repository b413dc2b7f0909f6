#include "gateway/exchange/periods.h"

#include "absl/time/civil_time.h"
#include "gateway/consent/calendar.h"

namespace tasuki::exchange {

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

}  // namespace tasuki::exchange
