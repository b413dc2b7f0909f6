#ifndef GATEWAY_CONSENT_CALENDAR_H_
#define GATEWAY_CONSENT_CALENDAR_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "tasuki/v1/directory.pb.h"

// Days as the law counts them: in Japan, from midnight to midnight.
namespace tasuki::consent {

// Asia/Tokyo as a fixed offset: UTC+9, no daylight saving since 1951.
absl::TimeZone JapanTime();

// A day `YYYY-MM-DD` of the years 1900 to 2199.
// INVALID_ARGUMENT: anything else; the message does not repeat the text.
absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text);

// The day in Japan at this moment, and the first moment of a day.
absl::CivilDay DayInJapan(absl::Time moment);
absl::Time StartOfDay(absl::CivilDay day);

// The fiscal year of a day: 2026 is 1 April 2026 to 31 March 2027.
int FiscalYear(absl::CivilDay day);

// The first moment after the fiscal year of `moment`: 31 March, 24:00.
absl::Time EndOfFiscalYear(absl::Time moment);

// The first moment after the next working day: the first day after that of
// `moment` that is no Saturday or Sunday, 24:00. Public holidays count as
// working days: what is due by then is due early rather than late.
absl::Time EndOfNextWorkingDay(absl::Time moment);

// INVALID_ARGUMENT: a bound is not a day, or the last is before the first.
absl::Status ValidatePeriod(const v1::Period& period);

// Whether the moment lies on a day of the period, both bounds inclusive. An
// invalid period contains nothing.
bool Contains(const v1::Period& period, absl::Time moment);

// The first moment after the period; InfiniteFuture if it is open,
// InfinitePast if it is invalid.
absl::Time EndOfPeriod(const v1::Period& period);

}  // namespace tasuki::consent

#endif  // GATEWAY_CONSENT_CALENDAR_H_
