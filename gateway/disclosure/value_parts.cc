#include "gateway/disclosure/value_parts.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/consent/calendar.h"

namespace tasuki::disclosure {
namespace {

constexpr int kLastWeek = 45;
constexpr int kLastAge = 129;
constexpr int kLastMonth = 11;
constexpr int kLeastGrams = 100;
constexpr int kLeastScore = 20;
constexpr int kMostScore = 200;
constexpr int kLeastPhoneDigits = 3;
constexpr int kMostPhoneDigits = 15;

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

// One way to write each number: "05" is none.
int Number(absl::string_view text, size_t most_digits) {
  if (text.size() > 1 && text[0] == '0') return -1;
  return Digits(text, 1, most_digits);
}

}  // namespace

int Digits(absl::string_view text, size_t least, size_t most) {
  if (text.size() < least || text.size() > most) return -1;
  int number = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

int WeeksOf(absl::string_view gestational_age) {
  const size_t w = gestational_age.find('w');
  if (w == absl::string_view::npos || !absl::EndsWith(gestational_age, "d")) {
    return -1;
  }
  const int weeks = Digits(gestational_age.substr(0, w), 1, 2);
  const absl::string_view days =
      gestational_age.substr(w + 1, gestational_age.size() - w - 2);
  if (weeks > kLastWeek || Digits(days, 1, 1) < 0 || days[0] > '6') return -1;
  return weeks;
}

int YearsOf(absl::string_view age) {
  const size_t y = age.find('y');
  if (y == absl::string_view::npos) return -1;
  const int years = Number(age.substr(0, y), 3);
  absl::string_view months = age.substr(y + 1);
  if (years > kLastAge) return -1;
  if (months.empty()) return years;
  if (!absl::ConsumeSuffix(&months, "m")) return -1;
  const int month = Number(months, 2);
  return month < 0 || month > kLastMonth ? -1 : years;
}

int GramsOf(absl::string_view weight) {
  if (!absl::ConsumeSuffix(&weight, "g")) return -1;
  const int grams = Number(weight, 4);
  return grams < kLeastGrams ? -1 : grams;
}

int ScoreOf(absl::string_view score) {
  const int number = Number(score, 3);
  return number < kLeastScore || number > kMostScore ? -1 : number;
}

bool IsDay(absl::string_view text) { return consent::ParseDay(text).ok(); }

bool IsMonth(absl::string_view text) {
  return IsDay(absl::StrCat(text, "-01"));
}

bool IsYear(absl::string_view text) {
  return IsDay(absl::StrCat(text, "-01-01"));
}

bool IsPhone(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "+81") && !absl::StartsWith(text, "0") &&
      !absl::StartsWith(text, "1")) {
    return false;
  }
  int digits = 0;
  char last = '0';
  for (const char c : text) {
    if (!IsDigit(c) && (c != '-' || last == '-')) return false;
    digits += IsDigit(c) ? 1 : 0;
    last = c;
  }
  return last != '-' && digits >= kLeastPhoneDigits &&
         digits <= kMostPhoneDigits;
}

}  // namespace tasuki::disclosure
