#include "gateway/disclosure/value_format.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace tasuki::disclosure {
namespace {

v1::FieldDisclosure Option(v1::ValueFormat format,
                           v1::Reduction reduction = v1::REDUCTION_KEEP) {
  v1::FieldDisclosure option;
  option.set_format(format);
  option.set_reduction(reduction);
  return option;
}

TEST(ValueFormatTest, CountsCodePointsAndRefusesWhatIsNotText) {
  const struct {
    absl::string_view text;
    int line, text_count;  // -1: refused
  } kCases[] = {
      {"", 0, 0},
      {"abc", 3, 3},
      {"妊娠", 2, 2},
      {"\xF0\xA0\xAE\xB7", 1, 1},  // U+20BB7, four bytes
      {"a\nb", -1, 3},
      {"a\tb", -1, -1},
      {"a\rb", -1, -1},
      {absl::string_view("a\0b", 3), -1, -1},
      {"\x7F", -1, -1},
      {"\xC2\x85", -1, -1},          // U+0085, a C1 control
      {"\xC2\xA0", 1, 1},            // U+00A0 is none
      {"\xC0\xAF", -1, -1},          // overlong
      {"\xE0\x80\xAF", -1, -1},      // overlong
      {"\xF0\x80\x80\xAF", -1, -1},  // overlong
      {"\xED\xA0\x80", -1, -1},      // surrogate
      {"\xF4\x90\x80\x80", -1, -1},  // above U+10FFFF
      {"\xF4\x8F\xBF\xBF", 1, 1},    // U+10FFFF
      {"\xE3\x81", -1, -1},          // cut short
      {"\x81", -1, -1},              // follower without lead
      {"\xFF", -1, -1},
  };
  for (const auto& [text, line, text_count] : kCases) {
    EXPECT_EQ(CountCharacters(text, false).value_or(-1), line);
    EXPECT_EQ(CountCharacters(text, true).value_or(-1), text_count);
  }
}

TEST(ValueFormatTest, DatesAndAgesTakeTheirOwnFormOrTheReducedOne) {
  const auto year = Option(v1::VALUE_FORMAT_DATE, v1::REDUCTION_YEAR);
  const auto part = Option(v1::VALUE_FORMAT_DATE, v1::REDUCTION_PART_OF_MONTH);
  const auto kept = Option(v1::VALUE_FORMAT_DATE);
  const auto band =
      Option(v1::VALUE_FORMAT_GESTATIONAL_AGE, v1::REDUCTION_WEEKS_BAND);
  const auto pressure = Option(v1::VALUE_FORMAT_BLOOD_PRESSURE);
  const struct {
    const v1::FieldDisclosure& option;
    absl::string_view text;
    bool has_form;
  } kCases[] = {
      {year, "2028-02-29", true},    {year, "2026-02-29", false},
      {year, "2026", true},          {year, "2026-12", false},
      {year, "2026-12/mid", false},  {year, "1899-01-01", false},
      {year, "2200-01-01", false},   {year, "2026-13-01", false},
      {year, "2026-1-01", false},    {year, " 026-01-01", false},
      {year, "+026-01-01", false},   {year, "2026-01-01 ", false},
      {part, "2026-12/early", true}, {part, "2026-12/mid", true},
      {part, "2026-12/late", true},  {part, "2026-13/late", false},
      {part, "2026-12/", false},     {part, "2026", false},
      {kept, "2026-12-24", true},    {kept, "2026", false},
      {band, "30w2d", true},         {band, "0w0d", true},
      {band, "45w6d", true},         {band, "46w0d", false},
      {band, "30w7d", false},        {band, "30w", false},
      {band, "w2d", false},          {band, "30w22d", false},
      {band, "wd", false},           {band, "d", false},
      {band, "-11w", true},          {band, "22-33w", true},
      {band, "37w-", true},          {band, "22-34w", false},
      {pressure, "128/84", true},    {pressure, "98/60", true},
      {pressure, "128", false},      {pressure, "1/2", false},
      {pressure, "1280/84", false},  {pressure, "128/84/1", false},
  };
  for (const auto& [option, text, has_form] : kCases) {
    EXPECT_EQ(HasForm(text, option), has_form) << text;
  }
}

TEST(ValueFormatTest, SizesAreHalfOpenAtTheirLimits) {
  auto bytes = Option(v1::VALUE_FORMAT_LINE);
  bytes.set_max_bytes(6);
  EXPECT_TRUE(HasForm("妊娠", bytes));
  EXPECT_FALSE(HasForm("妊娠a", bytes));
  auto characters = Option(v1::VALUE_FORMAT_TEXT);
  characters.set_max_characters(3);
  EXPECT_TRUE(HasForm("妊\n娠", characters));
  EXPECT_FALSE(HasForm("妊\n娠期", characters));
}

// Every reduced value has many values that lead to it, and nothing else of them
// shows: what they have in common is all that can be read back.
TEST(ReductionTest, YearForgetsTheDay) {
  std::map<std::string, std::set<std::string>> sources;
  for (absl::CivilDay day(2023, 1, 1); day < absl::CivilDay(2027, 1, 1);
       ++day) {
    const std::string text = absl::FormatCivilTime(day);
    sources[ReduceText(text, v1::REDUCTION_YEAR)].insert(text);
  }
  EXPECT_EQ(sources.size(), 4u);
  for (const auto& [reduced, all] : sources) {
    EXPECT_EQ(reduced.size(), 4u);
    EXPECT_GE(all.size(), 365u);
  }
}

TEST(ReductionTest, PartOfMonthForgetsAtLeastEightDays) {
  std::map<std::string, int> sources;
  for (absl::CivilDay day(2023, 1, 1); day < absl::CivilDay(2027, 1, 1);
       ++day) {
    ++sources[ReduceText(absl::FormatCivilTime(day),
                         v1::REDUCTION_PART_OF_MONTH)];
  }
  EXPECT_EQ(sources.size(), 4u * 12 * 3);
  for (const auto& [reduced, days] : sources) EXPECT_GE(days, 8) << reduced;
  EXPECT_EQ(sources["2024-02/late"], 9);
  EXPECT_EQ(sources["2026-12/early"], 10);
  EXPECT_EQ(sources["2026-12/mid"], 10);
  EXPECT_EQ(sources["2026-12/late"], 11);
}

TEST(ReductionTest, BandForgetsTheWeek) {
  std::map<std::string, int> sources;
  for (int weeks = 0; weeks <= 45; ++weeks) {
    for (int days = 0; days < 7; ++days) {
      ++sources[ReduceText(absl::StrCat(weeks, "w", days, "d"),
                           v1::REDUCTION_WEEKS_BAND)];
    }
  }
  const std::map<std::string, int> want = {{"-11w", 12 * 7},
                                           {"12-21w", 10 * 7},
                                           {"22-33w", 12 * 7},
                                           {"34-36w", 3 * 7},
                                           {"37w-", 9 * 7}};
  EXPECT_EQ(sources, want);
}

TEST(ReductionTest, WeekIsTheFirstSecondOfItsMonday) {
  constexpr int64_t kMonday = 1764547200;  // 2025-12-01 00:00 UTC
  constexpr int64_t kWeek = 7 * 24 * 60 * 60;
  for (int64_t second = 0; second < kWeek; second += 599) {
    EXPECT_EQ(ReduceNumber(kMonday + second, v1::REDUCTION_WEEK), kMonday);
  }
  EXPECT_EQ(ReduceNumber(kMonday - 1, v1::REDUCTION_WEEK), kMonday - kWeek);
  EXPECT_EQ(ReduceNumber(kMonday + kWeek - 1, v1::REDUCTION_WEEK), kMonday);
  EXPECT_EQ(ReduceNumber(kMonday + kWeek, v1::REDUCTION_WEEK), kMonday + kWeek);
  EXPECT_EQ(ReduceNumber(1, v1::REDUCTION_WEEK), 0);
}

TEST(ReductionTest, ReducedValuesStay) {
  for (const auto& [text, reduction] :
       std::vector<std::pair<std::string, v1::Reduction>>{
           {"2026", v1::REDUCTION_YEAR},
           {"2026-12/mid", v1::REDUCTION_PART_OF_MONTH},
           {"22-33w", v1::REDUCTION_WEEKS_BAND},
           {"-11w", v1::REDUCTION_WEEKS_BAND}}) {
    EXPECT_EQ(ReduceText(text, reduction), text);
  }
}

TEST(ReductionTest, WithheldAndUndeclaredLeaveNothing) {
  for (const auto reduction :
       {v1::REDUCTION_WITHHELD, v1::REDUCTION_UNSPECIFIED}) {
    EXPECT_EQ(ReduceText("2026-12-24", reduction), "");
    EXPECT_EQ(ReduceNumber(7, reduction), 0);
  }
}

}  // namespace
}  // namespace tasuki::disclosure
