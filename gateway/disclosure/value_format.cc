#include "gateway/disclosure/value_format.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/base/check.h"
#include "gateway/consent/calendar.h"

namespace tasuki::disclosure {
namespace {

constexpr int kLastWeek = 45;
constexpr int64_t kSecondsPerDay = 24 * 60 * 60;

struct Band {
  int last_week;
  absl::string_view words;
};
constexpr std::array<Band, 5> kBands = {{{11, "-11w"},
                                         {21, "12-21w"},
                                         {33, "22-33w"},
                                         {36, "34-36w"},
                                         {kLastWeek, "37w-"}}};
constexpr std::array<absl::string_view, 3> kPartsOfMonth = {"/early", "/mid",
                                                            "/late"};

// A number of `least` to `most` digits and nothing else; -1 if it is not.
int Digits(absl::string_view text, size_t least, size_t most) {
  if (text.size() < least || text.size() > most) return -1;
  int number = 0;
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

// Whole weeks of "30w2d"; -1 if it is not a gestational age.
int WeeksOf(absl::string_view text) {
  const size_t w = text.find('w');
  if (w == absl::string_view::npos || !absl::EndsWith(text, "d")) return -1;
  const int weeks = Digits(text.substr(0, w), 1, 2);
  const absl::string_view days = text.substr(w + 1, text.size() - w - 2);
  if (weeks > kLastWeek || Digits(days, 1, 1) < 0 || days[0] > '6') return -1;
  return weeks;
}

bool IsBand(absl::string_view text) {
  return std::any_of(kBands.begin(), kBands.end(),
                     [text](const Band& band) { return band.words == text; });
}

bool IsYear(absl::string_view text) {
  return consent::ParseDay(absl::StrCat(text, "-01-01")).ok();
}

bool IsPartOfMonth(absl::string_view text) {
  return std::any_of(
      kPartsOfMonth.begin(), kPartsOfMonth.end(), [text](auto part) {
        absl::string_view month = text;
        return absl::ConsumeSuffix(&month, part) &&
               consent::ParseDay(absl::StrCat(month, "-01")).ok();
      });
}

bool IsBloodPressure(absl::string_view text) {
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos) return false;
  return Digits(text.substr(0, slash), 2, 3) >= 0 &&
         Digits(text.substr(slash + 1), 2, 3) >= 0;
}

bool IsReduced(absl::string_view text, v1::Reduction reduction) {
  if (reduction == v1::REDUCTION_YEAR) return IsYear(text);
  if (reduction == v1::REDUCTION_PART_OF_MONTH) return IsPartOfMonth(text);
  if (reduction == v1::REDUCTION_WEEKS_BAND) return IsBand(text);
  return false;
}

bool FitsText(absl::string_view text, const v1::FieldDisclosure& option) {
  const bool line_feeds = option.format() == v1::VALUE_FORMAT_TEXT;
  const size_t most_bytes = option.max_bytes();
  if (most_bytes > 0 && text.size() > most_bytes) return false;
  const std::optional<int> characters = CountCharacters(text, line_feeds);
  if (!characters.has_value()) return false;
  return option.max_characters() == 0 || *characters <= option.max_characters();
}

std::string PartOfMonth(absl::string_view date) {
  const int day = Digits(date.substr(8), 2, 2);
  CHECK(day > 0);
  const int part = day <= 10 ? 0 : day <= 20 ? 1 : 2;
  return absl::StrCat(date.substr(0, 7), kPartsOfMonth[part]);
}

std::string BandOf(absl::string_view gestational_age) {
  const int weeks = WeeksOf(gestational_age);
  CHECK(weeks >= 0);
  for (const Band& band : kBands) {
    if (weeks <= band.last_week) return std::string(band.words);
  }
  return std::string();
}

}  // namespace

bool HasForm(absl::string_view text, const v1::FieldDisclosure& option) {
  if (IsReduced(text, option.reduction())) return true;
  switch (option.format()) {
    case v1::VALUE_FORMAT_LINE:
    case v1::VALUE_FORMAT_TEXT:
      return FitsText(text, option);
    case v1::VALUE_FORMAT_DATE:
      return consent::ParseDay(text).ok();
    case v1::VALUE_FORMAT_GESTATIONAL_AGE:
      return WeeksOf(text) >= 0;
    case v1::VALUE_FORMAT_BLOOD_PRESSURE:
      return IsBloodPressure(text);
    case v1::VALUE_FORMAT_UNSPECIFIED:
    case v1::VALUE_FORMAT_UNIX_SECONDS:
    case v1::ValueFormat_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ValueFormat_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

std::string ReduceText(absl::string_view text, v1::Reduction reduction) {
  if (IsReduced(text, reduction)) return std::string(text);
  switch (reduction) {
    case v1::REDUCTION_KEEP:
      return std::string(text);
    case v1::REDUCTION_YEAR:
      return std::string(text.substr(0, 4));
    case v1::REDUCTION_PART_OF_MONTH:
      return PartOfMonth(text);
    case v1::REDUCTION_WEEKS_BAND:
      return BandOf(text);
    case v1::REDUCTION_WEEK:
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

}  // namespace tasuki::disclosure
