#include "gateway/disclosure/value_format.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "gateway/disclosure/value_parts.h"
#include "gateway/model/party.h"

namespace tasuki::disclosure {
namespace {

constexpr size_t kDigestDigits = 64;

bool IsBloodPressure(absl::string_view text) {
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos) return false;
  return Digits(text.substr(0, slash), 2, 3) >= 0 &&
         Digits(text.substr(slash + 1), 2, 3) >= 0;
}

bool IsTimeOfDay(absl::string_view text) {
  if (text.size() != 5 || text[2] != ':') return false;
  const int hour = Digits(text.substr(0, 2), 2, 2);
  const int minute = Digits(text.substr(3), 2, 2);
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
}

bool IsVersion(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "v")) return false;
  const size_t dot = text.find('.');
  if (dot == absl::string_view::npos) return Digits(text, 1, 3) >= 0;
  return Digits(text.substr(0, dot), 1, 3) >= 0 &&
         Digits(text.substr(dot + 1), 1, 3) >= 0;
}

bool IsDigest(absl::string_view text) {
  return text.size() == kDigestDigits &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
                  (c >= 'a' && c <= 'f');
         });
}

bool FitsText(absl::string_view text, const v1::FieldDisclosure& option) {
  const bool line_feeds = option.format() == v1::VALUE_FORMAT_TEXT;
  const size_t most_bytes = option.max_bytes();
  if (most_bytes > 0 && text.size() > most_bytes) return false;
  const std::optional<int> characters = CountCharacters(text, line_feeds);
  if (!characters.has_value()) return false;
  return option.max_characters() == 0 || *characters <= option.max_characters();
}

}  // namespace

bool HasForm(absl::string_view text, const v1::FieldDisclosure& option) {
  if (IsReducedForm(text, option.reduction())) return true;
  switch (option.format()) {
    case v1::VALUE_FORMAT_LINE:
    case v1::VALUE_FORMAT_TEXT:
      return FitsText(text, option);
    case v1::VALUE_FORMAT_DATE:
      return IsDay(text);
    case v1::VALUE_FORMAT_PARTIAL_DATE:
      return IsDay(text) || IsMonth(text) || IsYear(text);
    case v1::VALUE_FORMAT_MONTH:
      return IsMonth(text);
    case v1::VALUE_FORMAT_TIME_OF_DAY:
      return IsTimeOfDay(text);
    case v1::VALUE_FORMAT_GESTATIONAL_AGE:
      return WeeksOf(text) >= 0;
    case v1::VALUE_FORMAT_AGE:
      return YearsOf(text) >= 0;
    case v1::VALUE_FORMAT_BLOOD_PRESSURE:
      return IsBloodPressure(text);
    case v1::VALUE_FORMAT_PHONE:
      return IsPhone(text);
    case v1::VALUE_FORMAT_SCORE:
      return ScoreOf(text) >= 0;
    case v1::VALUE_FORMAT_GRAMS:
      return GramsOf(text) >= 0;
    case v1::VALUE_FORMAT_PARTY_NAME:
      return PartyName::Parse(text, "").ok();
    case v1::VALUE_FORMAT_VERSION:
      return IsVersion(text);
    case v1::VALUE_FORMAT_SHA256_HEX:
      return IsDigest(text);
    case v1::VALUE_FORMAT_UNSPECIFIED:
    case v1::VALUE_FORMAT_UNIX_SECONDS:
    case v1::ValueFormat_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::ValueFormat_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

}  // namespace tasuki::disclosure
