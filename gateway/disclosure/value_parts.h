#ifndef GATEWAY_DISCLOSURE_VALUE_PARTS_H_
#define GATEWAY_DISCLOSURE_VALUE_PARTS_H_

#include "absl/strings/string_view.h"

// Numbers read out of single values. -1: the text does not have that form.
namespace tasuki::disclosure {

// A number of `least` to `most` digits and nothing else.
int Digits(absl::string_view text, size_t least, size_t most);

// Whole weeks of a gestational age "30w2d", 0 to 45.
int WeeksOf(absl::string_view gestational_age);

// Whole years of an age "34y" or "0y3m", 0 to 129.
int YearsOf(absl::string_view age);

// Grams of a weight "2840g", 100 to 9,999.
int GramsOf(absl::string_view weight);

// A score of 20 to 200.
int ScoreOf(absl::string_view score);

// Whether the text is a day, a month, a year (consent/calendar.h).
bool IsDay(absl::string_view text);
bool IsMonth(absl::string_view text);
bool IsYear(absl::string_view text);

// Whether the text is a phone number as dialled in Japan.
bool IsPhone(absl::string_view text);

}  // namespace tasuki::disclosure

#endif  // GATEWAY_DISCLOSURE_VALUE_PARTS_H_
