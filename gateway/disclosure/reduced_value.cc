#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "gateway/base/check.h"
#include "gateway/consent/calendar.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/disclosure/value_format.h"
#include "gateway/disclosure/value_parts.h"

namespace tasuki::disclosure {
namespace {

constexpr int64_t kSecondsPerDay = 24 * 60 * 60;
constexpr absl::string_view kWeek = "/week";

// Numbers up to `last` that share one word.
struct Band {
  int last;
  absl::string_view words;
};
using Bands = absl::Span<const Band>;

constexpr std::array<Band, 5> kWeeks = {{{11, "-11w"},
                                         {21, "12-21w"},
                                         {33, "22-33w"},
                                         {36, "34-36w"},
                                         {45, "37w-"}}};
constexpr std::array<Band, 10> kAges = {{{2, "-2y"},
                                         {5, "3-5y"},
                                         {11, "6-11y"},
                                         {14, "12-14y"},
                                         {17, "15-17y"},
                                         {19, "18-19y"},
                                         {29, "20-29y"},
                                         {39, "30-39y"},
                                         {59, "40-59y"},
                                         {129, "60y-"}}};
constexpr std::array<Band, 3> kScores = {
    {{84, "below"}, {115, "around"}, {200, "above"}}};
constexpr std::array<Band, 3> kGrams = {
    {{1499, "-1499g"}, {2499, "1500-2499g"}, {9999, "2500g-"}}};
constexpr std::array<absl::string_view, 3> kPartsOfMonth = {"/early", "/mid",
                                                            "/late"};
constexpr std::array<absl::string_view, 4> kPhoneClasses = {
    "mobile", "landline", "toll-free", "other"};

bool IsBand(absl::string_view text, Bands bands) {
  return std::any_of(bands.begin(), bands.end(),
                     [text](const Band& band) { return band.words == text; });
}

std::string BandOf(int number, Bands bands) {
  CHECK(number >= 0);
  for (const Band& band : bands) {
    if (number <= band.last) return std::string(band.words);
  }
  CHECK(false);
}

bool IsPartOfMonth(absl::string_view text) {
  return std::any_of(
      kPartsOfMonth.begin(), kPartsOfMonth.end(), [text](auto part) {
        absl::string_view month = text;
        return absl::ConsumeSuffix(&month, part) && IsMonth(month);
      });
}

std::string PartOfMonth(absl::string_view date) {
  const int day = Digits(date.substr(8), 2, 2);
  CHECK(day > 0);
  const int part = day <= 10 ? 0 : day <= 20 ? 1 : 2;
  return absl::StrCat(date.substr(0, 7), kPartsOfMonth[part]);
}

absl::CivilDay MondayOf(absl::CivilDay day) {
  return absl::PrevWeekday(day + 1, absl::Weekday::monday);
}

bool IsWeek(absl::string_view text) {
  if (!absl::ConsumeSuffix(&text, kWeek)) return false;
  const auto day = consent::ParseDay(text);
  return day.ok() && MondayOf(*day) == *day;
}

// Empty for the first days of 1900: their Monday is no day of the calendar.
std::string WeekOf(absl::string_view date) {
  const auto day = consent::ParseDay(date);
  CHECK(day.ok());
  const std::string monday = absl::FormatCivilTime(MondayOf(*day));
  return IsDay(monday) ? absl::StrCat(monday, kWeek) : std::string();
}

// By the numbering plan: 060 to 090 with mobile phones, 0120 and 0800 free of
// charge; 050, 0570, 0990 and what is not dialled with 0 are nobody's place.
absl::string_view PhoneClassOf(absl::string_view phone) {
  std::string number = absl::StrReplaceAll(phone, {{"-", ""}});
  absl::string_view abroad = number;
  if (absl::ConsumePrefix(&abroad, "+81")) number = absl::StrCat("0", abroad);
  const auto starts = [&number](absl::string_view prefix) {
    return absl::StartsWith(number, prefix);
  };
  if (starts("0120") || starts("0800")) return "toll-free";
  if (starts("060") || starts("070") || starts("080") || starts("090")) {
    return "mobile";
  }
  const bool landline = number.size() == 10 && starts("0") && !starts("00") &&
                        !starts("050") && !starts("0570") && !starts("0990");
  return landline ? "landline" : "other";
}

}  // namespace

bool IsReducedForm(absl::string_view text, v1::Reduction reduction) {
  switch (reduction) {
    case v1::REDUCTION_YEAR:
      return IsYear(text);
    case v1::REDUCTION_YEAR_MONTH:
      return IsMonth(text);
    case v1::REDUCTION_PART_OF_MONTH:
      return IsPartOfMonth(text);
    case v1::REDUCTION_WEEK_OF_DATE:
      return IsWeek(text);
    case v1::REDUCTION_WEEKS_BAND:
      return IsBand(text, kWeeks);
    case v1::REDUCTION_AGE_BAND:
      return IsBand(text, kAges);
    case v1::REDUCTION_SCORE_CLASS:
      return IsBand(text, kScores);
    case v1::REDUCTION_BIRTH_WEIGHT_BAND:
      return IsBand(text, kGrams);
    case v1::REDUCTION_PHONE_CLASS:
      return std::find(kPhoneClasses.begin(), kPhoneClasses.end(), text) !=
             kPhoneClasses.end();
    case v1::REDUCTION_UNSPECIFIED:
    case v1::REDUCTION_WITHHELD:
    case v1::REDUCTION_KEEP:
    case v1::REDUCTION_WEEK:
    case v1::REDUCTION_CLASS:
    case v1::Reduction_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Reduction_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

std::string ReduceText(absl::string_view text, v1::Reduction reduction) {
  if (IsReducedForm(text, reduction)) return std::string(text);
  switch (reduction) {
    case v1::REDUCTION_KEEP:
      return std::string(text);
    case v1::REDUCTION_YEAR:
      return std::string(text.substr(0, 4));
    case v1::REDUCTION_YEAR_MONTH:
      // Of a year alone, the year.
      return std::string(text.substr(0, 7));
    case v1::REDUCTION_PART_OF_MONTH:
      return PartOfMonth(text);
    case v1::REDUCTION_WEEK_OF_DATE:
      return WeekOf(text);
    case v1::REDUCTION_WEEKS_BAND:
      return BandOf(WeeksOf(text), kWeeks);
    case v1::REDUCTION_AGE_BAND:
      return BandOf(YearsOf(text), kAges);
    case v1::REDUCTION_SCORE_CLASS:
      return BandOf(ScoreOf(text), kScores);
    case v1::REDUCTION_BIRTH_WEIGHT_BAND:
      return BandOf(GramsOf(text), kGrams);
    case v1::REDUCTION_PHONE_CLASS:
      return std::string(PhoneClassOf(text));
    case v1::REDUCTION_WEEK:
    case v1::REDUCTION_CLASS:
    case v1::REDUCTION_WITHHELD:
    case v1::REDUCTION_UNSPECIFIED:
    case v1::Reduction_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Reduction_INT_MAX_SENTINEL_DO_NOT_USE_:
      return std::string();
  }
  return std::string();
}

int64_t ReduceNumber(int64_t number, v1::Reduction reduction) {
  if (reduction == v1::REDUCTION_KEEP) return number;
  if (reduction != v1::REDUCTION_WEEK) return 0;
  const int64_t day = number / kSecondsPerDay;
  // 1 January 1970 was a Thursday: the Monday before it lies before the epoch,
  // where no time stamp may be.
  const int64_t monday = day - (day + 3) % 7;
  return std::max<int64_t>(monday, 0) * kSecondsPerDay;
}

int ReduceEnum(const google::protobuf::EnumValueDescriptor& value,
               v1::Reduction reduction) {
  if (reduction == v1::REDUCTION_KEEP) return value.number();
  if (reduction != v1::REDUCTION_CLASS) return 0;
  const int number = ClassOf(value);
  return number == 0 ? value.number() : number;
}

}  // namespace tasuki::disclosure
